/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_THREAD_H
#define PX_THREAD_H

#include <pthread.h>
#include <setjmp.h>
#include <stdlib.h>
#include <unistd.h>
#include "panic.h"
#include "base/types.h"

struct px_thread {
	u64 (*fn)(void *arg);
	void *arg;
	u64 value;
	pthread_t id;
	struct px_panic panic;
	jmp_buf *end;		/* where a panic leads */
	int tid;		/* while it runs */
	bool ended;
};

#include "contract/thread.h"

/* thread.c: the calling thread, and what concerns all of them. */
extern __thread struct px_thread *px_thread_current;
extern u32 px_thread_nr_detached;
bool px_task_asleep(int tid);
void px_await_detached(void);

/*
 * A panic jumps back to here. pthread_exit would unwind the stack, for which a
 * statically linked program has to find libgcc_s at run time.
 */
static inline void *px_thread_run(void *self)
{
	struct px_thread *t = self;
	jmp_buf end;

	t->end = &end;
	px_thread_current = t;
	px_write_once(t->tid, gettid());
	if (!setjmp(end))
		t->value = t->fn(t->arg);
	px_write_once(t->tid, 0);
	px_write_once(t->ended, true);
	return NULL;
}

static inline void px_thread_prepare(struct px_thread *t, px_thread_fn fn, void *arg)
{
	*t = (struct px_thread) { .fn = fn, .arg = arg };
}

/* A pthread inherits mask, policy and nice value by itself. */
static inline int px_thread_spawn(struct px_thread *t, px_thread_fn fn, void *arg)
{
	px_thread_prepare(t, fn, arg);
	return -pthread_create(&t->id, NULL, px_thread_run, t);
}

static inline int px_thread_join(struct px_thread *t, u64 *value)
{
	pthread_join(t->id, NULL);
	if (value)
		*value = t->panic.panicking ? t->panic.code : t->value;
	return t->panic.panicking ? -EOWNERDEAD : 0;
}

/* A handler that returns does not end pthread_join. */
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
	struct px_thread *self = px_thread_current;

	if (!self)
		abort();
	px_panic_unwind(&self->panic, code);
	longjmp(*self->end, 1);
}

static inline void *px_thread_run_detached(void *self)
{
	px_thread_run(self);
	px_thread_current = NULL;
	free(self);
	__atomic_sub_fetch(&px_thread_nr_detached, 1, __ATOMIC_RELEASE);
	return NULL;
}

static inline int px_thread_spawn_detached(px_thread_fn fn, void *arg)
{
	struct px_thread *t = malloc(sizeof(*t));
	pthread_attr_t detached;
	pthread_t id;
	int err;

	if (!t)
		return -ENOMEM;
	px_thread_prepare(t, fn, arg);
	__atomic_add_fetch(&px_thread_nr_detached, 1, __ATOMIC_RELAXED);
	pthread_attr_init(&detached);
	pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
	err = pthread_create(&id, &detached, px_thread_run_detached, t);
	pthread_attr_destroy(&detached);
	if (!err)
		return 0;
	free(t);
	__atomic_sub_fetch(&px_thread_nr_detached, 1, __ATOMIC_RELAXED);
	return -err;
}

static inline u32 px_thread_detached(void)
{
	return px_read_once(px_thread_nr_detached);
}

static inline void px_thread_await_detached(void)
{
	px_await_detached();
}

static inline int px_thread_stop_unstarted(px_thread_fn fn, void *arg)
{
	return -EOPNOTSUPP;
}

#endif /* PX_THREAD_H */
