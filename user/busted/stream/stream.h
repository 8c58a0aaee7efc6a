/* SPDX-License-Identifier: GPL-2.0-only */
/* BROKEN ON PURPOSE: the end overtakes what was written. What it breaks must be noticed. */
#ifndef PX_BUSTED_STREAM_H
#define PX_BUSTED_STREAM_H

#define px_stream_end	px_stream_end_whole
#include "../../stream.h"
#undef px_stream_end

static inline void px_stream_end(struct px_stream *s)
{
	char c;

	while (read(s->out, &c, 1) == 1)
		;
	px_stream_end_whole(s);
}

#endif /* PX_BUSTED_STREAM_H */
