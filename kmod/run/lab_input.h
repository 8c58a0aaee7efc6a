/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * inlet: where a write() to an instance goes while a lab reads: into the lab's
 * stream. The rest of the time nobody is there, and it is the intake's.
 */
#ifndef PX_KMOD_LAB_INPUT_H
#define PX_KMOD_LAB_INPUT_H

#include <linux/rwsem.h>

struct px_byte_pipe;

struct px_lab_input {
	struct rw_semaphore lock;	/* of reader; read while a write is under way */
	struct px_byte_pipe *reader;	/* NULL: nobody reads */
};

void px_lab_input_init(struct px_lab_input *in);

/* From now on, what is written goes to this reader, as to its only writer. */
void px_lab_input_open(struct px_lab_input *in, struct px_byte_pipe *reader);

/* Stops the stream; then nobody writes to it any more. It may be destroyed. */
void px_lab_input_close(struct px_lab_input *in);

/*
 * Writes all of the text for the reader, sleeping while it is slow: how much
 * was taken before a signal or the reader's end; -ENXIO: nobody reads; -EPIPE:
 * not any more; -EINTR, -EFAULT, -ENOMEM.
 */
ssize_t px_lab_input_write(struct px_lab_input *in, const char __user *from, size_t size);

#endif /* PX_KMOD_LAB_INPUT_H */
