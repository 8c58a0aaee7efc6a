/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ipc: sends 64-bit numbers between two processes, in both directions. make() is called before
 * the fork.
 */
#ifndef PX_USER_IPC_H
#define PX_USER_IPC_H

#include <stdint.h>
#include "ring.h"

enum px_direction { PX_DIRECTION_THERE, PX_DIRECTION_BACK, PX_DIRECTIONS };

struct px_shared_queues;			/* in memory that both processes map */

struct px_ipc {
	const struct px_ipc_kind *kind;
	int fds[PX_DIRECTIONS][2];		/* reading end, writing end */
	struct px_shared_queues *shared;
	struct px_ring ring;			/* the ring of this process */
	bool has_ring;
};

/* The functions return 0 or -errno. A message is in 1 … INT64_MAX. */
struct px_ipc_kind {
	int (*make)(struct px_ipc *p);
	int (*begin)(struct px_ipc *p);		/* called in each process; may be NULL */
	int (*send)(struct px_ipc *p, enum px_direction direction, uint64_t message);
	int (*receive)(struct px_ipc *p, enum px_direction direction, uint64_t *message);
	void (*end)(struct px_ipc *p);		/* called in each process */
};

extern const struct px_ipc_kind px_ipc_pipe;
extern const struct px_ipc_kind px_ipc_eventfd;
extern const struct px_ipc_kind px_ipc_shared;		/* queue, mutex and condition variable */
extern const struct px_ipc_kind px_ipc_ioctl;		/* a channel of the module, by ioctl */
extern const struct px_ipc_kind px_ipc_uring;		/* the same, by io_uring */

#endif /* PX_USER_IPC_H */
