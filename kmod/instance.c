// SPDX-License-Identifier: GPL-2.0-only
#include <linux/atomic.h>
#include <linux/completion.h>
#include <linux/mutex.h>
#include <linux/poll.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include "thread.h"
#include "callers.h"
#include "histogram.h"
#include "host.h"
#include "inlet.h"
#include "intake.h"
#include "limits.h"
#include "objects.h"
#include "run.h"
#include "stage.h"
#include "trace.h"
#include "watch.h"
#include "instance.h"

/*
 * run, results and threads are set once, by setup, and then stay until the
 * instance ends; error and the results are the conductor's until ended.
 */
struct px_instance {
	u32 number;			/* what people and traces call it */
	struct mutex lock;		/* of the steps from setup to start; held for a moment */
	bool preparing;			/* somebody sets it up */
	struct px_run *run;
	const char *workload;
	struct px_worker_result *results;
	u32 workers;
	u32 threads;			/* taken out of the module's budget */
	bool started;			/* by kernel threads */
	bool called;			/* by threads of processes, instead */
	struct px_callers callers;
	struct px_thread conductor;	/* executes the run */
	struct completion ended;
	wait_queue_head_t pollers;
	int error;
	struct px_objects objects;
	struct px_stage stage;
	struct px_intake intake;
	struct px_inlet inlet;
};

static atomic_t newest;

struct px_instance *px_instance_create(void)
{
	struct px_instance *inst = kzalloc(sizeof(*inst), GFP_KERNEL_ACCOUNT);

	if (!inst)
		return NULL;
	inst->number = atomic_inc_return(&newest);
	mutex_init(&inst->lock);
	px_callers_prepare(&inst->callers, inst->number);
	init_completion(&inst->ended);
	init_waitqueue_head(&inst->pollers);
	px_objects_init(&inst->objects, inst->number);
	px_intake_init(&inst->intake);
	px_inlet_init(&inst->inlet);
	return inst;
}

void px_instance_destroy(struct px_instance *inst)
{
	if (inst->started) {
		px_run_stop(inst->run);
		px_thread_join(&inst->conductor, NULL);
	}
	px_callers_destroy(&inst->callers);
	px_run_destroy(inst->run);
	px_intake_destroy(&inst->intake);
	px_host_free(inst->results);
	px_threads_give(inst->threads);
	px_objects_destroy(&inst->objects);
	mutex_destroy(&inst->lock);
	kfree(inst);
}

/*
 * The conductor, the workers, and for each worker a thread that it may start;
 * or the conductor, a solo worker, and up to two for each of spec->threads.
 */
static u32 threads_of(const struct px_spec *spec)
{
	return 1 + 2 * spec->threads;
}

/* By the one who has claimed that: may take long. The run, for all to see once it is published. */
static int prepare(struct px_instance *inst, const struct px_workload *workload,
		   const struct px_spec *spec, struct px_run **run)
{
	const struct px_equations *input;
	int err;

	err = px_intake_close(&inst->intake, &input);
	if (err)
		return err;
	err = px_threads_take(threads_of(spec));
	if (err)
		return err;
	err = -ENOMEM;
	inst->workers = px_workload_workers(workload, spec);
	inst->results = px_host_alloc(inst->workers * sizeof(*inst->results));
	if (!inst->results)
		goto give;
	err = px_run_create(run, workload, spec, input);
	if (err)
		goto free;
	err = px_callers_init(&inst->callers, *run, inst->workers);
	if (err)
		goto destroy;
	inst->workload = workload->name;
	inst->threads = threads_of(spec);
	return 0;
destroy:
	px_run_destroy(*run);
free:
	px_host_free(inst->results);
	inst->results = NULL;
give:
	px_threads_give(threads_of(spec));
	return err;
}

static int claim(struct px_instance *inst)
{
	int err = 0;

	mutex_lock(&inst->lock);
	if (inst->run || inst->preparing)
		err = -EBUSY;
	else
		inst->preparing = true;
	mutex_unlock(&inst->lock);
	return err;
}

/* run: NULL, if there is none after all. */
static void publish(struct px_instance *inst, struct px_run *run)
{
	mutex_lock(&inst->lock);
	inst->run = run;
	inst->preparing = false;
	mutex_unlock(&inst->lock);
}

