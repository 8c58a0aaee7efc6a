// SPDX-License-Identifier: GPL-2.0-only
#include "os.h"
#include "base/call_ctx.h"
#include "base/descriptor.h"
#include "base/trace.h"
#include "fatal_signal_timer.h"
#include "user_workers.h"

void px_user_workers_prepare(struct px_user_workers *set, u32 instance)
{
	*set = (struct px_user_workers) { .instance = instance };
	spin_lock_init(&set->lock);
}

int px_user_workers_init(struct px_user_workers *set, struct px_run *run, u32 workers)
{
	struct px_user_worker *all = px_os_alloc(workers * sizeof(*all));
	u32 i;

	if (!all)
		return -ENOMEM;
	for (i = 0; i < workers; i++) {
		struct px_worker_thread *thread = &run->threads[i];

		all[i] = (struct px_user_worker) {
			.state = ATOMIC_INIT(PX_USER_WORKER_ABSENT),
			.worker = &thread->worker,
			.loop = thread->role->loop,
			.shared = run->state,
			.set = set,
			.thread = thread,
		};
	}
	set->run = run;
	smp_store_release(&set->all, all);	/* pairs with px_user_workers_flush() */
	return 0;
}

/* A step of a single worker may take long: arms a timer that stops it after a signal. */
static void arm_timer(struct px_user_workers *set, struct px_fatal_signal_timer *timer)
{
	if (set->run->workload->single_worker)
		px_fatal_signal_timer_arm(timer, set->run, true);
}

/* Also undoes a stop, because the caller may call again. */
static void disarm_timer(struct px_user_workers *set, struct px_fatal_signal_timer *timer)
{
	if (!set->run->workload->single_worker)
		return;
	px_fatal_signal_timer_disarm(timer);
	px_write_once(set->run->stop_requested, 0);
	px_write_once(set->run->stopped, 0);
}

int px_user_worker_call(struct px_user_worker *uw, int (*fn)(void *state, struct px_worker *w))
{
	struct px_fatal_signal_timer timer;
	int err;

	if (uw->worker->delay.mode == PX_NOWAIT)
		return fn(uw->shared, uw->worker);
	arm_timer(uw->set, &timer);
	err = fn(uw->shared, uw->worker);
	disarm_timer(uw->set, &timer);
	return err;
}

/* Caller has claimed the worker. If its process has exited, long work is skipped. */
static void detach(struct px_user_worker *uw, bool exited)
{
	struct px_user_workers *set = uw->set;
	struct px_worker_thread *thread = uw->thread;
	struct px_fatal_signal_timer timer;

	arm_timer(set, &timer);
	if (exited && set->run->workload->single_worker)
		px_run_stop(set->run);
	if (thread->role->detach)
		thread->role->detach(set->run->state, &thread->worker);
	disarm_timer(set, &timer);
	atomic_set_release(&uw->state, PX_USER_WORKER_DETACHED);
	if (atomic_dec_and_test(&set->present) && set->begun)
		trace_px_run_end(set->instance, set->run->workload->name, set->run->workers,
				 px_run_progress(set->run), 0);
}

void px_user_worker_exit(struct px_user_worker *uw)
{
	detach(uw, true);
}

void px_user_worker_release(struct px_user_worker *uw)
{
	if (!atomic_dec_and_test(&uw->state))
		detach(uw, true);
}

void px_user_workers_destroy(struct px_user_workers *set)
{
	u32 i;

	for (i = 0; set->all && i < set->run->workers; i++) {
		if (!px_user_worker_claim(&set->all[i]))
			detach(&set->all[i], true);
		put_pid(set->all[i].owner);
	}
	px_os_free(set->all);
}

/* Marks the worker as busy, unless the run has begun or the process has closed the file. */
static int reserve(struct px_user_workers *set, struct px_user_worker *uw, const struct file *file)
{
	int err = 0;

	spin_lock(&set->lock);
	if (!px_has_descriptor(file))
		err = -EBADF;
	else if (set->begun || atomic_read(&uw->state) != PX_USER_WORKER_ABSENT)
		err = -EBUSY;
	if (!err) {
		uw->owner = get_pid(task_tgid(current));
		atomic_set(&uw->state, PX_USER_WORKER_BUSY);
	}
	spin_unlock(&set->lock);
	return err;
}

