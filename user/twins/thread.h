/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_THREAD_H
#define PX_THREAD_H

#include <pthread.h>
#include <setjmp.h>
#include <stdlib.h>
#include "panic.h"
#include "base/types.h"

struct px_thread {
	u64 (*fn)(void *arg);
	void *arg;
	u64 value;
	struct px_panic panic;
	pthread_t id;
	bool ended;
	jmp_buf *end;		/* where a panic continues */
	int tid;		/* 0 unless it runs */
};

#include "contract/thread.h"

/* In thread.c. */
extern __thread struct px_thread *px_thread_current;
void *px_thread_run(void *self);
bool px_task_asleep(int tid);
int px_detached_spawn(px_thread_fn fn, void *arg);
u32 px_detached_count(void);
void px_detached_await(void);

/* A pthread inherits CPU mask, policy and nice value. */
static inline int px_thread_spawn(struct px_thread *t, px_thread_fn fn, void *arg)
{
	*t = (struct px_thread) { .fn = fn, .arg = arg };
	return -pthread_create(&t->id, NULL, px_thread_run, t);
}

static inline int px_thread_join(struct px_thread *t, u64 *value)
{
	pthread_join(t->id, NULL);
	if (value)
		*value = t->panic.panicking ? t->panic.code : t->value;
	return t->panic.panicking ? -EOWNERDEAD : 0;
}

static inline int px_thread_join_intr(struct px_thread *t, u64 *value)
{
	return px_thread_join(t, value);
}

static inline bool px_thread_ended(struct px_thread *t)
{
	return px_read_once(t->ended);
}

static inline bool px_thread_asleep(struct px_thread *t)
{
	int tid = px_read_once(t->tid);

	return tid && px_task_asleep(tid);
}

static inline struct px_thread *px_thread_self(void)
{
	return px_thread_current;
}

static inline struct px_panic *px_thread_panic_of(struct px_thread *t)
{
	return &t->panic;
}

static inline void px_thread_panic(u64 code)
{
	struct px_thread *self = px_thread_self();

	if (!self)
		abort();
	px_panic_unwind(&self->panic, code);
	longjmp(*self->end, 1);
}

static inline int px_thread_spawn_detached(px_thread_fn fn, void *arg)
{
	return px_detached_spawn(fn, arg);
}

static inline u32 px_thread_detached(void)
{
	return px_detached_count();
}

static inline void px_thread_await_detached(void)
{
	px_detached_await();
}

static inline int px_thread_stop_unstarted(px_thread_fn fn, void *arg)
{
	return -EOPNOTSUPP;
}

#endif /* PX_THREAD_H */
