// SPDX-License-Identifier: GPL-2.0-only
#include <linux/atomic.h>
#include <linux/completion.h>
#include <linux/mutex.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include "thread.h"
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
	struct mutex lock;		/* of the steps from setup to start */
	struct px_run *run;
	const char *workload;
	struct px_worker_result *results;
	u32 workers;
	u32 threads;			/* taken out of the module's budget */
	bool started;
	struct px_thread conductor;	/* executes the run */
	struct completion ended;
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
	init_completion(&inst->ended);
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

static int prepare(struct px_instance *inst, const struct px_workload *workload,
		   const struct px_spec *spec)
{
	const struct px_equations *input;
	int err;

	if (inst->run)
		return -EBUSY;
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
	err = px_run_create(&inst->run, workload, spec, input);
	if (err)
		goto free;
	inst->workload = workload->name;
	inst->threads = threads_of(spec);
	return 0;
free:
	px_host_free(inst->results);
	inst->results = NULL;
give:
	px_threads_give(threads_of(spec));
	return err;
}

int px_instance_setup(struct px_instance *inst, struct px_setup *arg)
{
	const struct px_workload *workload;
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
	mutex_lock(&inst->lock);
	err = prepare(inst, workload, &arg->spec);
	mutex_unlock(&inst->lock);
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
	return 0;
}

static int begin(struct px_instance *inst)
{
	int err;

	if (!inst->run)
		return -EBADFD;
	if (inst->started)
		return -EBUSY;
	err = px_thread_spawn(&inst->conductor, conduct, inst);
	if (!err)
		inst->started = true;
	return err;
}

int px_instance_start(struct px_instance *inst, struct px_start *arg)
{
	int err;

	if (arg->flags)
		return -EINVAL;
	mutex_lock(&inst->lock);
	err = begin(inst);
	mutex_unlock(&inst->lock);
	return err;
}

static bool has_started(struct px_instance *inst)
{
	bool started;

	mutex_lock(&inst->lock);
	started = inst->started;
	mutex_unlock(&inst->lock);
	return started;
}

static int wait_for_end(struct px_instance *inst)
{
	struct px_watch watch;
	int err;

	px_watch_begin(&watch, inst->run);
	err = wait_for_completion_interruptible(&inst->ended);
	px_watch_end(&watch);
	return err;
}

int px_instance_wait(struct px_instance *inst, struct px_wait *arg)
{
	int err;

	if (arg->flags || arg->error)
		return -EINVAL;
	if (!has_started(inst))
		return -EBADFD;
	if (arg->nr_workers < inst->workers)
		return -ENOSPC;
	err = wait_for_end(inst);
	if (err)
		return err;
	if (copy_to_user(u64_to_user_ptr(arg->workers), inst->results,
			 inst->workers * sizeof(*inst->results)))
		return -EFAULT;
	arg->error = inst->error;
	arg->nr_workers = inst->workers;
	return 0;
}

int px_instance_check(struct px_instance *inst, struct px_check *arg)
{
	if (arg->flags || arg->reserved || arg->nr_findings)
		return -EINVAL;
	if (!has_started(inst))
		return -EBADFD;
	if (!completion_done(&inst->ended))
		return -EBUSY;
	memset(arg->findings, 0, sizeof(arg->findings));
	arg->nr_findings = px_run_check(inst->run, arg->findings);
	return 0;
}

int px_instance_op(struct px_instance *inst, struct px_op *arg)
{
	int err = px_objects_op(&inst->objects, arg);

	trace_px_op(inst->number, arg, err);
	return err;
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
