/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_RWLOCK_H
#define PX_RWLOCK_H

#include <pthread.h>
#include <time.h>

struct px_rwlock {
	pthread_rwlock_t l;
};

#include "contract/rwlock.h"

static inline void px_rwlock_init_keyed(struct px_rwlock *l, const char *name,
					struct px_lock_key *key)
{
	pthread_rwlock_init(&l->l, NULL);
}

static inline void px_rwlock_destroy(struct px_rwlock *l)
{
	pthread_rwlock_destroy(&l->l);
}

/* glibc's default kind lets a reader in while a writer waits. */
static inline void px_rwlock_read(struct px_rwlock *l)
{
	pthread_rwlock_rdlock(&l->l);
}

static inline int px_rwlock_read_try(struct px_rwlock *l)
{
	return -pthread_rwlock_tryrdlock(&l->l);
}

static inline int px_rwlock_read_intr(struct px_rwlock *l)
{
	px_rwlock_read(l);
	return 0;
}

static inline void px_rwlock_read_unlock(struct px_rwlock *l)
{
	pthread_rwlock_unlock(&l->l);
}

static inline void px_rwlock_write(struct px_rwlock *l)
{
	pthread_rwlock_wrlock(&l->l);
}

static inline int px_rwlock_write_try(struct px_rwlock *l)
{
	return -pthread_rwlock_trywrlock(&l->l);
}

static inline int px_rwlock_write_intr(struct px_rwlock *l)
{
	px_rwlock_write(l);
	return 0;
}

static inline void px_rwlock_write_unlock(struct px_rwlock *l)
{
	pthread_rwlock_unlock(&l->l);
}

static inline int px_rwlock_init_kind_keyed(struct px_rwlock *l, enum px_rwlock_kind kind,
					    const char *name, struct px_lock_key *key)
{
	static const int kinds[] = {
		[PX_RWLOCK_DEFAULT] = PTHREAD_RWLOCK_DEFAULT_NP,
		[PX_RWLOCK_PREFER_READER] = PTHREAD_RWLOCK_PREFER_READER_NP,
		[PX_RWLOCK_PREFER_WRITER] = PTHREAD_RWLOCK_PREFER_WRITER_NP,
		[PX_RWLOCK_PREFER_WRITER_NONRECURSIVE] =
			PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP,
	};
	pthread_rwlockattr_t attr;

	pthread_rwlockattr_init(&attr);
	pthread_rwlockattr_setkind_np(&attr, kinds[kind]);
	pthread_rwlock_init(&l->l, &attr);
	pthread_rwlockattr_destroy(&attr);
	return 0;
}

/* By the clock that may be set: ThreadSanitizer does not know clockrdlock. */
static inline int px_rwlock_read_for(struct px_rwlock *l, u64 ns)
{
	struct timespec end;

	clock_gettime(CLOCK_REALTIME, &end);
	ns += (u64)end.tv_nsec;
	end.tv_sec += (time_t)(ns / 1000000000u);
	end.tv_nsec = (long)(ns % 1000000000u);
	return -pthread_rwlock_timedrdlock(&l->l, &end);
}

static inline int px_rwlock_downgrade(struct px_rwlock *l)
{
	return -EOPNOTSUPP;
}

#endif /* PX_RWLOCK_H */
