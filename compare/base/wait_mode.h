/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * wait_mode: how a caller waits. Threads of a run wait uninterruptibly. A user
 * thread in the kernel must be interruptible. io_uring first tries without waiting.
 */
#ifndef PX_WAIT_MODE_H
#define PX_WAIT_MODE_H

enum px_wait_mode {
	PX_UNINTERRUPTIBLE,
	PX_INTERRUPTIBLE,	/* until a signal: -EINTR, nothing has changed */
	PX_NOWAIT		/* not at all: -EAGAIN, nothing has changed */
};

#endif /* PX_WAIT_MODE_H */
