/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mode: how a caller waits. A thread of a run's own waits as long as it
 * takes; who calls from another world must be able to give up, and a caller
 * that may not sleep at all comes again in a place where it may.
 */
#ifndef PX_WAIT_MODE_H
#define PX_WAIT_MODE_H

enum px_wait_mode {
	PX_UNINTERRUPTIBLE,		/* as long as it takes */
	PX_INTERRUPTIBLE,	/* until a signal: -EINTR, and nothing has changed */
	PX_NOWAIT		/* not at all: -EAGAIN, and nothing has changed */
};

#endif /* PX_WAIT_MODE_H */
