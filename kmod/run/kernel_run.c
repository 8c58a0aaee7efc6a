// SPDX-License-Identifier: GPL-2.0-only
#include <linux/seq_file.h>
#include <linux/string.h>
#include "os.h"
#include "base/limits.h"
#include "harness/run.h"
#include "harness/run_spec.h"
#include "base/trace.h"
#include "kernel_run.h"

void px_kernel_run_init(struct px_kernel_run *kr, u32 instance, struct px_account *account)
{
	kr->account = account;
	kr->instance = instance;
	mutex_init(&kr->lock);
	px_user_workers_prepare(&kr->user_workers, instance);
	px_workload_input_init(&kr->input);
	init_completion(&kr->ended);
	init_waitqueue_head(&kr->pollers);
}

void px_kernel_run_destroy(struct px_kernel_run *kr)
{
	if (kr->started) {
		px_run_stop(kr->run);
		px_thread_join(&kr->thread, NULL);
	}
	px_user_workers_destroy(&kr->user_workers);
	px_run_destroy(kr->run);
	px_os_free(kr->results);
	px_account_uncharge_threads(kr->account, kr->threads);
	px_workload_input_destroy(&kr->input);
	mutex_destroy(&kr->lock);
}

/*
 * The threads that the run may have: one that executes it and, for each of
 * spec->threads, a worker and a thread that the worker starts. A single worker
 * may start two for each.
 */
static u32 threads_of(const struct px_run_spec *spec)
{
	return 1 + 2 * spec->threads;
}

/* Caller has claimed the set-up. Takes no lock, since it may take long. */
static int prepare(struct px_kernel_run *kr, const struct px_workload *workload,
		   const struct px_run_spec *spec, struct px_run **run)
{
	const struct px_equations *input;
	u32 threads = threads_of(spec);
	int err;

	err = px_workload_input_close(&kr->input, &input);
	if (err)
		return err;
	err = px_account_charge_threads(kr->account, threads);
	if (err)
		goto reopen;
	err = -ENOMEM;
	kr->workers = px_workload_workers(workload, spec);
	kr->results = px_os_alloc(kr->workers * sizeof(*kr->results));
	if (!kr->results)
		goto uncharge;
	err = px_run_create(run, workload, spec, input);
	if (err)
		goto free;
	err = px_user_workers_init(&kr->user_workers, *run, kr->workers);
	if (err)
		goto destroy;
	kr->workload = workload->name;
	kr->threads = threads;
	return 0;
destroy:
	px_run_destroy(*run);
free:
	px_os_free(kr->results);
	kr->results = NULL;
uncharge:
	px_account_uncharge_threads(kr->account, threads);
reopen:
	px_workload_input_reopen(&kr->input);
	return err;
}

static int claim(struct px_kernel_run *kr)
{
	int err = 0;

	mutex_lock(&kr->lock);
	if (kr->run || kr->preparing)
		err = -EBUSY;
	else
		kr->preparing = true;
	mutex_unlock(&kr->lock);
	return err;
}

/* run: NULL if the set-up failed. */
static void publish(struct px_kernel_run *kr, struct px_run *run)
{
	mutex_lock(&kr->lock);
	kr->run = run;
	kr->preparing = false;
	mutex_unlock(&kr->lock);
}

int px_kernel_run_setup(struct px_call_ctx *ctx, void *argument)
{
	struct px_kernel_run *kr = ctx->run;
	struct px_setup *arg = argument;
	const struct px_workload *workload;
	struct px_run *run;
	const char *why;
	int err;

	if (!memchr(arg->workload, '\0', sizeof(arg->workload)))
		return -EINVAL;
	err = px_run_spec_check(&arg->spec, &px_limits, &why);
	if (err)
		return err;
	workload = px_workload_find(arg->workload);
	if (!workload)
		return -ENOENT;
	err = claim(kr);
	if (err)
		return err;
	err = prepare(kr, workload, &arg->spec, &run);
	publish(kr, err ? NULL : run);
	return err;
}