int px_instance_setup(struct px_instance *inst, struct px_setup *arg)
{
	const struct px_workload *workload;
	struct px_run *run;
	const char *why;
	int err;

	if (arg->flags || !memchr(arg->workload, '\0', sizeof(arg->workload)))
		return -EINVAL;
	err = px_spec_check(&arg->spec, &px_limits, &why);
	if (err)
		return err;
	workload = px_workload_find(arg->workload);
	if (!workload)
		return -ENOENT;
	err = claim(inst);
	if (err)
		return err;
	err = prepare(inst, workload, &arg->spec, &run);
	publish(inst, err ? NULL : run);
	return err;
}

static u64 conduct(void *arg)
{
	struct px_instance *inst = arg;

	trace_px_run_begin(inst->number, inst->workload, inst->workers);
	inst->error = px_run_execute(inst->run);
	px_run_results(inst->run, inst->results);
	trace_px_run_end(inst->number, inst->workload, inst->workers,
			 px_run_progress(inst->run), inst->error);
	complete_all(&inst->ended);
	wake_up_all(&inst->pollers);
	return 0;
}

static int begin(struct px_instance *inst)
{
	int err;

	if (!inst->run)
		return -EBADFD;
	if (inst->started || inst->called)
		return -EBUSY;
	err = px_thread_spawn(&inst->conductor, conduct, inst);
	if (!err)
		inst->started = true;
	return err;
}

static int begin_callers(struct px_instance *inst)
{
	if (!inst->run)
		return -EBADFD;
	if (inst->started)
		return -EBUSY;
	inst->called = true;
	return px_callers_begin(&inst->callers);
}

int px_instance_start(struct px_instance *inst, struct px_start *arg)
{
	int err;

	if (arg->flags & ~PX_START_CALLERS)
		return -EINVAL;
	mutex_lock(&inst->lock);
	err = arg->flags & PX_START_CALLERS ? begin_callers(inst) : begin(inst);
	mutex_unlock(&inst->lock);
	return err;
}

/* Whether the run is the callers'; with take, it is from now on. */
static int claim_for_callers(struct px_instance *inst, bool take)
{
	int err = 0;

	mutex_lock(&inst->lock);
	if (!inst->run || (!take && !inst->called))
		err = -EBADFD;
	else if (inst->started)
		err = -EBUSY;
	else
		inst->called = true;
	mutex_unlock(&inst->lock);
	return err;
}

int px_instance_enter(struct px_instance *inst, struct px_enter *arg)
{
	int err;

	if (arg->flags || arg->reserved)
		return -EINVAL;
	err = claim_for_callers(inst, true);
	return err ? err : px_callers_enter(&inst->callers, arg->worker, current->files);
}

int px_instance_pace(struct px_instance *inst, struct px_pacing *arg)
{
	int err;

	if (arg->flags || arg->reserved || arg->hold_ns || arg->think_ns)
		return -EINVAL;
	err = claim_for_callers(inst, false);
	return err ? err : px_callers_pace(&inst->callers, arg->worker, &arg->hold_ns,
					   &arg->think_ns);
}

int px_instance_leave(struct px_instance *inst, struct px_leave *arg)
{
	int err;

	if (arg->flags || arg->reserved || arg->ops)
		return -EINVAL;
	err = claim_for_callers(inst, false);
	return err ? err : px_callers_leave(&inst->callers, arg->worker, &arg->ops);
}

long px_instance_step(struct px_instance *inst, u64 packed, enum px_patience patience)
{
	return px_callers_step(&inst->callers, packed, patience);
}

static bool has_started(struct px_instance *inst)
{
	bool started;

	mutex_lock(&inst->lock);
	started = inst->started;
	mutex_unlock(&inst->lock);
	return started;
}

static int wait_for_end(struct px_instance *inst, enum px_patience patience)
{
	struct px_watch watch;
	int err;

	if (patience == PX_IMPATIENT)
		return completion_done(&inst->ended) ? 0 : -EAGAIN;
	px_watch_begin(&watch, inst->run, false);
	err = wait_for_completion_interruptible(&inst->ended);
	px_watch_end(&watch);
	return err;
}

int px_instance_wait(struct px_instance *inst, struct px_wait *arg, enum px_patience patience)
{
	int err;

	if (arg->flags || arg->error)
		return -EINVAL;
	if (!has_started(inst))
		return -EBADFD;
	if (arg->nr_workers < inst->workers) {
		arg->nr_workers = inst->workers;
		return -ENOSPC;
	}
	err = wait_for_end(inst, patience);
	if (err)
		return err;
	if (copy_to_user(u64_to_user_ptr(arg->workers), inst->results,
			 inst->workers * sizeof(*inst->results)))
		return -EFAULT;
	arg->error = inst->error;
	arg->nr_workers = inst->workers;
	return 0;
}

