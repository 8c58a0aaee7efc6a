/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_RWLOCK_LAB_H
#define PX_RWLOCK_LAB_H

#include "clock.h"
#include "contract/rwlock_lab.h"

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

/* CLOCK_REALTIME, because ThreadSanitizer does not know pthread_rwlock_clockrdlock(). */
static inline int px_rwlock_read_for(struct px_rwlock *l, u64 ns)
{
	const struct timespec end = px_timespec(px_clock_read(CLOCK_REALTIME) + ns);

	return -pthread_rwlock_timedrdlock(&l->l, &end);
}

static inline int px_rwlock_downgrade(struct px_rwlock *l)
{
	return -EOPNOTSUPP;
}

#endif /* PX_RWLOCK_LAB_H */
