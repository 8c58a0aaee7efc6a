/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * process_shared: a lock that protects a number, and a channel, both shared by
 * processes. There are two implementations: in the kernel (an instance of
 * /dev/parallax), and in shared memory.
 *
 * One process calls open() before it starts the others. They inherit it. All
 * functions return 0 or -errno unless stated otherwise.
 */
#ifndef PX_PROCESS_SHARED_H
#define PX_PROCESS_SHARED_H

#include "base/types.h"

#define PX_PROCESS_SHARED_CAPACITY	4	/* messages in the channel */

enum px_end { PX_END_SENDER, PX_END_RECEIVER };

struct px_process_shared {
	int (*open)(struct px_process_shared *p);
	void (*close)(struct px_process_shared *p);

	/*
	 * Sleeps until the calling process holds the lock. Returns -EOWNERDEAD if
	 * a process ended while it held the lock; the caller holds it then too.
	 */
	int (*lock)(struct px_process_shared *p);
	int (*unlock)(struct px_process_shared *p);

	/*
	 * 1 if a process ended while it held the lock, else 0. -EOPNOTSUPP if only
	 * lock() reports it.
	 */
	int (*is_poisoned)(struct px_process_shared *p);

	/* Caller holds the lock. The next lock() no longer returns -EOWNERDEAD. */
	int (*clear)(struct px_process_shared *p);

	/* The protected number. Caller holds the lock. */
	int (*get)(struct px_process_shared *p, u64 *value);
	int (*set)(struct px_process_shared *p, u64 value);

	/* The calling process owns that end until it exits. At most one process for each end. */
	int (*attach)(struct px_process_shared *p, enum px_end end);

	/* Sleeps while the channel is full. -EPIPE: no receiver; -ETIMEDOUT: after ns. */
	int (*send)(struct px_process_shared *p, u64 value, u64 ns);

	/* Sleeps while it is empty. -EPIPE: empty and no sender; -ETIMEDOUT: after ns. */
	int (*recv)(struct px_process_shared *p, u64 *value, u64 ns);

	int fd;			/* of the device */
	void *memory;		/* shared memory */
};

#endif /* PX_PROCESS_SHARED_H */
