/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * BROKEN ON PURPOSE: half of a thread's value is lost. What it breaks must be
 * noticed.
 */
#ifndef PX_THREAD_H
#define PX_THREAD_H

#include <pthread.h>
#include "types.h"

struct px_thread {
	u64 (*fn)(void *arg);
	void *arg;
	u64 value;
	pthread_t id;
};

#include "contract/thread.h"

static inline void *px_thread_run(void *self)
{
	struct px_thread *t = self;

	t->value = (u32)t->fn(t->arg);
	return NULL;
}

static inline int px_thread_spawn(struct px_thread *t, px_thread_fn fn, void *arg)
{
	t->fn = fn;
	t->arg = arg;
	return -pthread_create(&t->id, NULL, px_thread_run, t);
}

static inline void px_thread_join(struct px_thread *t, u64 *value)
{
	pthread_join(t->id, NULL);
	if (value)
		*value = t->value;
}

static inline int px_thread_join_intr(struct px_thread *t, u64 *value)
{
	px_thread_join(t, value);
	return 0;
}

#endif /* PX_THREAD_H */
