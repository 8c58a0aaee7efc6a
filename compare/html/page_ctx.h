/* SPDX-License-Identifier: GPL-2.0-only */
/* page_ctx: the state of a page while it is written. */
#ifndef PX_PAGE_CTX_H
#define PX_PAGE_CTX_H

#include <stdio.h>
#include "page.h"

struct px_page_ctx {
	FILE *out;
	const struct px_page *page;
	int err;		/* the first error */
};

/* The results with which the others are compared. */
static inline const struct px_result_file *px_page_first_file(const struct px_page_ctx *ctx)
{
	return &ctx->page->files[0];
}

static inline void px_page_ctx_error(struct px_page_ctx *ctx, int err)
{
	if (err && !ctx->err)
		ctx->err = err;
}

#endif /* PX_PAGE_CTX_H */
