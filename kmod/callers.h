/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * callers: the workers of a run that are threads of processes. Each enters,
 * steps and leaves by calls of its own, and the kernel executes its steps in
 * the caller's context. Errors are those of PX_IOC_ENTER, STEP and LEAVE in abi.h.
 */
#ifndef PX_KMOD_CALLERS_H
#define PX_KMOD_CALLERS_H

#include <linux/atomic.h>
#include <linux/fs.h>
#include <linux/nospec.h>
#include <linux/spinlock.h>
#include "abi.h"
#include "patience.h"
#include "trace.h"
#include "types.h"
#include "workload.h"

struct px_player;
struct px_run;

/*
 * Who takes a caller from READY to BUSY has the worker to itself until it sets
 * another state. A process that goes while its worker is in a call leaves a note,
 * ORPHANED, and the call's end acts upon it.
 */
enum px_caller_state {
	PX_CALLER_READY,
	PX_CALLER_BUSY,
	PX_CALLER_ORPHANED,		/* and busy */
	PX_CALLER_ABSENT,
	PX_CALLER_LEFT
};

struct px_caller {
	atomic_t state;			/* enum px_caller_state */
	struct px_worker *worker;
	int (*loop)(void *state, struct px_worker *w);
	void *shared;			/* the loop's state */
	struct px_callers *of;
	struct px_player *player;
	fl_owner_t owner;
} px_own_line;

struct px_callers {
	u32 direct;			/* how many may take a single step without ado */
	struct px_caller *all;		/* as many as the run has workers; NULL before init */
	u32 stepping;			/* how many may step: 0 before begin */
	struct px_run *run;
	u32 instance;			/* its number, for the trace */
	atomic_t present;		/* have entered, and not left */
	spinlock_t lock;		/* of begun, and of who enters meanwhile */
	bool begun;
};

/* Nobody can enter yet. */
void px_callers_prepare(struct px_callers *c, u32 instance);

/* The run's workers may now enter: 0 or -ENOMEM. */
int px_callers_init(struct px_callers *c, struct px_run *run, u32 workers);

/* Whoever is still there leaves. Nobody is in a call. */
void px_callers_destroy(struct px_callers *c);

/* A worker's life, as the calling process's (its file table, owner). */
int px_callers_enter(struct px_callers *c, u32 number, fl_owner_t owner);
int px_callers_pace(struct px_callers *c, u32 number, u64 *hold_ns, u64 *think_ns);
int px_callers_leave(struct px_callers *c, u32 number, u64 *ops);

/* All that will ever enter have entered: from now on they may step. */
int px_callers_begin(struct px_callers *c);

/* For px_callers_step() alone: what is not the shortest way. */
long px_callers_step_slowly(struct px_callers *c, u64 packed, enum px_patience patience);
long px_callers_end(struct px_caller *one, int err);

/*
 * As many steps as PX_STEP() says: how many were done, 0 when the worker has
 * nothing left to do, or -errno of the first step; -ERESTARTSYS for -EINTR.
 *
 * What a single step takes beside the step itself is what a call costs, so it is
 * as short as it can be: one comparison for count and number together, nothing
 * kept in registers but the caller. limit is otherwise 0, for one step. Who looks
 * at waits has all steps go the other way.
 */
static __always_inline long px_callers_step(struct px_callers *c, u64 packed,
					    enum px_patience patience)
{
	u32 direct = smp_load_acquire(&c->direct);
	u64 number = packed - PX_STEP(0, 1);
	int expected = PX_CALLER_READY;
	struct px_caller *one;
	int err;

	if (unlikely(number >= direct || px_traces_waits()))
		return px_callers_step_slowly(c, packed, patience);
	one = &c->all[array_index_nospec(number, direct)];
	if (unlikely(!atomic_try_cmpxchg_acquire(&one->state, &expected, PX_CALLER_BUSY)))
		return px_callers_step_slowly(c, packed, patience);
	one->worker->pace.patience = patience;
	err = one->loop(one->shared, one->worker);
	if (unlikely(err || !atomic_dec_and_test(&one->state)))
		return px_callers_end(one, err);
	return 1;
}

/* The process has closed the file, or is gone: its workers leave. At any time. */
void px_callers_flush(struct px_callers *c, fl_owner_t owner);

/* 0 when everyone has left who entered; -EBUSY before that, -EBADFD before begin. */
int px_callers_ended(struct px_callers *c);

/* In a word, for people. */
const char *px_callers_state(struct px_callers *c);

#endif /* PX_KMOD_CALLERS_H */
