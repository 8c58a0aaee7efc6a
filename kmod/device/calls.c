// SPDX-License-Identifier: GPL-2.0-only
#include <linux/fs.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <linux/utsname.h>
#include "base/call_ctx.h"
#include "base/compat.h"
#include "base/limits.h"
#include "objects/op_table.h"
#include "calls.h"
#include "instance.h"

static enum px_preempt preempt_model(void)
{
	if (IS_ENABLED(CONFIG_PREEMPT_RT))
		return PX_PREEMPT_RT;
	if (preempt_model_lazy())
		return PX_PREEMPT_LAZY;
	if (preempt_model_full())
		return PX_PREEMPT_FULL;
	if (preempt_model_voluntary())
		return PX_PREEMPT_VOLUNTARY;
	return PX_PREEMPT_NONE;
}

static u32 debug_options(void)
{
	return (IS_ENABLED(CONFIG_PROVE_LOCKING) ? PX_DEBUG_LOCKDEP : 0) |
	       (IS_ENABLED(CONFIG_DEBUG_MUTEXES) ? PX_DEBUG_MUTEXES : 0) |
	       (IS_ENABLED(CONFIG_DEBUG_ATOMIC_SLEEP) ? PX_DEBUG_SLEEP : 0) |
	       (IS_ENABLED(CONFIG_KASAN) ? PX_DEBUG_KASAN : 0) |
	       (IS_ENABLED(CONFIG_KCSAN) ? PX_DEBUG_KCSAN : 0);
}

/* PX_IOC_INFO */
static int info(struct px_call_ctx *ctx, void *argument)
{
	struct px_info *arg = argument;

	*arg = (struct px_info) {
		.size = arg->size,
		.abi_version = PX_ABI_VERSION,
		.preempt = preempt_model(),
		.debug = debug_options(),
		.max_threads = px_limits.max_threads,
		.max_duration_ns = px_limits.max_duration_ns,
		.max_ops = px_limits.max_ops,
		.max_busy_ns = px_limits.max_busy_ns,
		.max_objects = px_max_objects,
		.max_holds = px_max_holds,
		.max_data = px_max_data,
		.source_hash = PX_SOURCE_HASH,
		.module_hash = PX_MODULE_HASH,
		.compiler = PX_COMPILER,
	};
	strscpy(arg->release, init_utsname()->release, sizeof(arg->release));
	return 0;
}

/* The kernel's copy of any ioctl's argument. Each begins with its size and its flags. */
union argument {
	struct {
		u32 size;
		u32 flags;
	};
	struct px_info info;
	struct px_setup setup;
	struct px_start start;
	struct px_wait wait;
	struct px_check check;
	struct px_op op;
	struct px_lab_run lab_run;
	struct px_input input;
	struct px_attach attach;
	struct px_set_delay set_delay;
	struct px_detach detach;
	struct px_latency latency;
	struct px_poll_on poll_on;
};

/* A part of an argument, by offsets. */
struct bytes {
	u16 from, to;
};

/*
 * An ioctl, with the checks that need only its argument. min_size is where the
 * structure ended in the first version of the ioctl. The handler finds a checked
 * copy of the argument. Its output is copied back if the handler returns 0 or -ENOSPC.
 */
struct call {
	unsigned int cmd;
	u32 min_size;
	u32 size;
	u32 flags;		/* the valid flags */
	struct bytes zero[2];	/* reserved and output fields: must be 0 */
	struct bytes out;	/* from the first output field to the last; empty: none */
	bool by_uring;		/* the handler obeys ctx->wait_mode */
	int (*handler)(struct px_call_ctx *ctx, void *arg);
};

