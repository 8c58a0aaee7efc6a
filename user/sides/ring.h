/* SPDX-License-Identifier: GPL-2.0-only */
/* An io_uring whose commands all use one instance of /dev/parallax. For one thread. */
#ifndef PX_USER_RING_H
#define PX_USER_RING_H

#include <liburing.h>
#include <stdbool.h>
#include "base/types.h"

struct px_ring {
	struct io_uring ring;
	u32 queued;		/* commands that are not yet submitted */
	u64 next;		/* number of the next command */
};

/*
 * entries: how many commands can be queued. polled: a kernel thread polls for commands.
 * The caller then stays on its CPU, and the poller runs on the next CPU, if there is one.
 * Returns 0 or -errno.
 */
int px_ring_open(struct px_ring *r, int fd, u32 entries, bool polled);

/* Can a ring be opened here? 0; or -errno, with one line in why on what forbids it. */
int px_ring_probe(int fd, char *why, size_t size);

/* Commands in flight are cancelled. */
void px_ring_close(struct px_ring *r);

/*
 * Queues a command: the number and argument of an ioctl. linked: the next command waits for
 * it. Returns 0, or -ENOSPC if the queue is full.
 */
int px_ring_add(struct px_ring *r, u32 cmd, u64 arg, bool linked);

/* Queues a command that does nothing. As above. */
int px_ring_add_nop(struct px_ring *r);

/*
 * Submits all queued commands and waits for them. results receives their results, in the
 * order in which they were queued. Returns 0, -errno if submitting failed, or -EPROTO if a
 * completion does not belong to a queued command.
 */
int px_ring_submit(struct px_ring *r, int *results);

#endif /* PX_USER_RING_H */
