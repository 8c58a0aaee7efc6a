/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_MONITOR_H
#define PX_MONITOR_H

#include <pthread.h>
#include <semaphore.h>
#include <time.h>
#include "base/types.h"

struct px_monitor {
	pthread_mutex_t lock;
};

struct px_waiter {
	sem_t sem;
	bool signaled;
};

struct px_wakeup {
	sem_t *sem;
};

#include "contract/monitor.h"

static inline void px_monitor_init_keyed(struct px_monitor *p, const char *name,
				      struct px_lock_key *key)
{
	pthread_mutex_init(&p->lock, NULL);
}

static inline void px_monitor_destroy(struct px_monitor *p)
{
	pthread_mutex_destroy(&p->lock);
}

static inline void px_monitor_lock(struct px_monitor *p)
{
	pthread_mutex_lock(&p->lock);
}

static inline void px_monitor_unlock(struct px_monitor *p)
{
	pthread_mutex_unlock(&p->lock);
}

static inline void px_waiter_init(struct px_waiter *b)
{
	sem_init(&b->sem, 0, 0);
	b->signaled = false;
}

static inline void px_waiter_destroy(struct px_waiter *b)
{
	sem_destroy(&b->sem);
}

/* Sleeps until woken: 0 or -errno. */
static inline int px_monitor_sleep(struct px_waiter *b, u64 until, bool intr)
{
	const struct timespec moment = {
		(time_t)(until / 1000000000u), (long)(until % 1000000000u)
	};
	int err;

	do {
		if (until == PX_NO_DEADLINE)
			err = sem_wait(&b->sem) ? -errno : 0;
		else
			err = sem_clockwait(&b->sem, CLOCK_MONOTONIC, &moment) ? -errno : 0;
	} while (err == -EINTR && !intr);
	return err;
}

/* Who was called waits for the wake-up in any case: the waker still needs the bed. */
static inline int px_monitor_wait(struct px_monitor *p, struct px_waiter *b, u64 until, bool intr)
{
	int err;

	b->signaled = false;
	px_monitor_unlock(p);
	err = px_monitor_sleep(b, until, intr);
	px_monitor_lock(p);
	if (err && b->signaled) {
		px_monitor_unlock(p);
		err = px_monitor_sleep(b, PX_NO_DEADLINE, false);
		px_monitor_lock(p);
	}
	return err;
}

static inline struct px_wakeup px_monitor_signal(struct px_waiter *b)
{
	b->signaled = true;
	return (struct px_wakeup) { &b->sem };
}

/* sem_post() is made for a semaphore that may be gone when it returns. */
static inline void px_monitor_wake_up(struct px_wakeup w)
{
	if (w.sem)
		sem_post(w.sem);
}

static inline u64 px_monitor_deadline(u64 ns)
{
	struct timespec t;
	u64 now;

	clock_gettime(CLOCK_MONOTONIC, &t);
	now = (u64)t.tv_sec * 1000000000u + (u64)t.tv_nsec;
	return ns < INT64_MAX - now ? now + ns : PX_NO_DEADLINE;
}

#endif /* PX_MONITOR_H */