#define CALL(ioc, name, last, function, ...)					\
	[_IOC_NR(ioc)] = {							\
		.cmd = ioc,							\
		.min_size = offsetofend(struct px_##name, last),		\
		.size = sizeof(struct px_##name),				\
		.handler = function,						\
		__VA_ARGS__							\
	}

#define FIELDS(name, first, last)						\
	{ offsetof(struct px_##name, first), offsetofend(struct px_##name, last) }

static const struct call calls[] = {
	CALL(PX_IOC_INFO, info, compiler, info, .out = FIELDS(info, flags, module_hash)),
	CALL(PX_IOC_SETUP, setup, spec.timed, px_kernel_run_setup),
	CALL(PX_IOC_START, start, flags, px_kernel_run_start, .flags = PX_START_USER_WORKERS),
	CALL(PX_IOC_WAIT, wait, workers, px_kernel_run_wait, .by_uring = true,
	     .zero = { FIELDS(wait, error, error) }, .out = FIELDS(wait, error, nr_workers)),
	CALL(PX_IOC_CHECK, check, findings, px_kernel_run_check,
	     .zero = { FIELDS(check, nr_findings, reserved), FIELDS(check, depth, depth) },
	     .out = FIELDS(check, nr_findings, depth)),
	CALL(PX_IOC_OP, op, name, px_objects_op, .by_uring = true,
	     .flags = PX_OP_PROCESS_OWNED, .out = FIELDS(op, value, value)),
	CALL(PX_IOC_LAB, lab_run, events, px_lab_run,
	     .zero = { FIELDS(lab_run, error, error) }, .out = FIELDS(lab_run, error, nr_events)),
	CALL(PX_IOC_INPUT, input, reserved, px_workload_input_query,
	     .zero = { FIELDS(input, reserved, reserved) }, .out = FIELDS(input, bytes, reason)),
	CALL(PX_IOC_ATTACH, attach, reserved, px_kernel_run_attach,
	     .zero = { FIELDS(attach, reserved, reserved) }),
	CALL(PX_IOC_DELAY, set_delay, think_ns, px_kernel_run_set_delay,
	     .zero = { FIELDS(set_delay, reserved, think_ns) },
	     .out = FIELDS(set_delay, hold_ns, think_ns)),
	CALL(PX_IOC_DETACH, detach, ops, px_kernel_run_detach,
	     .zero = { FIELDS(detach, reserved, ops) }, .out = FIELDS(detach, ops, ops)),
	CALL(PX_IOC_LATENCY, latency, clock_ns, px_kernel_run_latency,
	     .zero = { FIELDS(latency, reserved, reserved), FIELDS(latency, max_ns, clock_ns) },
	     .out = FIELDS(latency, nr_buckets, clock_ns)),
	CALL(PX_IOC_POLL_ON, poll_on, name, px_objects_poll_on),
};

/* The size in cmd is that of the caller's structure, which says its size itself. */
static const struct call *find_call(unsigned int cmd)
{
	unsigned int nr = _IOC_NR(cmd);

	return nr < ARRAY_SIZE(calls) && !((calls[nr].cmd ^ cmd) & ~IOCSIZE_MASK) ? &calls[nr]
										  : NULL;
}

static int check_argument(const struct call *call, const union argument *a)
{
	const struct bytes *r;

	if (a->flags & ~call->flags)
		return -EINVAL;
	for (r = call->zero; r < call->zero + ARRAY_SIZE(call->zero); r++)
		if (memchr_inv((const char *)a + r->from, 0, r->to - r->from))
			return -EINVAL;
	return 0;
}

/* The output fields that the caller's structure has. Operations return a value, or nothing. */
static struct bytes output_of(const struct call *call, const union argument *a)
{
	struct bytes out = call->out;

	if (call->cmd == PX_IOC_OP && !px_op_returns_value(&a->op))
		return (struct bytes) { };
	out.to = min_t(u32, out.to, a->size);
	return out;
}

/* Before the call has an effect: copies the unchanged output to see that it can be written. */
static int try_output(void __user *user, const union argument *a, struct bytes out)
{
	if (out.from >= out.to)
		return 0;
	return copy_to_user(user + out.from, (const char *)a + out.from, out.to - out.from) ?
	       -EFAULT : 0;
}

/*
 * After the call. It can fail only if the caller has unmapped its structure meanwhile;
 * fault injection does not reach it.
 */
static int write_output(char __user *user, const union argument *a, struct bytes out)
{
	size_t size = out.to - out.from;

	if (out.from >= out.to)
		return 0;
	user += out.from;
	if (!user_write_access_begin(user, size))
		return -EFAULT;
	unsafe_copy_to_user(user, (const char *)a + out.from, size, fault);
	user_write_access_end();
	return 0;
fault:
	user_write_access_end();
	return -EFAULT;
}

static int handle(struct file *file, const struct call *call, void __user *user,
		  enum px_wait_mode wait_mode, bool in_submission)
{
	struct px_instance *inst = file->private_data;
	struct px_call_ctx ctx = {
		.file = file,
		.instance = inst->number,
		.wait_mode = wait_mode,
		.in_submission = in_submission,
		.run = &inst->run,
		.lab = &inst->lab,
		.objects = &inst->objects,
		.account = inst->account,
	};
	union argument a;
	struct bytes out;
	u32 size;
	int err;

	if (get_user(size, (u32 __user *)user))
		return -EFAULT;
	if (size < call->min_size)
		return -EINVAL;
	if (size > PAGE_SIZE)
		return -E2BIG;
	err = copy_struct_from_user(&a, call->size, user, size);
	if (err)
		return err;
	a.size = size;
	err = check_argument(call, &a);
	if (err)
		return err;
	out = output_of(call, &a);
	err = try_output(user, &a, out);
	if (err)
		return err;
	err = call->handler(&ctx, &a);
	if (err && err != -ENOSPC)	/* -ENOSPC: the argument says how much room is needed */
		return err;
	return write_output(user, &a, out) ?: err;
}

int px_call(struct file *file, unsigned int cmd, void __user *user,
	    enum px_wait_mode wait_mode)
{
	const struct call *call = find_call(cmd);

	return call ? handle(file, call, user, wait_mode, false) : -ENOTTY;
}

int px_call_by_uring(struct file *file, unsigned int cmd, void __user *user,
		     enum px_wait_mode wait_mode, bool in_submission)
{
	const struct call *call = find_call(cmd);

	return call && call->by_uring ? handle(file, call, user, wait_mode, in_submission)
				      : -EOPNOTSUPP;
}
