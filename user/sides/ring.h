/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ring: an io_uring whose commands all go to one instance of /dev/parallax. For
 * the thread that opens it.
 */
#ifndef PX_USER_RING_H
#define PX_USER_RING_H

#include <liburing.h>
#include <stdbool.h>
#include "base/types.h"

struct px_ring {
	struct io_uring ring;
	u32 queued;		/* commands that are not yet submitted */
	u64 next;		/* what the next one is called */
};

/*
 * Room for so many commands at once: 0, or -errno. polled: a kernel thread looks
 * for them, and spins while it does; so from now on the caller stays on its CPU,
 * and the kernel's thread on the next one, if there are two.
 */
int px_ring_open(struct px_ring *r, int fd, u32 entries, bool polled);

/* What is still under way is cancelled. */
void px_ring_close(struct px_ring *r);

/*
 * Queues a command: an ioctl's number and argument. linked: the next one waits
 * for it. 0, or -ENOSPC when as many are queued as there is room for.
 */
int px_ring_add(struct px_ring *r, u32 cmd, u64 arg, bool linked);

/*
 * Submits what is queued and waits for all of it. results has what each
 * command ended with, in the order in which they were added: 0, or -errno when they
 * could not be submitted, or were not completed one by one (-EPROTO).
 */
int px_ring_submit(struct px_ring *r, int *results);

#endif /* PX_USER_RING_H */
