/* SPDX-License-Identifier: GPL-2.0-only */
/* BROKEN ON PURPOSE: the reader polls instead of sleeping. */
#ifndef PX_BROKEN_BYTE_PIPE_H
#define PX_BROKEN_BYTE_PIPE_H

#define px_byte_pipe_read	px_byte_pipe_read_correct
#include "../../twins/byte_pipe.h"
#undef px_byte_pipe_read

static inline s64 px_byte_pipe_read(struct px_byte_pipe *s, void *to, size_t size)
{
	struct pollfd stop = { .fd = s->stop, .events = POLLIN };
	ssize_t n = -1;

	while (n < 0 && !poll(&stop, 1, 0))
		n = read(s->out, to, size);
	return n < 0 ? -EINTR : n;
}

#endif /* PX_BROKEN_BYTE_PIPE_H */
