/* SPDX-License-Identifier: GPL-2.0-only */
/* mistakes: what the page says of who catches which mistake. */
#ifndef PX_PAGE_MISTAKES_H
#define PX_PAGE_MISTAKES_H

#include "writer.h"

/* The matrix and each mistake's story; nothing, if nothing was seen of any. */
void px_page_mistakes(struct px_writer *w);

#endif /* PX_PAGE_MISTAKES_H */
