// SPDX-License-Identifier: GPL-2.0-only
#include <linux/seq_file.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include "harness/histogram.h"
#include "os.h"
#include "workload_input.h"
#include "base/limits.h"
#include "harness/run.h"
#include "base/trace.h"
#include "fatal_signal_timer.h"
#include "kernel_run.h"

void px_kernel_run_init(struct px_kernel_run *c, u32 instance)
{
	c->instance = instance;
	mutex_init(&c->lock);
	px_user_workers_prepare(&c->callers, instance);
	init_completion(&c->ended);
	init_waitqueue_head(&c->pollers);
}

void px_kernel_run_destroy(struct px_kernel_run *c)
{
	if (c->started) {
		px_run_stop(c->run);
		px_thread_join(&c->thread, NULL);
	}
	px_user_workers_destroy(&c->callers);
	px_run_destroy(c->run);
	px_os_free(c->results);
	px_threads_uncharge(c->threads);
	mutex_destroy(&c->lock);
}

/*
 * The conductor, the workers, and for each worker a thread that it may start;
 * or the conductor, a single_worker worker, and up to two for each of spec->threads.
 */
static u32 threads_of(const struct px_run_spec *spec)
{
	return 1 + 2 * spec->threads;
}

/* By the one who has claimed that: may take long. The run, for all to see once it is published. */
static int prepare(struct px_kernel_run *c, struct px_workload_input *intake,
		   const struct px_workload *workload, const struct px_run_spec *spec,
		   struct px_run **run)
{
	const struct px_equations *input;
	int err;

	err = px_workload_input_close(intake, &input);
	if (err)
		return err;
	err = px_threads_charge(threads_of(spec));
	if (err)
		return err;
	err = -ENOMEM;
	c->workers = px_workload_workers(workload, spec);
	c->results = px_os_alloc(c->workers * sizeof(*c->results));
	if (!c->results)
		goto give;
	err = px_run_create(run, workload, spec, input);
	if (err)
		goto free;
	err = px_user_workers_init(&c->callers, *run, c->workers);
	if (err)
		goto destroy;
	c->workload = workload->name;
	c->threads = threads_of(spec);
	return 0;
destroy:
	px_run_destroy(*run);
free:
	px_os_free(c->results);
	c->results = NULL;
give:
	px_threads_uncharge(threads_of(spec));
	return err;
}

static int claim(struct px_kernel_run *c)
{
	int err = 0;

	mutex_lock(&c->lock);
	if (c->run || c->preparing)
		err = -EBUSY;
	else
		c->preparing = true;
	mutex_unlock(&c->lock);
	return err;
}

/* run: NULL, if there is none after all. */
static void publish(struct px_kernel_run *c, struct px_run *run)
{
	mutex_lock(&c->lock);
	c->run = run;
	c->preparing = false;
	mutex_unlock(&c->lock);
}

int px_kernel_run_setup(struct px_kernel_run *c, struct px_workload_input *intake, struct px_setup *arg)
{
	const struct px_workload *workload;
	struct px_run *run;
	const char *why;
	int err;

	if (arg->flags || !memchr(arg->workload, '\0', sizeof(arg->workload)))
		return -EINVAL;
	err = px_run_spec_check(&arg->spec, &px_limits, &why);
	if (err)
		return err;
	workload = px_workload_find(arg->workload);
	if (!workload)
		return -ENOENT;
	err = claim(c);
	if (err)
		return err;
	err = prepare(c, intake, workload, &arg->spec, &run);
	publish(c, err ? NULL : run);
	return err;
}

static u64 conduct(void *arg)
{
	struct px_kernel_run *c = arg;

	trace_px_run_begin(c->instance, c->workload, c->workers);
	c->error = px_run_execute(c->run);
	px_run_results(c->run, c->results);
	trace_px_run_end(c->instance, c->workload, c->workers,
			 px_run_progress(c->run), c->error);
	complete_all(&c->ended);
	wake_up_all(&c->pollers);
	return 0;
}

static int begin(struct px_kernel_run *c)
{
	int err;

	if (!c->run)
		return -EBADFD;
	if (c->started || c->called)
		return -EBUSY;
	err = px_thread_spawn(&c->thread, conduct, c);
	if (!err)
		c->started = true;
	return err;
}

static int begin_callers(struct px_kernel_run *c)
{
	if (!c->run)
		return -EBADFD;
	if (c->started)
		return -EBUSY;
	c->called = true;
	return px_user_workers_begin(&c->callers);
}

int px_kernel_run_start(struct px_kernel_run *c, struct px_start *arg)
{
	int err;

	if (arg->flags & ~PX_START_USER_WORKERS)
		return -EINVAL;
	mutex_lock(&c->lock);
	err = arg->flags & PX_START_USER_WORKERS ? begin_callers(c) : begin(c);
	mutex_unlock(&c->lock);
	return err;
}

/* Whether the run is the callers'; with take, it is from now on. */
static int claim_for_callers(struct px_kernel_run *c, bool take)
{
	int err = 0;

	mutex_lock(&c->lock);
	if (!c->run || (!take && !c->called))
		err = -EBADFD;
	else if (c->started)
		err = -EBUSY;
	else
		c->called = true;
	mutex_unlock(&c->lock);
	return err;
}

