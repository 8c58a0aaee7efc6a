// SPDX-License-Identifier: GPL-2.0-only
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include "os.h"
#include "harness/worker_thread.h"
#include "harness/run.h"
#include "fatal_signal_timer.h"
#include "user_workers.h"

#define BURST	64u		/* steps between two looks at signals and the scheduler */
#define AT_ONCE	NSEC_PER_MSEC	/* while a command is submitted: others wait for the ring */

void px_user_workers_prepare(struct px_user_workers *c, u32 instance)
{
	*c = (struct px_user_workers) { .instance = instance };
	spin_lock_init(&c->lock);
}

int px_user_workers_init(struct px_user_workers *c, struct px_run *run, u32 workers)
{
	struct px_user_worker *all = px_os_alloc(workers * sizeof(*all));
	u32 i;

	if (!all)
		return -ENOMEM;
	for (i = 0; i < workers; i++) {
		struct px_worker_thread *p = &run->threads[i];

		all[i] = (struct px_user_worker) {
			.state = ATOMIC_INIT(PX_USER_WORKER_ABSENT),
			.worker = &p->worker,
			.loop = p->role->loop,
			.shared = run->state,
			.of = c,
			.player = p,
		};
	}
	c->run = run;
	smp_store_release(&c->all, all);	/* see px_user_workers_flush() */
	return 0;
}

/* Of a number that was checked; nor does a processor run ahead of the check. */
static struct px_user_worker *caller_of(struct px_user_workers *c, u32 number)
{
	return &c->all[array_index_nospec(number, c->run->workers)];
}

static bool claim(struct px_user_worker *one)
{
	return atomic_cmpxchg_acquire(&one->state, PX_USER_WORKER_READY, PX_USER_WORKER_BUSY) ==
	       PX_USER_WORKER_READY;
}

/* Why it could not be claimed. */
static int refusal(const struct px_user_worker *one)
{
	int state = atomic_read(&one->state);

	return state == PX_USER_WORKER_ABSENT || state == PX_USER_WORKER_DETACHED ? -ESRCH : -EBUSY;
}

/* A job that takes long looks whether somebody asks for its end: until deafen() a signal does. */
static void listen(struct px_user_workers *c, struct px_fatal_signal_timer *watch)
{
	if (c->run->workload->single_worker)
		px_fatal_signal_timer_arm(watch, c->run, true);
}

/* Whatever was stopped, there may be a next time. */
static void deafen(struct px_user_workers *c, struct px_fatal_signal_timer *watch)
{
	if (!c->run->workload->single_worker)
		return;
	px_fatal_signal_timer_disarm(watch);
	px_write_once(c->run->stop_requested, 0);
	px_write_once(c->run->stopped, 0);
}

static int work(struct px_user_workers *c, struct px_user_worker *one,
		int (*job)(void *state, struct px_worker *w))
{
	struct px_fatal_signal_timer watch;
	int err;

	if (one->worker->delay.mode == PX_NOWAIT)
		return job(c->run->state, one->worker);
	listen(c, &watch);
	err = job(c->run->state, one->worker);
	deafen(c, &watch);
	return err;
}

/* By whoever has claimed it. For one that is gone nothing is done that takes long. */
static void detach(struct px_user_workers *c, struct px_user_worker *one, bool gone)
{
	struct px_worker_thread *p = one->player;
	struct px_fatal_signal_timer watch;

	listen(c, &watch);
	if (gone && c->run->workload->single_worker)
		px_run_stop(c->run);
	if (p->role->detach)
		p->role->detach(c->run->state, &p->worker);
	deafen(c, &watch);
	atomic_set_release(&one->state, PX_USER_WORKER_DETACHED);
	if (atomic_dec_and_test(&c->present) && c->begun)
		trace_px_run_end(c->instance, c->run->workload->name, c->run->workers,
				 px_run_progress(c->run), 0);
}

static void let_go(struct px_user_workers *c, struct px_user_worker *one)
{
	if (!atomic_dec_and_test(&one->state))
		detach(c, one, true);
}

