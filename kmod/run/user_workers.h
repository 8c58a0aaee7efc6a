/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * callers: the workers of a run that are threads of processes. Each enters,
 * steps and leaves by calls of its own, and the kernel executes its steps in
 * the caller's context. Errors are those of PX_IOC_ATTACH, STEP and LEAVE in abi.h.
 */
#ifndef PX_KMOD_USER_WORKERS_H
#define PX_KMOD_USER_WORKERS_H

#include <linux/atomic.h>
#include <linux/fs.h>
#include <linux/nospec.h>
#include <linux/spinlock.h>
#include "uapi/parallax.h"
#include "base/wait_mode.h"
#include "base/trace.h"
#include "base/types.h"
#include "harness/workload.h"

struct px_worker_thread;
struct px_run;

/*
 * Who takes a caller from READY to BUSY has the worker to itself until it sets
 * another state. A process that goes while its worker is in a call leaves a note,
 * ORPHANED, and the call's end acts upon it.
 */
enum px_user_worker_state {
	PX_USER_WORKER_READY,
	PX_USER_WORKER_BUSY,
	PX_USER_WORKER_EXITED,		/* and busy */
	PX_USER_WORKER_ABSENT,
	PX_USER_WORKER_DETACHED
};

struct px_user_worker {
	atomic_t state;			/* enum px_user_worker_state */
	struct px_worker *worker;
	int (*loop)(void *state, struct px_worker *w);
	void *shared;			/* the loop's state */
	struct px_user_workers *of;
	struct px_worker_thread *player;
	fl_owner_t owner;
} px_cacheline_aligned;

struct px_user_workers {
	u32 direct;			/* how many may take a single step without ado */
	struct px_user_worker *all;		/* as many as the run has workers; NULL before init */
	u32 stepping;			/* how many may step: 0 before begin */
	struct px_run *run;
	u32 instance;			/* its number, for the trace */
	atomic_t present;		/* have entered, and not left */
	spinlock_t lock;		/* of begun, and of who enters meanwhile */
	bool begun;
};

/* Nobody can attach yet. */
void px_user_workers_prepare(struct px_user_workers *c, u32 instance);

/* The run's workers may now attach: 0 or -ENOMEM. */
int px_user_workers_init(struct px_user_workers *c, struct px_run *run, u32 workers);

/* Whoever is still there leaves. Nobody is in a call. */
void px_user_workers_destroy(struct px_user_workers *c);

/* A worker's life, as the calling process's (its file table, owner). */
int px_user_workers_attach(struct px_user_workers *c, u32 number, fl_owner_t owner);
int px_user_workers_set_delay(struct px_user_workers *c, u32 number, u64 *hold_ns, u64 *think_ns);
int px_user_workers_detach(struct px_user_workers *c, u32 number, u64 *ops);

/* All that will ever attach have entered: from now on they may step. */
int px_user_workers_begin(struct px_user_workers *c);

/* For px_user_workers_step() alone: what is not the shortest way. */
long px_user_workers_step_slowly(struct px_user_workers *c, u64 packed, enum px_wait_mode patience);
long px_user_workers_end(struct px_user_worker *one, int err);

/*
 * As many steps as PX_STEP() says: how many were done, 0 when the worker has
 * nothing left to do, or -errno of the first step; -ERESTARTSYS for -EINTR.
 *
 * What a single step takes beside the step itself is what a call costs, so it is
 * as short as it can be: one comparison for count and number together, nothing
 * kept in registers but the caller. limit is otherwise 0, for one step. Who looks
 * at waits has all steps go the other way.
 */
static __always_inline long px_user_workers_step(struct px_user_workers *c, u64 packed,
					    enum px_wait_mode patience)
{
	u32 direct = smp_load_acquire(&c->direct);
	u64 number = packed - PX_STEP(0, 1);
	int expected = PX_USER_WORKER_READY;
	struct px_user_worker *one;
	int err;

	if (unlikely(number >= direct || px_traces_waits()))
		return px_user_workers_step_slowly(c, packed, patience);
	one = &c->all[array_index_nospec(number, direct)];
	if (unlikely(!atomic_try_cmpxchg_acquire(&one->state, &expected, PX_USER_WORKER_BUSY)))
		return px_user_workers_step_slowly(c, packed, patience);
	one->worker->delay.mode = patience;
	err = one->loop(one->shared, one->worker);
	if (unlikely(err || !atomic_dec_and_test(&one->state)))
		return px_user_workers_end(one, err);
	return 1;
}

/* The process has closed the file, or is gone: its workers detach. At any time. */
void px_user_workers_flush(struct px_user_workers *c, fl_owner_t owner);

/* 0 when everyone has left who entered; -EBUSY before that, -EBADFD before begin. */
int px_user_workers_ended(struct px_user_workers *c);

/* In a word, for people. */
const char *px_user_workers_state(struct px_user_workers *c);

#endif /* PX_KMOD_USER_WORKERS_H */
