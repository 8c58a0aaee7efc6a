/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_MONITOR_H
#define PX_MONITOR_H

#include <pthread.h>
#include <semaphore.h>
#include "clock.h"
#include "os.h"

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

static inline void px_monitor_init_keyed(struct px_monitor *m, const char *name,
					 struct px_lock_key *key)
{
	pthread_mutex_init(&m->lock, NULL);
}

static inline void px_monitor_destroy(struct px_monitor *m)
{
	pthread_mutex_destroy(&m->lock);
}

static inline void px_monitor_lock(struct px_monitor *m)
{
	pthread_mutex_lock(&m->lock);
}

static inline void px_monitor_unlock(struct px_monitor *m)
{
	pthread_mutex_unlock(&m->lock);
}

static inline void px_waiter_init(struct px_waiter *w)
{
	sem_init(&w->sem, 0, 0);
	w->signaled = false;
}

static inline void px_waiter_destroy(struct px_waiter *w)
{
	sem_destroy(&w->sem);
}

/* Sleeps until the semaphore is posted. */
static inline int px_monitor_sleep(struct px_waiter *w, u64 deadline, bool intr)
{
	const struct timespec expires = px_timespec(deadline);
	int err;

	do {
		if (deadline == PX_NO_DEADLINE)
			err = sem_wait(&w->sem) ? -errno : 0;
		else
			err = sem_clockwait(&w->sem, CLOCK_MONOTONIC, &expires) ? -errno : 0;
	} while (err == -EINTR && !intr);
	return err;
}

/* If it was signaled, it waits for the post in any case: the waker uses the semaphore. */
static inline int px_monitor_wait(struct px_monitor *m, struct px_waiter *w, u64 deadline,
				  bool intr)
{
	int err;

	w->signaled = false;
	px_monitor_unlock(m);
	err = px_monitor_sleep(w, deadline, intr);
	px_monitor_lock(m);
	if (err && w->signaled) {
		px_monitor_unlock(m);
		err = px_monitor_sleep(w, PX_NO_DEADLINE, false);
		px_monitor_lock(m);
	}
	return err;
}

static inline struct px_wakeup px_monitor_signal(struct px_waiter *w)
{
	w->signaled = true;
	return (struct px_wakeup) { &w->sem };
}

/* The semaphore may be destroyed as soon as sem_post() has woken the thread. */
static inline void px_monitor_wake_up(struct px_wakeup w)
{
	if (w.sem)
		sem_post(w.sem);
}

#endif /* PX_MONITOR_H */
