/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_MUTEX_LAB_H
#define PX_MUTEX_LAB_H

#include <string.h>
#include <unistd.h>
#include "contract/mutex_lab.h"

static inline int px_mutex_init_kind_keyed(struct px_mutex *m, enum px_mutex_kind kind,
					   const char *name, struct px_lock_key *key)
{
	static const int types[] = {
		[PX_MUTEX_ERRORCHECK] = PTHREAD_MUTEX_ERRORCHECK,
		[PX_MUTEX_RECURSIVE] = PTHREAD_MUTEX_RECURSIVE,
		[PX_MUTEX_ADAPTIVE] = PTHREAD_MUTEX_ADAPTIVE_NP,
		[PX_MUTEX_INHERIT] = PTHREAD_MUTEX_DEFAULT,
	};
	pthread_mutexattr_t attr;

	pthread_mutexattr_init(&attr);
	pthread_mutexattr_settype(&attr, types[kind]);
	if (kind == PX_MUTEX_INHERIT)
		pthread_mutexattr_setprotocol(&attr, PTHREAD_PRIO_INHERIT);
	pthread_mutex_init(&m->m, &attr);
	pthread_mutexattr_destroy(&attr);
	return 0;
}

static inline int px_mutex_unlock_unchecked(struct px_mutex *m)
{
	return -pthread_mutex_unlock(&m->m);
}

static inline bool px_mutex_misuse_is_reported(void)
{
#ifdef __SANITIZE_THREAD__
	return true;
#else
	return false;
#endif
}

/*
 * glibc's lock word: 0 free, 1 locked, 2 locked with possible waiters. With
 * priority inheritance: the holder's thread ID and FUTEX_WAITERS, bit 31.
 */
static inline u32 px_mutex_word(struct px_mutex *m)
{
	u32 word = (u32)px_read_once(m->m.__data.__lock);
	bool inherits = m->m.__data.__kind & 32;	/* PTHREAD_MUTEX_PRIO_INHERIT_NP */
	bool waiters = inherits ? word >> 31 : word > 1;

	if (!word)
		return 0;
	return (px_read_once(m->m.__data.__owner) == gettid() ? PX_WORD_CURRENT : PX_WORD_OTHER) |
	       (waiters ? PX_WORD_WAITERS : 0);
}

static inline void px_mutex_end_abandoned(struct px_mutex *m)
{
	memset(&m->m, 0, sizeof(m->m));
}

#endif /* PX_MUTEX_LAB_H */
