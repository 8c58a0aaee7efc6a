/* SPDX-License-Identifier: GPL-2.0-only */
/* BROKEN ON PURPOSE: the end discards the written bytes. */
#ifndef PX_BROKEN_BYTE_PIPE_H
#define PX_BROKEN_BYTE_PIPE_H

#define px_byte_pipe_end	px_byte_pipe_end_correct
#include "../../twins/byte_pipe.h"
#undef px_byte_pipe_end

static inline void px_byte_pipe_end(struct px_byte_pipe *s)
{
	char c;

	while (read(s->out, &c, 1) == 1)
		;
	px_byte_pipe_end_correct(s);
}

#endif /* PX_BROKEN_BYTE_PIPE_H */
