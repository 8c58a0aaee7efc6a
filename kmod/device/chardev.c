// SPDX-License-Identifier: GPL-2.0-only
/* chardev: /dev/parallax, one instance per open file, and the table of its ioctls. */
#include <linux/fs.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include <linux/utsname.h>
#include "base/call_ctx.h"
#include "base/compat.h"
#include "base/limits.h"
#include "run/user_step.h"
#include "chardev.h"
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
};

/* A part of an argument, by offsets. */
struct bytes {
	u16 from, to;
};

/*
 * An ioctl, with the checks that need only its argument. min_size is where the
 * structure ended in the first version of the ioctl. The handler finds a checked
 * copy of the argument, which is copied back if it returns 0 or -ENOSPC.
 */
struct call {
	unsigned int cmd;
	u32 min_size;
	u32 size;
	u32 flags;		/* the valid flags */
	struct bytes zero[2];	/* reserved and output fields: must be 0 */
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

#define ZERO(name, first, last)							\
	{ offsetof(struct px_##name, first), offsetofend(struct px_##name, last) }

static const struct call calls[] = {
	CALL(PX_IOC_INFO, info, compiler, info),
	CALL(PX_IOC_SETUP, setup, spec.timed, px_kernel_run_setup),
	CALL(PX_IOC_START, start, flags, px_kernel_run_start, .flags = PX_START_USER_WORKERS),
	CALL(PX_IOC_WAIT, wait, workers, px_kernel_run_wait, .by_uring = true,
	     .zero = { ZERO(wait, error, error) }),
	CALL(PX_IOC_CHECK, check, findings, px_kernel_run_check,
	     .zero = { ZERO(check, nr_findings, reserved), ZERO(check, depth, depth) }),
	CALL(PX_IOC_OP, op, name, px_objects_op, .by_uring = true,
	     .flags = PX_OP_PROCESS_OWNED),
	CALL(PX_IOC_LAB, lab_run, events, px_lab_run, .zero = { ZERO(lab_run, error, error) }),
	CALL(PX_IOC_INPUT, input, reserved, px_workload_input_query,
	     .zero = { ZERO(input, reserved, reserved) }),
	CALL(PX_IOC_ATTACH, attach, reserved, px_kernel_run_attach,
	     .zero = { ZERO(attach, reserved, reserved) }),
	CALL(PX_IOC_DELAY, set_delay, think_ns, px_kernel_run_set_delay,
	     .zero = { ZERO(set_delay, reserved, think_ns) }),
	CALL(PX_IOC_DETACH, detach, ops, px_kernel_run_detach,
	     .zero = { ZERO(detach, reserved, ops) }),
	CALL(PX_IOC_LATENCY, latency, clock_ns, px_kernel_run_latency,
	     .zero = { ZERO(latency, reserved, reserved), ZERO(latency, max_ns, clock_ns) }),
};

static const struct call *find_call(unsigned int cmd)
{
	unsigned int nr = _IOC_NR(cmd);

	return nr < ARRAY_SIZE(calls) && calls[nr].cmd == cmd ? &calls[nr] : NULL;
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

static int handle(struct px_instance *inst, const struct call *call, void __user *user,
		  enum px_wait_mode wait_mode)
{
	struct px_call_ctx ctx = {
		.instance = inst->number,
		.wait_mode = wait_mode,
		.run = &inst->run,
		.lab = &inst->lab,
		.objects = &inst->objects,
	};
	union argument a;
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
	err = call->handler(&ctx, &a);
	if (err && err != -ENOSPC)	/* -ENOSPC: the argument says how much room is needed */
		return err;
	return copy_to_user(user, &a, min(size, call->size)) ? -EFAULT : err;
}

/* PX_IOC_STEP is tested first, because its cost is measured. */
static long px_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct px_instance *inst = file->private_data;
	const struct call *call;

	if (cmd == PX_IOC_STEP)
		return px_user_workers_step(&inst->run.user_workers, arg, PX_INTERRUPTIBLE);
	call = find_call(cmd);
	if (!call)
		return -ENOTTY;
	return handle(inst, call, (void __user *)arg, PX_INTERRUPTIBLE);
}

static long uring_call(struct px_instance *inst, unsigned int cmd, u64 arg,
		       enum px_wait_mode wait_mode)
{
	const struct call *call;

	if (cmd == PX_IOC_STEP)
		return px_user_workers_step(&inst->run.user_workers, arg, wait_mode);
	call = find_call(cmd);
	if (!call || !call->by_uring)
		return -EOPNOTSUPP;
	return handle(inst, call, u64_to_user_ptr(arg), wait_mode);
}

/*
 * During submission a command must not sleep. If it returns -EAGAIN, io_uring
 * calls again from a worker thread, where the command may sleep.
 */
static int px_uring_cmd(struct io_uring_cmd *cmd, unsigned int issue_flags)
{
	struct px_uring_command payload = px_uring_payload(cmd);
	long result;

	if (payload.reserved)
		return -EINVAL;
	result = uring_call(cmd->file->private_data, cmd->cmd_op, payload.arg,
			    issue_flags & IO_URING_F_NONBLOCK ? PX_NOWAIT : PX_INTERRUPTIBLE);
	if (result == -ERESTARTSYS)
		result = -EINTR;	/* io_uring does not restart commands */
	return px_uring_result(cmd, result, issue_flags);
}

static __poll_t px_poll(struct file *file, poll_table *wait)
{
	struct px_instance *inst = file->private_data;

	return px_kernel_run_poll(&inst->run, file, wait);
}

static ssize_t px_write(struct file *file, const char __user *from, size_t size, loff_t *at)
{
	return px_instance_write(file->private_data, from, size);
}

static int px_open(struct inode *inode, struct file *file)
{
	file->private_data = px_instance_create();
	return file->private_data ? 0 : -ENOMEM;
}

/* Called at each close(). Other processes may keep the file. */
static int px_flush(struct file *file, fl_owner_t process)
{
	px_instance_flush(file->private_data, process);
	return 0;
}

static int px_release(struct inode *inode, struct file *file)
{
	px_instance_destroy(file->private_data);
	return 0;
}

static void px_show_fdinfo(struct seq_file *m, struct file *file)
{
	px_instance_show(file->private_data, m);
}

static const struct file_operations px_fops = {
	.owner = THIS_MODULE,
	.open = px_open,
	.flush = px_flush,
	.release = px_release,
	.write = px_write,
	.unlocked_ioctl = px_ioctl,
	.compat_ioctl = compat_ptr_ioctl,
	.uring_cmd = px_uring_cmd,
	.poll = px_poll,
	.show_fdinfo = px_show_fdinfo,
	.llseek = noop_llseek,
};

static struct miscdevice px_device = {
	.minor = MISC_DYNAMIC_MINOR,
	.name = "parallax",
	.fops = &px_fops,
	.mode = 0600,
};

int px_device_register(void)
{
	return misc_register(&px_device);
}

void px_device_unregister(void)
{
	misc_deregister(&px_device);
}
