// SPDX-License-Identifier: GPL-2.0-only
#include <linux/atomic.h>
#include <linux/mm.h>
#include <linux/sched/signal.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include "base/compat.h"
#include "instance.h"

static atomic_t last_number;

struct px_instance *px_instance_create(void)
{
	struct px_instance *inst = kzalloc(sizeof(*inst), GFP_KERNEL_ACCOUNT);

	if (!inst)
		return NULL;
	inst->account = px_account_get();
	if (!inst->account) {
		kfree(inst);
		return NULL;
	}
	inst->number = atomic_inc_return(&last_number);
	px_kernel_run_init(&inst->run, inst->number, inst->account);
	px_lab_state_init(&inst->lab);
	px_objects_init(&inst->objects, inst->account);
	return inst;
}

void px_instance_destroy(struct px_instance *inst)
{
	px_kernel_run_destroy(&inst->run);
	px_objects_destroy(&inst->objects);
	px_account_put(inst->account);
	kfree(inst);
}

void px_instance_flush(struct px_instance *inst)
{
	struct pid *process = task_tgid(current);

	px_user_workers_flush(&inst->run.user_workers, process);
	px_objects_flush(&inst->objects, process);
}

/* A destination of write(). Its write function returns the number of bytes taken, or -errno. */
struct sink {
	size_t piece;		/* bytes that are copied at a time */
	ssize_t (*write)(struct px_instance *inst, const char *text, size_t size,
			 enum px_wait_mode wait_mode);
};

static ssize_t write_to_lab(struct px_instance *inst, const char *text, size_t size,
			    enum px_wait_mode wait_mode)
{
	return px_lab_input_write(&inst->lab.input, text, size, wait_mode);
}

static ssize_t write_to_workload(struct px_instance *inst, const char *text, size_t size,
				 enum px_wait_mode wait_mode)
{
	return px_workload_input_write(&inst->run.input, text, size);
}

static const struct sink lab_sink = { 1024, write_to_lab };
static const struct sink workload_sink = { 65536, write_to_workload };

/* Copies the text from user space before the sink takes a lock. */
static ssize_t write_piece(struct px_instance *inst, const struct sink *sink, char *copy,
			   const char __user *from, size_t size, enum px_wait_mode wait_mode)
{
	if (signal_pending(current))
		return -ERESTARTSYS;
	if (copy_from_user(copy, from, size))
		return -EFAULT;
	px_cond_resched();
	return sink->write(inst, copy, size, wait_mode);
}

/* A refused line is reported at once. Other errors are reported if no byte was taken. */
ssize_t px_instance_write(struct px_instance *inst, const char __user *from, size_t size,
			  enum px_wait_mode wait_mode)
{
	const struct sink *sink = px_lab_input_is_open(&inst->lab.input) ? &lab_sink
									  : &workload_sink;
	size_t most = min(size, sink->piece), done = 0;
	ssize_t n = 0;
	char *copy;

	if (!size)
		return 0;
	copy = kvmalloc(most, GFP_KERNEL_ACCOUNT);
	if (!copy)
		return -ENOMEM;
	while (done < size) {
		n = write_piece(inst, sink, copy, from + done, min(size - done, most), wait_mode);
		if (n < 0)
			break;
		done += n;
	}
	kvfree(copy);
	return done && n != -EINVAL ? done : n;
}

void px_instance_show(struct px_instance *inst, struct seq_file *m)
{
	seq_printf(m, "instance:\t%u\n", inst->number);
	px_kernel_run_show(&inst->run, m);
	px_workload_input_show(&inst->run.input, m);
	px_objects_show(&inst->objects, m);
}
