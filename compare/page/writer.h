/* SPDX-License-Identifier: GPL-2.0-only */
/* writer: a page that is being written. */
#ifndef PX_WRITER_H
#define PX_WRITER_H

#include <stdio.h>
#include "page.h"

struct px_writer {
	FILE *out;
	const struct px_page *page;
	int err;		/* the first there was */
};

/* What the others are held against. */
static inline const struct px_loaded *px_writer_first(const struct px_writer *w)
{
	return &w->page->loaded[0];
}

static inline void px_writer_note(struct px_writer *w, int err)
{
	if (err && !w->err)
		w->err = err;
}

#endif /* PX_WRITER_H */