/* The worker has no owner again, even if its process has exited meanwhile. */
static void unreserve(struct px_user_workers *set, struct px_user_worker *uw)
{
	spin_lock(&set->lock);
	put_pid(uw->owner);
	uw->owner = NULL;
	atomic_set_release(&uw->state, PX_USER_WORKER_ABSENT);
	spin_unlock(&set->lock);
}

int px_user_workers_attach(struct px_user_workers *set, u32 number, const struct file *file)
{
	struct px_user_worker *uw;
	int err;

	if (number >= set->run->workers)
		return -EINVAL;
	uw = px_user_worker_at(set, number);
	err = reserve(set, uw, file);
	if (err)
		return err;
	uw->worker->delay.mode = PX_INTERRUPTIBLE;
	if (uw->thread->role->attach)
		err = px_user_worker_call(uw, uw->thread->role->attach);
	if (err) {
		unreserve(set, uw);
		return err;
	}
	atomic_inc(&set->present);
	px_user_worker_release(uw);
	return 0;
}

static int find_and_claim(struct px_user_workers *set, u32 number, struct px_user_worker **uw)
{
	if (number >= set->run->workers)
		return -EINVAL;
	*uw = px_user_worker_at(set, number);
	return px_user_worker_claim(*uw);
}

int px_user_workers_set_delay(struct px_user_workers *set, u32 number, u64 *hold_ns,
			      u64 *think_ns)
{
	struct px_user_worker *uw;
	int err = find_and_claim(set, number, &uw);

	if (err)
		return err;
	px_worker_thread_set_delay(uw->thread);
	*hold_ns = uw->thread->hold_ns;
	*think_ns = uw->thread->think_ns;
	px_user_worker_release(uw);
	return 0;
}

int px_user_workers_detach(struct px_user_workers *set, u32 number, u64 *ops)
{
	struct px_user_worker *uw;
	int err = find_and_claim(set, number, &uw);

	if (err)
		return err;
	*ops = uw->worker->ops;
	detach(uw, false);
	return 0;
}

/* Is a worker attaching, or in another call? */
static bool any_busy(struct px_user_workers *set)
{
	u32 i;

	for (i = 0; i < set->run->workers; i++) {
		int state = atomic_read_acquire(&set->all[i].state);

		if (state == PX_USER_WORKER_BUSY || state == PX_USER_WORKER_EXITED)
			return true;
	}
	return false;
}

int px_user_workers_begin(struct px_user_workers *set)
{
	const struct px_workload *workload = set->run->workload;
	int err = 0;

	spin_lock(&set->lock);
	if (set->begun || any_busy(set))
		err = -EBUSY;
	else
		set->begun = true;
	spin_unlock(&set->lock);
	if (err)
		return err;
	trace_px_run_begin(set->instance, workload->name, set->run->workers, 0, 0);
	if (workload->begin)
		workload->begin(set->run->state);
	smp_store_release(&set->stepping, set->run->workers);
	if (!workload->single_worker)
		smp_store_release(&set->direct, set->run->workers);
	return 0;
}

/*
 * Claims the worker, or marks it EXITED if it is in a call, which detaches it on
 * return. The lock keeps it from changing its owner meanwhile.
 */
static void exit_worker(struct px_user_worker *uw, struct pid *process)
{
	struct px_user_workers *set = uw->set;
	bool owned, claimed = false;

	spin_lock(&set->lock);
	owned = px_owner_leaves(uw->owner, process);
	while (owned && !claimed) {
		claimed = !px_user_worker_claim(uw);
		owned = claimed || atomic_cmpxchg(&uw->state, PX_USER_WORKER_BUSY,
						  PX_USER_WORKER_EXITED) == PX_USER_WORKER_READY;
	}
	spin_unlock(&set->lock);
	if (claimed)
		detach(uw, true);
}

void px_user_workers_flush(struct px_user_workers *set, struct pid *process)
{
	struct px_user_worker *all = smp_load_acquire(&set->all);
	u32 i;

	for (i = 0; all && i < set->run->workers; i++)
		exit_worker(&all[i], process);
}

int px_user_workers_ended(struct px_user_workers *set)
{
	if (!smp_load_acquire(&set->stepping))
		return -EBADFD;
	return atomic_read_acquire(&set->present) ? -EBUSY : 0;
}

const char *px_user_workers_state(struct px_user_workers *set)
{
	switch (px_user_workers_ended(set)) {
	case 0:
		return "ended";
	case -EBUSY:
		return "running";
	default:
		return "attached";
	}
}
