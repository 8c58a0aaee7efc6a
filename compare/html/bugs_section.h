/* SPDX-License-Identifier: GPL-2.0-only */
/* mistakes: what the page says of who catches which mistake. */
#ifndef PX_PAGE_BUGS_SECTION_H
#define PX_PAGE_BUGS_SECTION_H

#include "page_ctx.h"

/* The matrix and each mistake's story; nothing, if nothing was seen of any. */
void px_bugs_section(struct px_page_ctx *w);

#endif /* PX_PAGE_BUGS_SECTION_H */
