/* SPDX-License-Identifier: GPL-2.0-only */
/* BROKEN ON PURPOSE: a reader that never sleeps, but looks again. What it breaks must be noticed. */
#ifndef PX_BUSTED_STREAM_H
#define PX_BUSTED_STREAM_H

#define px_stream_read	px_stream_read_whole
#include "../../stream.h"
#undef px_stream_read

static inline s64 px_stream_read(struct px_stream *s, void *to, size_t size)
{
	struct pollfd stop = { .fd = s->stop, .events = POLLIN };
	ssize_t n = -1;

	while (n < 0 && !poll(&stop, 1, 0))
		n = read(s->out, to, size);
	return n < 0 ? -EINTR : n;
}

#endif /* PX_BUSTED_STREAM_H */