void px_user_workers_destroy(struct px_user_workers *c)
{
	u32 i;

	for (i = 0; c->all && i < c->run->workers; i++)
		if (claim(&c->all[i]))
			detach(c, &c->all[i], true);
	px_os_free(c->all);
}

/* Marks it as busy, unless the run has begun. */
static int reserve(struct px_user_workers *c, struct px_user_worker *one, fl_owner_t owner)
{
	int err = 0;

	spin_lock(&c->lock);
	if (c->begun || atomic_read(&one->state) != PX_USER_WORKER_ABSENT)
		err = -EBUSY;
	if (!err) {
		WRITE_ONCE(one->owner, owner);
		atomic_set(&one->state, PX_USER_WORKER_BUSY);
	}
	spin_unlock(&c->lock);
	return err;
}

/* Nobody's again, be its process gone meanwhile or not. */
static void unreserve(struct px_user_workers *c, struct px_user_worker *one)
{
	spin_lock(&c->lock);
	WRITE_ONCE(one->owner, NULL);
	atomic_set_release(&one->state, PX_USER_WORKER_ABSENT);
	spin_unlock(&c->lock);
}

int px_user_workers_attach(struct px_user_workers *c, u32 number, fl_owner_t owner)
{
	struct px_user_worker *one;
	struct px_worker_thread *p;
	int err;

	if (number >= c->run->workers)
		return -EINVAL;
	one = caller_of(c, number);
	err = reserve(c, one, owner);
	if (err)
		return err;
	p = one->player;
	one->worker->delay.mode = PX_INTERRUPTIBLE;
	if (p->role->attach)
		err = work(c, one, p->role->attach);
	if (err) {
		unreserve(c, one);
		return err;
	}
	atomic_inc(&c->present);
	let_go(c, one);
	return 0;
}

/* To have the worker to oneself: 0, or why not. */
static int take(struct px_user_workers *c, u32 number, struct px_user_worker **one)
{
	if (number >= c->run->workers)
		return -EINVAL;
	*one = caller_of(c, number);
	return claim(*one) ? 0 : refusal(*one);
}

int px_user_workers_set_delay(struct px_user_workers *c, u32 number, u64 *hold_ns, u64 *think_ns)
{
	struct px_user_worker *one;
	int err = take(c, number, &one);

	if (err)
		return err;
	px_worker_thread_set_delay(one->player);
	*hold_ns = one->player->hold_ns;
	*think_ns = one->player->think_ns;
	let_go(c, one);
	return 0;
}

int px_user_workers_detach(struct px_user_workers *c, u32 number, u64 *ops)
{
	struct px_user_worker *one;
	int err = take(c, number, &one);

	if (err)
		return err;
	*ops = one->worker->ops;
	detach(c, one, false);
	return 0;
}

/* Somebody is entering, or otherwise in a call. */
static bool anyone_busy(struct px_user_workers *c)
{
	u32 i;

	for (i = 0; i < c->run->workers; i++) {
		int state = atomic_read_acquire(&c->all[i].state);

		if (state == PX_USER_WORKER_BUSY || state == PX_USER_WORKER_EXITED)
			return true;
	}
	return false;
}

int px_user_workers_begin(struct px_user_workers *c)
{
	const struct px_workload *workload = c->run->workload;
	int err = 0;

	spin_lock(&c->lock);
	if (c->begun || anyone_busy(c))
		err = -EBUSY;
	else
		c->begun = true;
	spin_unlock(&c->lock);
	if (err)
		return err;
	trace_px_run_begin(c->instance, workload->name, c->run->workers);
	if (workload->begin)
		workload->begin(c->run->state);
	smp_store_release(&c->stepping, c->run->workers);
	if (!workload->single_worker)
		smp_store_release(&c->direct, c->run->workers);
	return 0;
}

/* A step that was interrupted has changed nothing, and may be restarted. */
static long told(int err)
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

