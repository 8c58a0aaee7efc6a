/* SPDX-License-Identifier: GPL-2.0-only */
/* A thread that makes one operation, which may wait. */
#ifndef PX_TEST_OP_THREAD_H
#define PX_TEST_OP_THREAD_H

#include <pthread.h>
#include "instance.h"

struct op_thread {
	pthread_t thread;
	int fd;
	const char *name;
	struct px_op op;
	int err, done;
};

static inline void *make_op(void *arg)
{
	struct op_thread *t = arg;

	t->err = op_on(t->fd, t->name, &t->op);
	__atomic_store_n(&t->done, 1, __ATOMIC_RELEASE);
	return NULL;
}

/* op: the operation, with all fields set except size and name. */
static inline void begin_op(struct op_thread *t, int fd, const char *name, struct px_op op)
{
	*t = (struct op_thread) { .fd = fd, .name = name, .op = op };
	pthread_create(&t->thread, NULL, make_op, t);
	sleep_ms(100);
}

static inline bool op_waits(struct op_thread *t)
{
	return !__atomic_load_n(&t->done, __ATOMIC_ACQUIRE);
}

/* Waits for the operation and returns its result. */
static inline int end_op(struct op_thread *t)
{
	pthread_join(t->thread, NULL);
	return t->err;
}

#endif /* PX_TEST_OP_THREAD_H */