static u64 execute(void *arg)
{
	struct px_kernel_run *kr = arg;

	trace_px_run_begin(kr->instance, kr->workload, kr->workers, 0, 0);
	kr->error = px_run_execute(kr->run);
	px_run_results(kr->run, kr->results);
	trace_px_run_end(kr->instance, kr->workload, kr->workers,
			 px_run_progress(kr->run), kr->error);
	complete_all(&kr->ended);
	wake_up_all(&kr->pollers);
	return 0;
}

static int start_kernel_threads(struct px_kernel_run *kr)
{
	int err;

	if (!kr->run)
		return -EBADFD;
	if (kr->started || kr->by_user || kr->attaching)
		return -EBUSY;
	err = px_thread_spawn(&kr->thread, execute, kr);
	if (!err)
		kr->started = true;
	return err;
}

static int start_user_workers(struct px_kernel_run *kr)
{
	int err;

	if (!kr->run)
		return -EBADFD;
	if (kr->started)
		return -EBUSY;
	err = px_user_workers_begin(&kr->user_workers);
	if (!err)
		kr->by_user = true;
	return err;
}

int px_kernel_run_start(struct px_call_ctx *ctx, void *argument)
{
	struct px_kernel_run *kr = ctx->run;
	struct px_start *arg = argument;
	int err;

	mutex_lock(&kr->lock);
	err = arg->flags & PX_START_USER_WORKERS ? start_user_workers(kr)
						 : start_kernel_threads(kr);
	mutex_unlock(&kr->lock);
	return err;
}

/* Returns 0 if the run is by user workers. */
static int check_by_user(struct px_kernel_run *kr)
{
	bool by_user;

	mutex_lock(&kr->lock);
	by_user = kr->by_user;
	mutex_unlock(&kr->lock);
	return by_user ? 0 : -EBADFD;
}

/* The first worker that attaches makes the run one by user workers. */
static int begin_attach(struct px_kernel_run *kr)
{
	int err = 0;

	mutex_lock(&kr->lock);
	if (!kr->run)
		err = -EBADFD;
	else if (kr->started)
		err = -EBUSY;
	else
		kr->attaching++;
	mutex_unlock(&kr->lock);
	return err;
}

static void end_attach(struct px_kernel_run *kr, int err)
{
	mutex_lock(&kr->lock);
	kr->attaching--;
	if (!err)
		kr->by_user = true;
	mutex_unlock(&kr->lock);
}

int px_kernel_run_attach(struct px_call_ctx *ctx, void *argument)
{
	struct px_kernel_run *kr = ctx->run;
	struct px_attach *arg = argument;
	int err = begin_attach(kr);

	if (err)
		return err;
	err = px_user_workers_attach(&kr->user_workers, arg->worker, ctx->file);
	end_attach(kr, err);
	return err;
}

int px_kernel_run_set_delay(struct px_call_ctx *ctx, void *argument)
{
	struct px_kernel_run *kr = ctx->run;
	struct px_set_delay *arg = argument;
	int err = check_by_user(kr);

	return err ? err : px_user_workers_set_delay(&kr->user_workers, arg->worker,
						     &arg->hold_ns, &arg->think_ns);
}

int px_kernel_run_detach(struct px_call_ctx *ctx, void *argument)
{
	struct px_kernel_run *kr = ctx->run;
	struct px_detach *arg = argument;
	int err = check_by_user(kr);

	return err ? err : px_user_workers_detach(&kr->user_workers, arg->worker, &arg->ops);
}

static const char *state_of(struct px_kernel_run *kr)
{
	if (!kr->run)
		return "no run";
	if (kr->by_user)
		return px_user_workers_state(&kr->user_workers);
	if (!kr->started)
		return "ready";
	return completion_done(&kr->ended) ? "ended" : "running";
}

void px_kernel_run_show(struct px_kernel_run *kr, struct seq_file *m)
{
	mutex_lock(&kr->lock);
	seq_printf(m, "state:\t%s\n", state_of(kr));
	if (kr->run)
		seq_printf(m, "workload:\t%s\nthreads:\t%u\nops:\t%llu\n",
			   kr->workload, kr->workers, px_run_progress(kr->run));
	mutex_unlock(&kr->lock);
}
