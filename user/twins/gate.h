/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_GATE_H
#define PX_GATE_H

#include <pthread.h>
#include "clock.h"

struct px_gate {
	pthread_mutex_t lock;		/* protects the other members */
	pthread_cond_t arrival;
	pthread_cond_t opening;
	u32 arrived;
	bool open;
};

#include "contract/gate.h"

static inline void px_gate_init(struct px_gate *g)
{
	pthread_condattr_t monotonic;

	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_mutex_init(&g->lock, NULL);
	pthread_cond_init(&g->arrival, &monotonic);
	pthread_condattr_destroy(&monotonic);
	pthread_cond_init(&g->opening, NULL);
	g->arrived = 0;
	g->open = false;
}

static inline void px_gate_destroy(struct px_gate *g)
{
	pthread_cond_destroy(&g->opening);
	pthread_cond_destroy(&g->arrival);
	pthread_mutex_destroy(&g->lock);
}

static inline void px_gate_arrive(struct px_gate *g)
{
	pthread_mutex_lock(&g->lock);
	g->arrived++;
	pthread_cond_signal(&g->arrival);
	pthread_mutex_unlock(&g->lock);
}

static inline void px_gate_pass(struct px_gate *g)
{
	px_gate_arrive(g);
	pthread_mutex_lock(&g->lock);
	while (!g->open)
		pthread_cond_wait(&g->opening, &g->lock);
	pthread_mutex_unlock(&g->lock);
}

static inline void px_gate_await(struct px_gate *g, u32 nr)
{
	pthread_mutex_lock(&g->lock);
	while (g->arrived < nr)
		pthread_cond_wait(&g->arrival, &g->lock);
	pthread_mutex_unlock(&g->lock);
}

static inline bool px_gate_await_for(struct px_gate *g, u32 nr, u64 ns)
{
	const struct timespec end = px_timespec(px_clock_read(CLOCK_MONOTONIC) + ns);
	int err = 0;
	bool all;

	pthread_mutex_lock(&g->lock);
	while (g->arrived < nr && !err)
		err = pthread_cond_timedwait(&g->arrival, &g->lock, &end);
	all = g->arrived >= nr;
	pthread_mutex_unlock(&g->lock);
	return all;
}

static inline void px_gate_open(struct px_gate *g)
{
	pthread_mutex_lock(&g->lock);
	g->open = true;
	pthread_cond_broadcast(&g->opening);
	pthread_mutex_unlock(&g->lock);
}

#endif /* PX_GATE_H */
