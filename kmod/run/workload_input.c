// SPDX-License-Identifier: GPL-2.0-only
#include <linux/seq_file.h>
#include "kernel_run.h"
#include "workload_input.h"

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

static bool has_bad_line(const struct px_workload_input *in)
{
	return in->parser.reason != PX_INPUT_OK && in->parser.reason != PX_INPUT_EMPTY;
}

/* A bad line is refused for good. If memory was short, the caller can go on later. */
static ssize_t parse(struct px_workload_input *in, const char *text, size_t size)
{
	size_t taken;
	int err;

	lockdep_assert_held(&in->lock);
	if (in->closed)
		return -EBUSY;
	if (has_bad_line(in))
		return -EINVAL;
	in->parser.reason = PX_INPUT_OK;
	err = px_equation_parser_feed(&in->parser, text, size, &taken);
	in->bytes += taken;
	return err == -EINVAL || !taken ? err : taken;
}

ssize_t px_workload_input_write(struct px_workload_input *in, const char *text, size_t size)
{
	ssize_t n;

	if (mutex_lock_interruptible(&in->lock))
		return -ERESTARTSYS;
	n = parse(in, text, size);
	mutex_unlock(&in->lock);
	return n;
}

int px_workload_input_close(struct px_workload_input *in, const struct px_equations **equations)
{
	int err = 0;

	if (mutex_lock_interruptible(&in->lock))
		return -ERESTARTSYS;
	if (has_bad_line(in))
		err = -EINVAL;
	else if (in->bytes)
		err = px_equation_parser_end(&in->parser);
	in->closed = !err;
	*equations = in->bytes ? &in->equations : NULL;
	mutex_unlock(&in->lock);
	return err;
}

void px_workload_input_reopen(struct px_workload_input *in)
{
	mutex_lock(&in->lock);
	in->closed = false;
	mutex_unlock(&in->lock);
}

int px_workload_input_query(struct px_call_ctx *ctx, void *argument)
{
	struct px_workload_input *in = &ctx->run->input;
	struct px_input *arg = argument;

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
