// SPDX-License-Identifier: GPL-2.0-only
/* run_results: the end of a run: wait and poll, results, check and latencies. */
#include <linux/uaccess.h>
#include "harness/histogram.h"
#include "harness/run.h"
#include "os.h"
#include "fatal_signal_timer.h"
#include "kernel_run.h"

static bool has_started(struct px_kernel_run *kr)
{
	bool started;

	mutex_lock(&kr->lock);
	started = kr->started;
	mutex_unlock(&kr->lock);
	return started;
}

static int wait_for_end(struct px_kernel_run *kr, enum px_wait_mode wait_mode)
{
	struct px_fatal_signal_timer timer;
	int err;

	if (wait_mode == PX_NOWAIT)
		return completion_done(&kr->ended) ? 0 : -EAGAIN;
	px_fatal_signal_timer_arm(&timer, kr->run, false);
	err = wait_for_completion_interruptible(&kr->ended);
	px_fatal_signal_timer_disarm(&timer);
	return err;
}

int px_kernel_run_wait(struct px_call_ctx *ctx, void *argument)
{
	struct px_kernel_run *kr = ctx->run;
	struct px_wait *arg = argument;
	int err;

	if (!has_started(kr))
		return -EBADFD;
	if (arg->nr_workers < kr->workers) {
		arg->nr_workers = kr->workers;
		return -ENOSPC;
	}
	err = wait_for_end(kr, ctx->wait_mode);
	if (err)
		return err;
	if (copy_to_user(u64_to_user_ptr(arg->workers), kr->results,
			 kr->workers * sizeof(*kr->results)))
		return -EFAULT;
	arg->error = kr->error;
	arg->nr_workers = kr->workers;
	return 0;
}

/* 0; -EBUSY: the run goes on; -EBADFD: it has not started. */
static int has_ended(struct px_kernel_run *kr)
{
	int err;

	mutex_lock(&kr->lock);
	if (kr->started)
		err = completion_done(&kr->ended) ? 0 : -EBUSY;
	else
		err = kr->by_user ? px_user_workers_ended(&kr->user_workers) : -EBADFD;
	mutex_unlock(&kr->lock);
	return err;
}

__poll_t px_kernel_run_poll(struct px_kernel_run *kr, struct file *file, poll_table *wait)
{
	poll_wait(file, &kr->pollers, wait);
	return completion_done(&kr->ended) ? EPOLLIN | EPOLLRDNORM : 0;
}

int px_kernel_run_check(struct px_call_ctx *ctx, void *argument)
{
	struct px_kernel_run *kr = ctx->run;
	struct px_check *arg = argument;
	int err;

	err = has_ended(kr);
	if (err)
		return err;
	memset(arg->findings, 0, sizeof(arg->findings));
	arg->nr_findings = px_run_check(kr->run, arg->findings);
	arg->depth = px_run_depth(kr->run);
	return 0;
}

static int copy_histogram(const struct px_histogram *all, struct px_latency *arg)
{
	if (copy_to_user(u64_to_user_ptr(arg->buckets), all->buckets, sizeof(all->buckets)))
		return -EFAULT;
	arg->nr_buckets = PX_HISTOGRAM_BUCKETS;
	arg->max_ns = all->max_ns;
	arg->clock_ns = all->clock_ns;
	return 0;
}

int px_kernel_run_latency(struct px_call_ctx *ctx, void *argument)
{
	struct px_kernel_run *kr = ctx->run;
	struct px_latency *arg = argument;
	struct px_histogram *all;
	int err;

	if (!has_started(kr))
		return -EBADFD;
	err = has_ended(kr);
	if (err)
		return err;
	if (arg->nr_buckets < PX_HISTOGRAM_BUCKETS) {
		arg->nr_buckets = PX_HISTOGRAM_BUCKETS;
		return -ENOSPC;
	}
	all = px_os_alloc(sizeof(*all));
	if (!all)
		return -ENOMEM;
	err = px_run_latency(kr->run, all);
	if (!err)
		err = copy_histogram(all, arg);
	px_os_free(all);
	return err;
}