int px_kernel_run_attach(struct px_kernel_run *c, struct px_attach *arg)
{
	int err;

	if (arg->flags || arg->reserved)
		return -EINVAL;
	err = claim_for_callers(c, true);
	return err ? err : px_user_workers_attach(&c->callers, arg->worker, current->files);
}

int px_kernel_run_set_delay(struct px_kernel_run *c, struct px_set_delay *arg)
{
	int err;

	if (arg->flags || arg->reserved || arg->hold_ns || arg->think_ns)
		return -EINVAL;
	err = claim_for_callers(c, false);
	return err ? err : px_user_workers_set_delay(&c->callers, arg->worker, &arg->hold_ns,
					   &arg->think_ns);
}

int px_kernel_run_detach(struct px_kernel_run *c, struct px_detach *arg)
{
	int err;

	if (arg->flags || arg->reserved || arg->ops)
		return -EINVAL;
	err = claim_for_callers(c, false);
	return err ? err : px_user_workers_detach(&c->callers, arg->worker, &arg->ops);
}

static bool has_started(struct px_kernel_run *c)
{
	bool started;

	mutex_lock(&c->lock);
	started = c->started;
	mutex_unlock(&c->lock);
	return started;
}

static int wait_for_end(struct px_kernel_run *c, enum px_wait_mode patience)
{
	struct px_fatal_signal_timer watch;
	int err;

	if (patience == PX_NOWAIT)
		return completion_done(&c->ended) ? 0 : -EAGAIN;
	px_fatal_signal_timer_arm(&watch, c->run, false);
	err = wait_for_completion_interruptible(&c->ended);
	px_fatal_signal_timer_disarm(&watch);
	return err;
}

int px_kernel_run_wait(struct px_kernel_run *c, struct px_wait *arg, enum px_wait_mode patience)
{
	int err;

	if (arg->flags || arg->error)
		return -EINVAL;
	if (!has_started(c))
		return -EBADFD;
	if (arg->nr_workers < c->workers) {
		arg->nr_workers = c->workers;
		return -ENOSPC;
	}
	err = wait_for_end(c, patience);
	if (err)
		return err;
	if (copy_to_user(u64_to_user_ptr(arg->workers), c->results,
			 c->workers * sizeof(*c->results)))
		return -EFAULT;
	arg->error = c->error;
	arg->nr_workers = c->workers;
	return 0;
}

/* 0; -EBUSY it goes on; -EBADFD nobody has started it. */
static int has_ended(struct px_kernel_run *c)
{
	int err;

	mutex_lock(&c->lock);
	if (c->started)
		err = completion_done(&c->ended) ? 0 : -EBUSY;
	else
		err = c->called ? px_user_workers_ended(&c->callers) : -EBADFD;
	mutex_unlock(&c->lock);
	return err;
}

__poll_t px_kernel_run_poll(struct px_kernel_run *c, struct file *file, poll_table *wait)
{
	poll_wait(file, &c->pollers, wait);
	return completion_done(&c->ended) ? EPOLLIN | EPOLLRDNORM : 0;
}

int px_kernel_run_check(struct px_kernel_run *c, struct px_check *arg)
{
	int err;

	if (arg->flags || arg->reserved || arg->nr_findings || arg->depth)
		return -EINVAL;
	err = has_ended(c);
	if (err)
		return err;
	memset(arg->findings, 0, sizeof(arg->findings));
	arg->nr_findings = px_run_check(c->run, arg->findings);
	arg->depth = px_run_depth(c->run);
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

int px_kernel_run_latency(struct px_kernel_run *c, struct px_latency *arg)
{
	struct px_histogram *all;
	int err;

	if (arg->flags || arg->reserved || arg->max_ns || arg->clock_ns)
		return -EINVAL;
	if (!has_started(c))
		return -EBADFD;
	err = has_ended(c);
	if (err)
		return err;
	if (arg->nr_buckets < PX_HISTOGRAM_BUCKETS) {
		arg->nr_buckets = PX_HISTOGRAM_BUCKETS;
		return -ENOSPC;
	}
	all = px_os_alloc(sizeof(*all));
	if (!all)
		return -ENOMEM;
	err = px_run_latency(c->run, all);
	if (!err)
		err = hand_out(all, arg);
	px_os_free(all);
	return err;
}

static const char *state_of(struct px_kernel_run *c)
{
	if (!c->run)
		return "new";
	if (c->called)
		return px_user_workers_state(&c->callers);
	if (!c->started)
		return "ready";
	return completion_done(&c->ended) ? "ended" : "running";
}

void px_kernel_run_show(struct px_kernel_run *c, struct seq_file *m)
{
	mutex_lock(&c->lock);
	seq_printf(m, "state:\t%s\n", state_of(c));
	if (c->run)
		seq_printf(m, "workload:\t%s\nthreads:\t%u\nops:\t%llu\n",
			   c->workload, c->workers, px_run_progress(c->run));
	mutex_unlock(&c->lock);
}
