/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * inlet: where a write() to an instance goes while a lab reads: into the lab's
 * stream. The rest of the time nobody is there, and it is the intake's.
 */
#ifndef PX_KMOD_INLET_H
#define PX_KMOD_INLET_H

#include <linux/rwsem.h>

struct px_stream;

struct px_inlet {
	struct rw_semaphore lock;	/* of reader; read while a write is under way */
	struct px_stream *reader;	/* NULL: nobody reads */
};

void px_inlet_init(struct px_inlet *in);

/* From now on, what is written goes to this reader, as to its only writer. */
void px_inlet_open(struct px_inlet *in, struct px_stream *reader);

/* Stops the stream; then nobody writes to it any more. It may be destroyed. */
void px_inlet_close(struct px_inlet *in);

/*
 * Writes all of the text for the reader, sleeping while it is slow: how much
 * was taken before a signal or the reader's end; -ENXIO: nobody reads; -EPIPE:
 * not any more; -EINTR, -EFAULT, -ENOMEM.
 */
ssize_t px_inlet_write(struct px_inlet *in, const char __user *from, size_t size);

#endif /* PX_KMOD_INLET_H */
