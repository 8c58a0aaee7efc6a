/* SPDX-License-Identifier: GPL-2.0-only */
/* Input of equations for scope_chunks, by write(). */
#ifndef PX_TEST_INPUT_CALLS_H
#define PX_TEST_INPUT_CALLS_H

#include "instance.h"

/* Returns the number of bytes, or -errno. */
static inline int put(int fd, const void *text, size_t size)
{
	ssize_t n = write(fd, text, size);

	return n < 0 ? -errno : (int)n;
}

static inline struct px_setup chunks_setup(unsigned int threads)
{
	struct px_setup s = good_setup("scope_chunks");

	s.spec.threads = threads;
	s.spec.duration_ns = 0;
	s.spec.ops = 2;
	return s;
}

#endif /* PX_TEST_INPUT_CALLS_H */