/* 0; -EBUSY it goes on; -EBADFD nobody has started it. */
static int has_ended(struct px_instance *inst)
{
	int err;

	mutex_lock(&inst->lock);
	if (inst->started)
		err = completion_done(&inst->ended) ? 0 : -EBUSY;
	else
		err = inst->called ? px_callers_ended(&inst->callers) : -EBADFD;
	mutex_unlock(&inst->lock);
	return err;
}

__poll_t px_instance_poll(struct px_instance *inst, struct file *file, poll_table *wait)
{
	poll_wait(file, &inst->pollers, wait);
	return completion_done(&inst->ended) ? EPOLLIN | EPOLLRDNORM : 0;
}

int px_instance_check(struct px_instance *inst, struct px_check *arg)
{
	int err;

	if (arg->flags || arg->reserved || arg->nr_findings || arg->depth)
		return -EINVAL;
	err = has_ended(inst);
	if (err)
		return err;
	memset(arg->findings, 0, sizeof(arg->findings));
	arg->nr_findings = px_run_check(inst->run, arg->findings);
	arg->depth = px_run_depth(inst->run);
	return 0;
}

static int hand_out(const struct px_histogram *all, struct px_latency *arg)
{
	if (copy_to_user(u64_to_user_ptr(arg->buckets), all->buckets, sizeof(all->buckets)))
		return -EFAULT;
	arg->nr_buckets = PX_HISTOGRAM_BUCKETS;
	arg->max_ns = all->max_ns;
	arg->clock_ns = all->clock_ns;
	return 0;
}

int px_instance_latency(struct px_instance *inst, struct px_latency *arg)
{
	struct px_histogram *all;
	int err;

	if (arg->flags || arg->reserved || arg->max_ns || arg->clock_ns)
		return -EINVAL;
	if (!has_started(inst))
		return -EBADFD;
	err = has_ended(inst);
	if (err)
		return err;
	if (arg->nr_buckets < PX_HISTOGRAM_BUCKETS) {
		arg->nr_buckets = PX_HISTOGRAM_BUCKETS;
		return -ENOSPC;
	}
	all = px_host_alloc(sizeof(*all));
	if (!all)
		return -ENOMEM;
	err = px_run_latency(inst->run, all);
	if (!err)
		err = hand_out(all, arg);
	px_host_free(all);
	return err;
}

int px_instance_op(struct px_instance *inst, struct px_op *arg, enum px_patience patience)
{
	int err = px_objects_op(&inst->objects, arg, patience);

	/* What could not be done without a wait comes again. */
	if (patience != PX_IMPATIENT || err != -EAGAIN)
		trace_px_op(inst->number, arg, err);
	return err;
}

void px_instance_flush(struct px_instance *inst, fl_owner_t process)
{
	px_callers_flush(&inst->callers, process);
	px_objects_flush(&inst->objects, process);
}

int px_instance_perform(struct px_instance *inst, struct px_perform *arg)
{
	return px_stage_perform(&inst->stage, &inst->inlet, arg);
}

int px_instance_input(struct px_instance *inst, struct px_input *arg)
{
	return px_intake_tell(&inst->intake, arg);
}

ssize_t px_instance_write(struct px_instance *inst, const char __user *from, size_t size)
{
	ssize_t n = px_inlet_write(&inst->inlet, from, size);

	return n == -ENXIO ? px_intake_write(&inst->intake, from, size) : n;
}

static const char *state_of(struct px_instance *inst)
{
	if (!inst->run)
		return "new";
	if (inst->called)
		return px_callers_state(&inst->callers);
	if (!inst->started)
		return "ready";
	return completion_done(&inst->ended) ? "ended" : "running";
}

void px_instance_show(struct px_instance *inst, struct seq_file *m)
{
	mutex_lock(&inst->lock);
	seq_printf(m, "instance:\t%u\n", inst->number);
	seq_printf(m, "state:\t%s\n", state_of(inst));
	if (inst->run)
		seq_printf(m, "workload:\t%s\nthreads:\t%u\nops:\t%llu\n",
			   inst->workload, inst->workers, px_run_progress(inst->run));
	mutex_unlock(&inst->lock);
	px_intake_show(&inst->intake, m);
	px_objects_show(&inst->objects, m);
}
