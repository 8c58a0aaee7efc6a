/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_MUTEX_LAB_H
#define PX_MUTEX_LAB_H

#include <linux/sched.h>
#include <linux/string.h>
#include "contract/mutex_lab.h"

static inline int px_mutex_init_kind_keyed(struct px_mutex *m, enum px_mutex_kind kind,
					   const char *name, struct px_lock_key *key)
{
	if (kind != PX_MUTEX_DEFAULT)
		return -EOPNOTSUPP;
	px_mutex_init_keyed(m, name, key);
	return 0;
}

/* Without lock debugging mutex_unlock() does not check the caller, on PREEMPT_RT neither. */
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
 * The owner's task_struct with flags in the lowest bits; bit 0: there are
 * waiters. On PREEMPT_RT a mutex is an rt_mutex, whose word has the same bit 0.
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

/* mutex_destroy() would report that the mutex is locked. */
static inline void px_mutex_end_abandoned(struct px_mutex *m)
{
	memset(&m->m, 0, sizeof(m->m));
}

#endif /* PX_MUTEX_LAB_H */
