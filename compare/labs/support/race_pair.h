/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * pair: two threads that do the same to the same thing at the same time.
 *
 * Forced: each goes as far as px_race_pair_meet() and waits there for the other.
 * What a schedule needs luck for, then happens every time: the first one is
 * there before the second begins, and they go on from there together.
 *
 * Natural: round after round, as nearly at the same time as two CPUs can.
 * What comes of it is a matter of chance.
 */
#ifndef PX_RACE_PAIR_H
#define PX_RACE_PAIR_H

#include "gate.h"
#include "os.h"
#include "scope.h"
#include "base/types.h"

struct px_race_thread {
	void (*phase)(struct px_race_thread *me);
	void *arg;
	struct px_gate met;
};

/* A half, as a pointer to void, so that this can be called from within a primitive. */
static inline void px_race_pair_meet(void *me)
{
	px_gate_pass(&((struct px_race_thread *)me)->met);
}

static inline u64 px_race_thread_run(void *arg)
{
	struct px_race_thread *me = arg;

	me->phase(me);
	return 0;
}

/* Each half meets once. 0 when both have done; or why there were no two of them. */
static inline int px_race_pair_force(void (*phase)(struct px_race_thread *me), void *arg)
{
	struct px_race_thread halves[2];
	struct px_scoped threads[2];
	struct px_scope scope;
	int err = 0;
	u32 n, i;

	px_scope_begin(&scope, threads, 2);
	for (n = 0; n < 2 && !err; n++) {
		halves[n].phase = phase;
		halves[n].arg = arg;
		px_gate_init(&halves[n].met);
		err = px_scope_spawn(&scope, px_race_thread_run, &halves[n]);
		if (!err)
			px_gate_await(&halves[n].met, 1);
	}
	for (i = 0; i < n; i++)
		px_gate_open(&halves[i].met);
	px_scope_end(&scope);
	for (i = 0; i < n; i++)
		px_gate_destroy(&halves[i].met);
	return err;
}

#define PX_RACE_PAIR_PATIENCE	20000u	/* looks at the other, in one round */
#define PX_RACE_PAIR_HANDICAP	256u		/* turns of a loop */
#define PX_RACE_PAIR_LIMIT		100000000ull	/* ns: for all rounds */

struct px_rounds {
	void (*phase)(void *arg, u32 round);
	void *arg;
	u32 nr;
	u32 done;		/* by both; the further ones were not begun */
	u64 end;
	u32 begun[2];
	struct px_gate start;
};

struct px_race_loop {
	struct px_rounds *rounds;
	u32 who;
};

/*
 * For the other one to begin the round too; not for ever, since it may have no
 * CPU. Who was waited for is ahead, and by how much nobody knows: it gives some
 * of that away, in every round another bit.
 */
static inline void px_race_loop_await(struct px_race_loop *r, u32 round)
{
	u32 *begun = &r->rounds->begun[!r->who];
	u64 end = px_os_now() + PX_RACE_PAIR_PATIENCE;
	u32 handicap = px_read_once(*begun) <= round ? 0 : round % PX_RACE_PAIR_HANDICAP;

	while (px_read_once(*begun) <= round && px_os_now() < end)
		px_barrier();
	while (handicap--)
		px_barrier();
	px_os_resched();
}

static inline u64 px_race_loop_run(void *arg)
{
	struct px_race_loop *r = arg;
	struct px_rounds *rounds = r->rounds;
	u32 n;

	px_gate_pass(&rounds->start);
	for (n = 0; n < rounds->nr && px_os_now() < rounds->end; n++) {
		px_write_once(rounds->begun[r->who], n + 1);
		px_race_loop_await(r, n);
		rounds->phase(rounds->arg, n);
	}
	return 0;
}

/* phase(arg, round) by both, for so many rounds, or as many as there is time for. */
static inline int px_race_pair_race(struct px_rounds *rounds)
{
	struct px_race_loop racers[2] = { { rounds, 0 }, { rounds, 1 } };
	struct px_scoped threads[2];
	struct px_scope scope;
	int err;

	px_gate_init(&rounds->start);
	px_scope_begin(&scope, threads, 2);
	err = px_scope_spawn(&scope, px_race_loop_run, &racers[0]);
	if (!err)
		err = px_scope_spawn(&scope, px_race_loop_run, &racers[1]);
	px_gate_await(&rounds->start, scope.spawned);
	rounds->end = px_os_now() + PX_RACE_PAIR_LIMIT;
	px_gate_open(&rounds->start);
	px_scope_end(&scope);
	px_gate_destroy(&rounds->start);
	rounds->done = rounds->begun[0] < rounds->begun[1] ? rounds->begun[0] : rounds->begun[1];
	return err;
}

#endif /* PX_RACE_PAIR_H */
