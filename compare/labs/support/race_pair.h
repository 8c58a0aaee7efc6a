/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * race_pair: two threads that run the same function at the same time.
 *
 * px_race_pair_force() makes a rare interleaving certain: each thread runs up
 * to px_race_pair_meet() and waits there. The second thread starts when the
 * first one waits. Then both continue together.
 *
 * px_race_pair_race() repeats the function for many rounds, started as close
 * together as two CPUs can. The result depends on chance.
 */
#ifndef PX_RACE_PAIR_H
#define PX_RACE_PAIR_H

#include "gate.h"
#include "os.h"
#include "scope.h"
#include "base/types.h"

struct px_race_thread {
	void (*fn)(struct px_race_thread *self);
	void *arg;
	struct px_gate gate;
};

/* Takes a px_race_thread as void *, so that a primitive can call it as a hook. */
static inline void px_race_pair_meet(void *self)
{
	px_gate_pass(&((struct px_race_thread *)self)->gate);
}

static inline u64 px_race_thread_run(void *arg)
{
	struct px_race_thread *self = arg;

	self->fn(self);
	return 0;
}

/* fn must call px_race_pair_meet() once. Returns 0 when both have ended, or -errno of a spawn. */
static inline int px_race_pair_force(void (*fn)(struct px_race_thread *self), void *arg)
{
	struct px_race_thread pair[2];
	struct px_scoped threads[2];
	struct px_scope scope;
	int err = 0;
	u32 n, i;

	px_scope_begin(&scope, threads, 2);
	for (n = 0; n < 2 && !err; n++) {
		pair[n].fn = fn;
		pair[n].arg = arg;
		px_gate_init(&pair[n].gate);
		err = px_scope_spawn(&scope, px_race_thread_run, &pair[n]);
		if (!err)
			px_gate_await(&pair[n].gate, 1);
	}
	for (i = 0; i < n; i++)
		px_gate_open(&pair[i].gate);
	px_scope_end(&scope);
	for (i = 0; i < n; i++)
		px_gate_destroy(&pair[i].gate);
	return err;
}

#define PX_RACE_PAIR_WAIT_NS	20000u		/* for the other thread, in one round */
#define PX_RACE_PAIR_MAX_DELAY	256u		/* iterations of an empty loop */
#define PX_RACE_PAIR_LIMIT_NS	100000000ull	/* for all rounds */

struct px_race_rounds {
	void (*fn)(void *arg, u32 round);
	void *arg;
	u32 nr;
	u32 done;		/* rounds that both threads ran */
	u64 end;
	u32 begun[2];
	struct px_gate start;
};

struct px_race_loop {
	struct px_race_rounds *rounds;
	u32 index;		/* of this thread: 0 or 1 */
};

/*
 * Waits until the other thread begins the round. The wait has a limit, since the
 * other thread may have no CPU. If the other thread was faster, this one adds a
 * delay that differs from round to round, so that the overlap varies.
 */
static inline void px_race_loop_await(struct px_race_loop *r, u32 round)
{
	u32 *begun = &r->rounds->begun[!r->index];
	u64 end = px_os_now() + PX_RACE_PAIR_WAIT_NS;
	u32 delay = px_read_once(*begun) <= round ? 0 : round % PX_RACE_PAIR_MAX_DELAY;

	while (px_read_once(*begun) <= round && px_os_now() < end)
		px_barrier();
	while (delay--)
		px_barrier();
	px_os_resched();
}

static inline u64 px_race_loop_run(void *arg)
{
	struct px_race_loop *r = arg;
	struct px_race_rounds *rounds = r->rounds;
	u32 n;

	px_gate_pass(&rounds->start);
	for (n = 0; n < rounds->nr && px_os_now() < rounds->end; n++) {
		px_write_once(rounds->begun[r->index], n + 1);
		px_race_loop_await(r, n);
		rounds->fn(rounds->arg, n);
	}
	return 0;
}

/* Both threads call fn(arg, round) for nr rounds, or until PX_RACE_PAIR_LIMIT_NS have passed. */
static inline int px_race_pair_race(struct px_race_rounds *rounds)
{
	struct px_race_loop loops[2] = { { rounds, 0 }, { rounds, 1 } };
	struct px_scoped threads[2];
	struct px_scope scope;
	int err;

	px_gate_init(&rounds->start);
	px_scope_begin(&scope, threads, 2);
	err = px_scope_spawn(&scope, px_race_loop_run, &loops[0]);
	if (!err)
		err = px_scope_spawn(&scope, px_race_loop_run, &loops[1]);
	px_gate_await(&rounds->start, scope.spawned);
	rounds->end = px_os_now() + PX_RACE_PAIR_LIMIT_NS;
	px_gate_open(&rounds->start);
	px_scope_end(&scope);
	px_gate_destroy(&rounds->start);
	rounds->done = rounds->begun[0] < rounds->begun[1] ? rounds->begun[0] : rounds->begun[1];
	return err;
}

#endif /* PX_RACE_PAIR_H */
