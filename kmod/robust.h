/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_ROBUST_H
#define PX_ROBUST_H

/* A struct mutex forgets nobody: who ends while holding it holds it for ever. */
struct px_robust {
};

#include "contract/robust.h"

static inline int px_robust_init(struct px_robust *r)
{
	return -EOPNOTSUPP;
}

static inline void px_robust_destroy(struct px_robust *r)
{
}

static inline int px_robust_lock(struct px_robust *r)
{
	return -EOPNOTSUPP;
}

static inline int px_robust_trylock(struct px_robust *r)
{
	return -EOPNOTSUPP;
}

static inline int px_robust_consistent(struct px_robust *r)
{
	return -EOPNOTSUPP;
}

static inline int px_robust_unlock(struct px_robust *r)
{
	return -EOPNOTSUPP;
}

#endif /* PX_ROBUST_H */
