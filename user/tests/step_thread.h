/* SPDX-License-Identifier: GPL-2.0-only */
/* A thread that executes steps of one worker, so that the test can interrupt it. */
#ifndef PX_TEST_STEP_THREAD_H
#define PX_TEST_STEP_THREAD_H

#include <pthread.h>
#include "worker_calls.h"

struct step_thread {
	pthread_t thread;
	int fd;
	uint32_t worker, count;
	long result;
	volatile bool done;
};

static inline void *take_steps(void *arg)
{
	struct step_thread *s = arg;

	s->result = step(s->fd, s->worker, s->count);
	s->done = true;
	return NULL;
}

static inline void begin_steps(struct step_thread *s, int fd, uint32_t worker, uint32_t count)
{
	*s = (struct step_thread) { .fd = fd, .worker = worker, .count = count };
	pthread_create(&s->thread, NULL, take_steps, s);
	sleep_ms(100);
}

/* Sends signals until the call ends. Returns its result, or -ETIMEDOUT. */
static inline long interrupt_steps(struct step_thread *s)
{
	uint64_t deadline = now_ms() + TIMEOUT_MS;

	while (!s->done && now_ms() < deadline) {
		pthread_kill(s->thread, SIGUSR1);
		sleep_ms(10);
	}
	if (!s->done)
		return -ETIMEDOUT;
	pthread_join(s->thread, NULL);
	return s->result;
}

#endif /* PX_TEST_STEP_THREAD_H */
