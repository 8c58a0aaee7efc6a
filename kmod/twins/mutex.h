/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_MUTEX_H
#define PX_MUTEX_H

#include <linux/mutex.h>

struct px_mutex {
	struct mutex m;
};

#include "contract/mutex.h"

static inline void px_mutex_init_keyed(struct px_mutex *m, const char *name,
				       struct px_lock_key *key)
{
	__mutex_init(&m->m, name, &key->class);
}

static inline void px_mutex_destroy(struct px_mutex *m)
{
	mutex_destroy(&m->m);
}

static inline void px_mutex_lock(struct px_mutex *m)
{
	mutex_lock(&m->m);
}

static inline int px_mutex_trylock(struct px_mutex *m)
{
	return mutex_trylock(&m->m) ? 0 : -EBUSY;
}

static inline int px_mutex_lock_intr(struct px_mutex *m)
{
	return mutex_lock_interruptible(&m->m);
}

static inline void px_mutex_unlock(struct px_mutex *m)
{
	mutex_unlock(&m->m);
}

#endif /* PX_MUTEX_H */
