/* SPDX-License-Identifier: GPL-2.0-only */
/* bugs_section: which detector reports which bug. */
#ifndef PX_BUGS_SECTION_H
#define PX_BUGS_SECTION_H

#include "page_ctx.h"

/* The matrix and each bug's document. Prints nothing without results. */
void px_bugs_section(struct px_page_ctx *ctx);

#endif /* PX_BUGS_SECTION_H */
