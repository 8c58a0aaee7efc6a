/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * stream: bytes from outside, in the order in which they were written, and a
 * reader that sleeps until there are any. It holds a few thousand bytes; a
 * writer sleeps while it is full. In the kernel the writer is a process that
 * writes to the device, in user space one that writes into a pipe.
 *
 * One thread reads at a time, and one writes. May not be used where sleeping
 * is forbidden.
 */
#ifndef PX_CONTRACT_BYTE_PIPE_H
#define PX_CONTRACT_BYTE_PIPE_H

#include "base/types.h"

/* Makes it ready, empty: 0, or -ENOMEM, -EMFILE with nothing to destroy. */
static inline int px_byte_pipe_init(struct px_byte_pipe *s);

/* Ends its life. Nobody is in a call. */
static inline void px_byte_pipe_destroy(struct px_byte_pipe *s);

/*
 * Sleeps until there is a byte to read: then how many were read, up to size,
 * which is not 0. 0 at the end of the stream: all has been read, and no more
 * will come. -EINTR when the stream was stopped, whatever is left in it; in the
 * kernel also when the caller has a signal.
 */
static inline s64 px_byte_pipe_read(struct px_byte_pipe *s, void *to, size_t size);

/*
 * Sleeps until there is room for a byte: then how many were written, up to
 * size, which is not 0. -EPIPE when the stream was ended or stopped; in the
 * kernel -EINTR when the caller has a signal.
 */
static inline s64 px_byte_pipe_write(struct px_byte_pipe *s, const void *from, size_t size);

/* The writer: nothing more will come. The reader reads the rest, and then the end. */
static inline void px_byte_pipe_end(struct px_byte_pipe *s);

/* Anybody, any number of times: wakes the reader and the writer for good. */
static inline void px_byte_pipe_stop(struct px_byte_pipe *s);

#endif /* PX_CONTRACT_BYTE_PIPE_H */
