// SPDX-License-Identifier: GPL-2.0-only
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include "base/compat.h"
#include "os.h"
#include "user_step.h"

#define BURST		64u		/* steps between two checks for signals and rescheduling */
#define NOWAIT_NS	NSEC_PER_MSEC	/* for a command in submission: the ring waits */

/* An interrupted step has changed nothing, so it may be restarted. */
static long step_result(int err)
{
	switch (err) {
	case 0:
		return 1;
	case PX_DONE:
		return 0;
	case -EINTR:
		return -ERESTARTSYS;
	default:
		return err;
	}
}

long px_user_step_end(struct px_user_worker *uw, int err)
{
	if (err)
		px_user_worker_release(uw);
	else
		px_user_worker_exit(uw);
	return step_result(err);
}

static u32 burst_of(const struct px_worker *w, u32 left)
{
	return w->delay.hold || w->delay.think ? 1 : min(left, BURST);
}

static bool may_continue(const struct px_worker *w, u64 begin)
{
	px_cond_resched();
	return !signal_pending(current) &&
	       (w->delay.mode != PX_NOWAIT || px_os_now() - begin < NOWAIT_NS);
}

/* With tracing, tries without a wait first, to learn whether the worker waits. */
static int run_burst(struct px_user_worker *uw)
{
	struct px_worker *w = uw->worker;
	struct px_call_ctx ctx = {
		.instance = uw->set->instance,
		.owner.number = w->number,
		.object = "",
	};
	u64 begin;
	int err;

	if (!px_traces_waits() || w->delay.mode == PX_NOWAIT)
		return px_user_worker_call(uw, uw->loop);
	w->delay.mode = PX_NOWAIT;
	err = px_user_worker_call(uw, uw->loop);
	w->delay.mode = PX_INTERRUPTIBLE;
	if (err != -EAGAIN)
		return err;
	begin = px_trace_wait_begin(&ctx);
	err = px_user_worker_call(uw, uw->loop);
	px_trace_wait_end(&ctx, err, begin);
	return err;
}

static long step_many(struct px_user_worker *uw, u32 count)
{
	struct px_worker *w = uw->worker;
	u64 before = w->ops;
	u64 goal = before + count, begin = px_os_now();
	int err;

	do {
		w->limit = w->ops + burst_of(w, goal - w->ops);
		err = run_burst(uw);
	} while (!err && w->ops < goal && may_continue(w, begin));
	w->limit = 0;
	return w->ops > before ? w->ops - before : step_result(err);
}

long px_user_step_slow(struct px_user_workers *set, u64 packed, enum px_wait_mode wait_mode)
{
	u32 number = PX_STEP_WORKER(packed);
	u32 count = PX_STEP_COUNT(packed);
	struct px_user_worker *uw;
	long done;

	if (!smp_load_acquire(&set->stepping))	/* pairs with px_user_workers_begin() */
		return -EBADFD;
	if (packed >> 32 || number >= set->stepping || !count)
		return -EINVAL;
	uw = px_user_worker_at(set, number);
	done = px_user_worker_claim(uw);
	if (done)
		return done;
	uw->worker->delay.mode = wait_mode;
	done = step_many(uw, count);
	px_user_worker_release(uw);
	return done;
}
