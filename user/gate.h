/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_GATE_H
#define PX_GATE_H

#include <pthread.h>
#include "types.h"

struct px_gate {
	pthread_mutex_t lock;		/* of what follows */
	pthread_cond_t arrival;
	pthread_cond_t opening;
	u32 arrived;
	bool open;
};

#include "contract/gate.h"

static inline void px_gate_init(struct px_gate *g)
{
	pthread_mutex_init(&g->lock, NULL);
	pthread_cond_init(&g->arrival, NULL);
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

static inline void px_gate_pass(struct px_gate *g)
{
	pthread_mutex_lock(&g->lock);
	g->arrived++;
	pthread_cond_signal(&g->arrival);
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

static inline void px_gate_open(struct px_gate *g)
{
	pthread_mutex_lock(&g->lock);
	g->open = true;
	pthread_cond_broadcast(&g->opening);
	pthread_mutex_unlock(&g->lock);
}

#endif /* PX_GATE_H */
