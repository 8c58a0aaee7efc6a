/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * post: ways for a 64-bit number to get from one process to another. A post is a
 * pair of them, one there and one back, made before the fork.
 */
#ifndef PX_USER_IPC_H
#define PX_USER_IPC_H

#include <stdint.h>
#include "ring.h"

enum px_direction { PX_DIRECTION_THERE, PX_DIRECTION_BACK, PX_DIRECTIONS };

struct px_chan_objects;			/* in memory that both have */

struct px_ipc {
	const struct px_ipc_kind *kind;
	int fds[PX_DIRECTIONS][2];		/* to read from, to write to */
	struct px_chan_objects *shared;
	struct px_ring ring;		/* of this process */
	bool has_ring;
};

/* All of them return 0 or -errno. A message is neither 0 nor above INT64_MAX. */
struct px_ipc_kind {
	int (*make)(struct px_ipc *p);
	int (*begin)(struct px_ipc *p);	/* in each process; may be NULL */
	int (*send)(struct px_ipc *p, enum px_direction way, uint64_t message);
	int (*receive)(struct px_ipc *p, enum px_direction way, uint64_t *message);
	void (*end)(struct px_ipc *p);		/* in each process */
};

extern const struct px_ipc_kind px_ipc_pipe;
extern const struct px_ipc_kind px_ipc_eventfd;
extern const struct px_ipc_kind px_ipc_shared;	/* a ring under a mutex and a condition */
extern const struct px_ipc_kind px_ipc_ioctl;		/* a channel of the module's */
extern const struct px_ipc_kind px_ipc_uring;		/* the same, by commands */

#endif /* PX_USER_IPC_H */
