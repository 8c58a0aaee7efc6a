/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_ROBUST_MUTEX_H
#define PX_ROBUST_MUTEX_H

/* A struct mutex stays locked if its holder ends. */
struct px_robust_mutex {
};

#include "contract/robust_mutex.h"

static inline int px_robust_mutex_init(struct px_robust_mutex *r)
{
	return -EOPNOTSUPP;
}

static inline void px_robust_mutex_destroy(struct px_robust_mutex *r)
{
}

static inline int px_robust_mutex_lock(struct px_robust_mutex *r)
{
	return -EOPNOTSUPP;
}

static inline int px_robust_mutex_trylock(struct px_robust_mutex *r)
{
	return -EOPNOTSUPP;
}

static inline int px_robust_mutex_consistent(struct px_robust_mutex *r)
{
	return -EOPNOTSUPP;
}

static inline int px_robust_mutex_unlock(struct px_robust_mutex *r)
{
	return -EOPNOTSUPP;
}

#endif /* PX_ROBUST_MUTEX_H */
