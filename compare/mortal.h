/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mortal: an object under a plain count that may be released once, twice or
 * never, and takes no harm: its release leaves a tombstone, which are counted.
 */
#ifndef PX_MORTAL_H
#define PX_MORTAL_H

#include "atomic.h"
#include "rc.h"
#include "types.h"

struct px_mortal {
	struct px_rc rc;		/* first */
	struct px_atomic tombstones;
};

/* With so many references. */
static inline void px_mortal_init(struct px_mortal *m, u32 references)
{
	px_rc_init(&m->rc);
	while (--references)
		px_rc_get(&m->rc);
	px_atomic_store(&m->tombstones, 0);
}

/* A px_rc_release_fn. */
static inline void px_mortal_bury(struct px_rc *rc)
{
	px_atomic_add(&((struct px_mortal *)rc)->tombstones, 1);
}

static inline s64 px_mortal_releases(const struct px_mortal *m)
{
	return (s64)px_atomic_load(&m->tombstones);
}

#endif /* PX_MORTAL_H */
