/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * spinlock_t: the holder cannot be preempted, and waiters queue up in order. On
 * PREEMPT_RT it is a sleeping lock: an rtmutex, whose holder can be preempted
 * and whose waiters give up their CPU.
 */
#ifndef PX_SPINLOCK_H
#define PX_SPINLOCK_H

#include <linux/spinlock.h>

struct px_spinlock {
	spinlock_t l;
};

#include "contract/spinlock.h"

static inline void px_spinlock_init_keyed(struct px_spinlock *s, const char *name,
					  struct px_lock_key *key)
{
	spin_lock_init(&s->l);
	lockdep_set_class_and_name(&s->l, &key->class, name);
}

static inline void px_spinlock_destroy(struct px_spinlock *s)
{
}

static inline void px_spinlock_lock(struct px_spinlock *s)
{
	spin_lock(&s->l);
}

static inline int px_spinlock_trylock(struct px_spinlock *s)
{
	return spin_trylock(&s->l) ? 0 : -EBUSY;
}

static inline void px_spinlock_unlock(struct px_spinlock *s)
{
	spin_unlock(&s->l);
}

#endif /* PX_SPINLOCK_H */
