/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * post: ways for a 64-bit number to get from one process to another. A post is a
 * pair of them, one there and one back, made before the fork.
 */
#ifndef PX_USER_POST_H
#define PX_USER_POST_H

#include <stdint.h>
#include "ring.h"

enum px_way { PX_WAY_THERE, PX_WAY_BACK, PX_WAYS };

struct px_mailboxes;			/* in memory that both have */

struct px_post {
	const struct px_post_kind *kind;
	int fds[PX_WAYS][2];		/* to read from, to write to */
	struct px_mailboxes *shared;
	struct px_ring ring;		/* of this process */
	bool has_ring;
};

/* All of them return 0 or -errno. A message is neither 0 nor above INT64_MAX. */
struct px_post_kind {
	int (*make)(struct px_post *p);
	int (*begin)(struct px_post *p);	/* in each process; may be NULL */
	int (*send)(struct px_post *p, enum px_way way, uint64_t message);
	int (*receive)(struct px_post *p, enum px_way way, uint64_t *message);
	void (*end)(struct px_post *p);		/* in each process */
};

extern const struct px_post_kind px_post_pipe;
extern const struct px_post_kind px_post_eventfd;
extern const struct px_post_kind px_post_shared;	/* a ring under a mutex and a condition */
extern const struct px_post_kind px_post_ioctl;		/* a channel of the module's */
extern const struct px_post_kind px_post_uring;		/* the same, by commands */

#endif /* PX_USER_POST_H */
