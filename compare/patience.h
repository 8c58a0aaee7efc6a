/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * patience: how a caller waits. A thread of a run's own waits as long as it
 * takes; who calls from another world must be able to give up, and a caller
 * that may not sleep at all comes again in a place where it may.
 */
#ifndef PX_PATIENCE_H
#define PX_PATIENCE_H

enum px_patience {
	PX_PATIENT,		/* as long as it takes */
	PX_INTERRUPTIBLE,	/* until a signal: -EINTR, and nothing has changed */
	PX_IMPATIENT		/* not at all: -EAGAIN, and nothing has changed */
};

#endif /* PX_PATIENCE_H */
