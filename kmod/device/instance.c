// SPDX-License-Identifier: GPL-2.0-only
#include <linux/atomic.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include "run/kernel_run.h"
#include "run/lab_input.h"
#include "run/workload_input.h"
#include "objects/objects.h"
#include "run/lab_run.h"
#include "base/trace.h"
#include "instance.h"

struct px_instance {
	u32 number;			/* what people and traces call it */
	struct px_kernel_run conductor;
	struct px_objects objects;
	struct px_lab_state stage;
	struct px_workload_input intake;
	struct px_lab_input inlet;
};

static atomic_t newest;

struct px_instance *px_instance_create(void)
{
	struct px_instance *inst = kzalloc(sizeof(*inst), GFP_KERNEL_ACCOUNT);

	if (!inst)
		return NULL;
	inst->number = atomic_inc_return(&newest);
	px_kernel_run_init(&inst->conductor, inst->number);
	px_objects_init(&inst->objects, inst->number);
	px_workload_input_init(&inst->intake);
	px_lab_input_init(&inst->inlet);
	return inst;
}

/* The input goes after the run that reads it. */
void px_instance_destroy(struct px_instance *inst)
{
	px_kernel_run_destroy(&inst->conductor);
	px_workload_input_destroy(&inst->intake);
	px_objects_destroy(&inst->objects);
	kfree(inst);
}

int px_instance_setup(struct px_instance *inst, struct px_setup *arg)
{
	return px_kernel_run_setup(&inst->conductor, &inst->intake, arg);
}

int px_instance_start(struct px_instance *inst, struct px_start *arg)
{
	return px_kernel_run_start(&inst->conductor, arg);
}

int px_instance_wait(struct px_instance *inst, struct px_wait *arg, enum px_wait_mode patience)
{
	return px_kernel_run_wait(&inst->conductor, arg, patience);
}

int px_instance_check(struct px_instance *inst, struct px_check *arg)
{
	return px_kernel_run_check(&inst->conductor, arg);
}

int px_instance_latency(struct px_instance *inst, struct px_latency *arg)
{
	return px_kernel_run_latency(&inst->conductor, arg);
}

int px_instance_attach(struct px_instance *inst, struct px_attach *arg)
{
	return px_kernel_run_attach(&inst->conductor, arg);
}

int px_instance_set_delay(struct px_instance *inst, struct px_set_delay *arg)
{
	return px_kernel_run_set_delay(&inst->conductor, arg);
}

int px_instance_detach(struct px_instance *inst, struct px_detach *arg)
{
	return px_kernel_run_detach(&inst->conductor, arg);
}

/* The shortest way there is: what a call costs is what is measured. */
long px_instance_step(struct px_instance *inst, u64 packed, enum px_wait_mode patience)
{
	return px_user_workers_step(&inst->conductor.callers, packed, patience);
}

__poll_t px_instance_poll(struct px_instance *inst, struct file *file, poll_table *wait)
{
	return px_kernel_run_poll(&inst->conductor, file, wait);
}

int px_instance_op(struct px_instance *inst, struct px_op *arg, enum px_wait_mode patience)
{
	int err = px_objects_op(&inst->objects, arg, patience);

	/* What could not be done without a wait comes again. */
	if (patience != PX_NOWAIT || err != -EAGAIN)
		trace_px_op(inst->number, arg, err);
	return err;
}

void px_instance_flush(struct px_instance *inst, fl_owner_t process)
{
	px_user_workers_flush(&inst->conductor.callers, process);
	px_objects_flush(&inst->objects, process);
}

int px_instance_perform(struct px_instance *inst, struct px_lab_run *arg)
{
	return px_lab_state_run(&inst->stage, &inst->inlet, arg);
}

int px_instance_input(struct px_instance *inst, struct px_input *arg)
{
	return px_workload_input_declare(&inst->intake, arg);
}

ssize_t px_instance_write(struct px_instance *inst, const char __user *from, size_t size)
{
	ssize_t n = px_lab_input_write(&inst->inlet, from, size);

	return n == -ENXIO ? px_workload_input_write(&inst->intake, from, size) : n;
}

void px_instance_show(struct px_instance *inst, struct seq_file *m)
{
	seq_printf(m, "instance:\t%u\n", inst->number);
	px_kernel_run_show(&inst->conductor, m);
	px_workload_input_show(&inst->intake, m);
	px_objects_show(&inst->objects, m);
}
