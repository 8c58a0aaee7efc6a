// SPDX-License-Identifier: GPL-2.0-only
#include <linux/mm.h>
#include <linux/sched/signal.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/uaccess.h>
#include "workload_input.h"

#define PIECE	65536u		/* bytes that are copied and parsed at a time */

void px_workload_input_init(struct px_workload_input *in)
{
	mutex_init(&in->lock);
	px_equation_parser_init(&in->parser, &in->equations);
}

void px_workload_input_destroy(struct px_workload_input *in)
{
	px_equations_free(&in->equations);
	mutex_destroy(&in->lock);
}

static int parse_locked(struct px_workload_input *in, const char *text, size_t size)
{
	lockdep_assert_held(&in->lock);
	if (in->closed)
		return -EBUSY;
	if (!in->error) {
		in->error = px_equation_parser_feed(&in->parser, text, size);
		in->bytes += size;
	}
	return in->error;
}

static int parse(struct px_workload_input *in, const char *text, size_t size)
{
	int err;

	if (mutex_lock_interruptible(&in->lock))
		return -ERESTARTSYS;
	err = parse_locked(in, text, size);
	mutex_unlock(&in->lock);
	return err;
}

/* One piece, which is copied before any lock is taken. */
static int take(struct px_workload_input *in, char *copy, const char __user *from, size_t size)
{
	if (signal_pending(current))
		return -ERESTARTSYS;
	if (copy_from_user(copy, from, size))
		return -EFAULT;
	cond_resched();
	return parse(in, copy, size);
}

/* A refusal is told at once, whatever was taken before it; all else is told later. */
ssize_t px_workload_input_write(struct px_workload_input *in, const char __user *from, size_t size)
{
	size_t most = min_t(size_t, size, PIECE), done = 0;
	char *copy;
	int err = 0;

	if (!size)
		return 0;
	copy = kvmalloc(most, GFP_KERNEL_ACCOUNT);
	if (!copy)
		return -ENOMEM;
	while (done < size) {
		size_t piece = min(size - done, most);

		err = take(in, copy, from + done, piece);
		if (err)
			break;
		done += piece;
	}
	kvfree(copy);
	return done && err != -EINVAL ? done : err;
}

int px_workload_input_close(struct px_workload_input *in, const struct px_equations **equations)
{
	int err;

	if (mutex_lock_interruptible(&in->lock))
		return -ERESTARTSYS;
	if (in->bytes && !in->closed && !in->error)
		in->error = px_equation_parser_end(&in->parser);
	in->closed = true;
	*equations = in->bytes ? &in->equations : NULL;
	err = in->error;
	mutex_unlock(&in->lock);
	return err;
}

int px_workload_input_declare(struct px_workload_input *in, struct px_input *arg)
{
	if (arg->flags || arg->reserved)
		return -EINVAL;
	if (mutex_lock_interruptible(&in->lock))
		return -ERESTARTSYS;
	arg->bytes = in->bytes;
	arg->equations = in->equations.count;
	arg->stored = px_equations_bytes(&in->equations);
	arg->reason = in->parser.reason;
	arg->bad_line = in->parser.reason ? in->parser.line : 0;
	mutex_unlock(&in->lock);
	return 0;
}

void px_workload_input_show(struct px_workload_input *in, struct seq_file *m)
{
	mutex_lock(&in->lock);
	if (in->bytes)
		seq_printf(m, "input:\t%llu equations, %llu bytes of text, %llu stored\n",
			   in->equations.count, in->bytes, px_equations_bytes(&in->equations));
	mutex_unlock(&in->lock);
}