/* A call that said something else than 0, or whose process has gone meanwhile. */
long px_user_workers_end(struct px_user_worker *one, int err)
{
	if (err)
		let_go(one->of, one);
	else
		detach(one->of, one, true);
	return told(err);
}

static u32 burst_of(const struct px_worker *w, u32 left)
{
	return w->delay.hold || w->delay.think ? 1 : min(left, BURST);
}

static bool may_go_on(const struct px_worker *w, u64 began)
{
	cond_resched();
	return !signal_pending(current) &&
	       (w->delay.mode != PX_NOWAIT || px_os_now() - began < AT_ONCE);
}

/* As work, telling whoever looks that the worker waits. */
static int work_watched(struct px_user_workers *c, struct px_user_worker *one)
{
	struct px_worker *w = one->worker;
	u64 before;
	int err;

	if (!px_traces_waits() || w->delay.mode == PX_NOWAIT)
		return work(c, one, one->loop);
	w->delay.mode = PX_NOWAIT;
	err = work(c, one, one->loop);
	w->delay.mode = PX_INTERRUPTIBLE;
	if (err != -EAGAIN)
		return err;
	before = px_os_now();
	trace_px_block(c->instance, "", w->number);
	err = work(c, one, one->loop);
	trace_px_wake(c->instance, "", w->number, err, px_os_now() - before);
	return err;
}

static long many(struct px_user_workers *c, struct px_user_worker *one, u32 count)
{
	struct px_worker *w = one->worker;
	u64 before = w->ops;
	u64 goal = before + count, began = px_os_now();
	int err;

	do {
		w->limit = w->ops + burst_of(w, goal - w->ops);
		err = work_watched(c, one);
	} while (!err && w->ops < goal && may_go_on(w, began));
	w->limit = 0;
	return w->ops > before ? w->ops - before : told(err);
}

long px_user_workers_step_slowly(struct px_user_workers *c, u64 packed, enum px_wait_mode patience)
{
	u32 number = PX_STEP_WORKER(packed);
	u32 count = PX_STEP_COUNT(packed);
	struct px_user_worker *one;
	long done;

	if (!smp_load_acquire(&c->stepping))
		return -EBADFD;
	if (packed >> 32 || number >= c->stepping || !count)
		return -EINVAL;
	one = caller_of(c, number);
	if (!claim(one))
		return refusal(one);
	one->worker->delay.mode = patience;
	done = many(c, one, count);
	let_go(c, one);
	return done;
}

/* A worker that is in a call goes at its end. Under the lock it is nobody else's meanwhile. */
static void orphan(struct px_user_workers *c, struct px_user_worker *one, fl_owner_t owner)
{
	bool ours, claimed = false;

	spin_lock(&c->lock);
	ours = one->owner == owner;
	while (ours && !claimed) {
		claimed = claim(one);
		ours = claimed || atomic_cmpxchg(&one->state, PX_USER_WORKER_BUSY,
						 PX_USER_WORKER_EXITED) == PX_USER_WORKER_READY;
	}
	spin_unlock(&c->lock);
	if (claimed)
		detach(c, one, true);
}

/* Another process may be setting the instance up just now; this one has entered nowhere then. */
void px_user_workers_flush(struct px_user_workers *c, fl_owner_t owner)
{
	struct px_user_worker *all = smp_load_acquire(&c->all);
	u32 i;

	for (i = 0; all && i < c->run->workers; i++)
		if (READ_ONCE(all[i].owner) == owner)
			orphan(c, &all[i], owner);
}

int px_user_workers_ended(struct px_user_workers *c)
{
	if (!smp_load_acquire(&c->stepping))
		return -EBADFD;
	return atomic_read_acquire(&c->present) ? -EBUSY : 0;
}

const char *px_user_workers_state(struct px_user_workers *c)
{
	switch (px_user_workers_ended(c)) {
	case 0:
		return "ended";
	case -EBUSY:
		return "running";
	default:
		return "entered";
	}
}
