/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * place: where processes meet, for labs between processes: a lock with a number
 * behind it, and a channel from one process to another. There are two, in the
 * kernel (an instance of /dev/parallax) and in memory that processes share.
 *
 * Opened by one process, before it starts the others, which have it then too.
 * All return 0 or -errno.
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
	 * Sleeps until the lock is the calling process's: 0, or -EOWNERDEAD if a
	 * process has ended with it: it is the caller's all the same.
	 */
	int (*lock)(struct px_process_shared *p);
	int (*unlock)(struct px_process_shared *p);

	/* 1 if a process has ended with it; -EOPNOTSUPP where only lock tells. */
	int (*is_marked)(struct px_process_shared *p);

	/* By its holder: all is in order again. */
	int (*clear)(struct px_process_shared *p);

	/* The number behind the lock, for its holder. */
	int (*get)(struct px_process_shared *p, u64 *value);
	int (*set)(struct px_process_shared *p, u64 value);

	/* The calling process has that end from now on, until it ends. For one each. */
	int (*join)(struct px_process_shared *p, enum px_end end);

	/* Sleeps while the channel is full. -EPIPE: the receiver is gone; -ETIMEDOUT after ns. */
	int (*send)(struct px_process_shared *p, u64 value, u64 ns);

	/* Sleeps while it is empty. -EPIPE: and the sender is gone; -ETIMEDOUT after ns. */
	int (*recv)(struct px_process_shared *p, u64 *value, u64 ns);

	int fd;			/* the place's own */
	void *memory;
};

#endif /* PX_PROCESS_SHARED_H */
