/* SPDX-License-Identifier: GPL-2.0-only */
/* BROKEN ON PURPOSE: a spin lock that keeps nobody out. What it breaks must be noticed. */
#ifndef PX_SPIN_H
#define PX_SPIN_H

struct px_spin {
	int unused;
};

#include "contract/spin.h"

static inline void px_spin_init_keyed(struct px_spin *s, const char *name,
				      struct px_lock_key *key)
{
}

static inline void px_spin_destroy(struct px_spin *s)
{
}

static inline void px_spin_lock(struct px_spin *s)
{
}

static inline int px_spin_trylock(struct px_spin *s)
{
	return 0;
}

static inline void px_spin_unlock(struct px_spin *s)
{
}

#endif /* PX_SPIN_H */
