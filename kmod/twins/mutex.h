/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_MUTEX_H
#define PX_MUTEX_H

#include <linux/mutex.h>
#include <linux/sched.h>
#include <linux/string.h>

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

static inline int px_mutex_init_kind_keyed(struct px_mutex *m, enum px_mutex_kind kind,
					   const char *name, struct px_lock_key *key)
{
	if (kind != PX_MUTEX_DEFAULT)
		return -EOPNOTSUPP;
	px_mutex_init_keyed(m, name, key);
	return 0;
}

/*
 * A stock kernel does not look: on PREEMPT_RT, too, the owner's word is
 * cleared, whosever it was. With waiters, it would be handed on.
 */
static inline int px_mutex_unlock_unchecked(struct px_mutex *m)
{
	mutex_unlock(&m->m);
	return 0;
}

static inline bool px_mutex_misuse_is_reported(void)
{
	return IS_ENABLED(CONFIG_DEBUG_MUTEXES) || IS_ENABLED(CONFIG_DEBUG_LOCK_ALLOC) ||
	       IS_ENABLED(CONFIG_DEBUG_RT_MUTEXES);
}

/*
 * The owner's task, with flags in its lowest bits, of which the lowest says
 * that somebody waits. On PREEMPT_RT a mutex is an rt_mutex; so is its word.
 */
static inline u32 px_mutex_word(struct px_mutex *m)
{
#ifdef CONFIG_PREEMPT_RT
	unsigned long word = (unsigned long)READ_ONCE(m->m.rtmutex.owner);
#else
	unsigned long word = atomic_long_read(&m->m.owner);
#endif
	unsigned long owner = word & ~7ul;

	if (!word)
		return 0;
	return (owner == (unsigned long)current ? PX_WORD_CURRENT : owner ? PX_WORD_OTHER : 0) |
	       (word & 1 ? PX_WORD_WAITERS : 0);
}

/* No destroy, which would find it locked; and nothing to be given back. */
static inline void px_mutex_end_abandoned(struct px_mutex *m)
{
	memset(&m->m, 0, sizeof(m->m));
}

#endif /* PX_MUTEX_H */
