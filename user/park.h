/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_PARK_H
#define PX_PARK_H

#include <pthread.h>
#include <semaphore.h>
#include <time.h>
#include "types.h"

struct px_park {
	pthread_mutex_t lock;
};

struct px_bed {
	sem_t calls;
	bool called;
};

struct px_wake {
	sem_t *calls;
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
	sem_init(&b->calls, 0, 0);
	b->called = false;
}

static inline void px_bed_destroy(struct px_bed *b)
{
	sem_destroy(&b->calls);
}

/* Sleeps until woken: 0 or -errno. */
static inline int px_park_nap(struct px_bed *b, u64 until, bool intr)
{
	const struct timespec moment = {
		(time_t)(until / 1000000000u), (long)(until % 1000000000u)
	};
	int err;

	do {
		if (until == PX_FOREVER)
			err = sem_wait(&b->calls) ? -errno : 0;
		else
			err = sem_clockwait(&b->calls, CLOCK_MONOTONIC, &moment) ? -errno : 0;
	} while (err == -EINTR && !intr);
	return err;
}

/* Who was called waits for the wake-up in any case: the waker still needs the bed. */
static inline int px_park_sleep(struct px_park *p, struct px_bed *b, u64 until, bool intr)
{
	int err;

	b->called = false;
	px_park_unlock(p);
	err = px_park_nap(b, until, intr);
	px_park_lock(p);
	if (err && b->called) {
		px_park_unlock(p);
		err = px_park_nap(b, PX_FOREVER, false);
		px_park_lock(p);
	}
	return err;
}

static inline struct px_wake px_park_call(struct px_bed *b)
{
	b->called = true;
	return (struct px_wake) { &b->calls };
}

/* sem_post() is made for a semaphore that may be gone when it returns. */
static inline void px_park_wake(struct px_wake w)
{
	if (w.calls)
		sem_post(w.calls);
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
