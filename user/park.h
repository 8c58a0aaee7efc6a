/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_PARK_H
#define PX_PARK_H

#include <pthread.h>
#include <time.h>
#include "types.h"

struct px_park {
	pthread_mutex_t lock;
};

struct px_bed {
	pthread_cond_t cond;
};

#include "contract/park.h"

static inline void px_park_init_keyed(struct px_park *p, const char *name,
				      struct px_lock_key *key)
{
	pthread_mutex_init(&p->lock, NULL);
}

static inline void px_park_destroy(struct px_park *p)
{
	pthread_mutex_destroy(&p->lock);
}

static inline void px_park_lock(struct px_park *p)
{
	pthread_mutex_lock(&p->lock);
}

static inline void px_park_unlock(struct px_park *p)
{
	pthread_mutex_unlock(&p->lock);
}

static inline void px_bed_init(struct px_bed *b)
{
	pthread_condattr_t monotonic;

	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&b->cond, &monotonic);
	pthread_condattr_destroy(&monotonic);
}

static inline void px_bed_destroy(struct px_bed *b)
{
	pthread_cond_destroy(&b->cond);
}

/* A handler that returns does not end pthread_cond_wait. */
static inline int px_park_sleep(struct px_park *p, struct px_bed *b, u64 until, bool intr)
{
	struct timespec moment = {
		(time_t)(until / 1000000000u), (long)(until % 1000000000u)
	};

	if (until == PX_FOREVER)
		return -pthread_cond_wait(&b->cond, &p->lock);
	return -pthread_cond_timedwait(&b->cond, &p->lock, &moment);
}

static inline void px_park_wake(struct px_bed *b)
{
	pthread_cond_signal(&b->cond);
}

static inline u64 px_park_moment(u64 ns)
{
	struct timespec t;
	u64 now;

	clock_gettime(CLOCK_MONOTONIC, &t);
	now = (u64)t.tv_sec * 1000000000u + (u64)t.tv_nsec;
	return ns < INT64_MAX - now ? now + ns : PX_FOREVER;
}

#endif /* PX_PARK_H */
