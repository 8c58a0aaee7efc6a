/* SPDX-License-Identifier: GPL-2.0-only */
/* writer: a page that is being written. */
#ifndef PX_PAGE_CTX_H
#define PX_PAGE_CTX_H

#include <stdio.h>
#include "page.h"

struct px_page_ctx {
	FILE *out;
	const struct px_page *page;
	int err;		/* the first there was */
};

/* What the others are held against. */
static inline const struct px_result_file *px_writer_first(const struct px_page_ctx *w)
{
	return &w->page->loaded[0];
}

static inline void px_page_ctx_error(struct px_page_ctx *w, int err)
{
	if (err && !w->err)
		w->err = err;
}

#endif /* PX_PAGE_CTX_H */
