// SPDX-License-Identifier: GPL-2.0-only
/* device: /dev/parallax, one instance per open file, and the table of its calls. */
#include <linux/fs.h>
#include <linux/miscdevice.h>
#include <linux/module.h>
#include <linux/uaccess.h>
#include <linux/utsname.h>
#include "base/compat.h"
#include "base/limits.h"
#include "instance.h"
#include "chardev.h"

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

static int info(struct px_instance *inst, struct px_info *arg)
{
	if (arg->flags)
		return -EINVAL;
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
		.compiler = PX_COMPILER,
	};
	strscpy(arg->release, init_utsname()->release, sizeof(arg->release));
	return 0;
}

/* An argument of any call, as it is known here. */
union argument {
	u32 size;
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

/*
 * least is where the structure ended in the first version of the call: what
 * every caller must provide. By io_uring those can come that take patience.
 */
struct call {
	unsigned int cmd;
	u32 least;
	u32 size;
	bool by_uring;
	int (*perform)(struct px_instance *inst, union argument *arg, enum px_wait_mode patience);
};

#define PERFORM(name, function)							\
static int perform_##name(struct px_instance *inst, union argument *arg,	\
			  enum px_wait_mode patience)				\
{										\
	return function(inst, &arg->name);					\
}

#define PERFORM_AS(name, function)						\
static int perform_##name(struct px_instance *inst, union argument *arg,	\
			  enum px_wait_mode patience)				\
{										\
	return function(inst, &arg->name, patience);				\
}

PERFORM(info, info)
PERFORM(setup, px_instance_setup)
PERFORM(start, px_instance_start)
PERFORM_AS(wait, px_instance_wait)
PERFORM(check, px_instance_check)
PERFORM_AS(op, px_instance_op)
PERFORM(lab_run, px_instance_perform)
PERFORM(input, px_instance_input)
PERFORM(attach, px_instance_attach)
PERFORM(set_delay, px_instance_set_delay)
PERFORM(detach, px_instance_detach)
PERFORM(latency, px_instance_latency)

#define CALL(ioc, name, last, ...)						\
	[_IOC_NR(ioc)] = {							\
		.cmd = ioc,							\
		.least = offsetofend(struct px_##name, last),			\
		.size = sizeof(struct px_##name),				\
		.perform = perform_##name,					\
		__VA_ARGS__							\
	}

static const struct call calls[] = {
	CALL(PX_IOC_INFO, info, compiler),
	CALL(PX_IOC_SETUP, setup, spec.timed),
	CALL(PX_IOC_START, start, flags),
	CALL(PX_IOC_WAIT, wait, workers, .by_uring = true),
	CALL(PX_IOC_CHECK, check, findings),
	CALL(PX_IOC_OP, op, name, .by_uring = true),
	CALL(PX_IOC_LAB, lab_run, events),
	CALL(PX_IOC_INPUT, input, reserved),
	CALL(PX_IOC_ATTACH, attach, reserved),
	CALL(PX_IOC_DELAY, set_delay, think_ns),
	CALL(PX_IOC_DETACH, detach, ops),
	CALL(PX_IOC_LATENCY, latency, clock_ns),
};

static const struct call *find_call(unsigned int cmd)
{
	unsigned int nr = _IOC_NR(cmd);

	return nr < ARRAY_SIZE(calls) && calls[nr].cmd == cmd ? &calls[nr] : NULL;
}

static int perform(struct px_instance *inst, const struct call *call, void __user *user,
		   enum px_wait_mode patience)
{
	union argument a;
	u32 size;
	int err;

	if (get_user(size, (u32 __user *)user))
		return -EFAULT;
	if (size < call->least)
		return -EINVAL;
	if (size > PAGE_SIZE)
		return -E2BIG;
	err = copy_struct_from_user(&a, call->size, user, size);
	if (err)
		return err;
	a.size = size;
	err = call->perform(inst, &a, patience);
	if (err && err != -ENOSPC)	/* which tells how much room there should be */
		return err;
	return copy_to_user(user, &a, min(size, call->size)) ? -EFAULT : err;
}

static long px_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	const struct call *call;

	if (cmd == PX_IOC_STEP)
		return px_instance_step(file->private_data, arg, PX_INTERRUPTIBLE);
	call = find_call(cmd);
	if (!call)
		return -ENOTTY;
	return perform(file->private_data, call, (void __user *)arg, PX_INTERRUPTIBLE);
}

static long command(struct px_instance *inst, unsigned int cmd, u64 arg,
		    enum px_wait_mode patience)
{
	const struct call *call;

	if (cmd == PX_IOC_STEP)
		return px_instance_step(inst, arg, patience);
	call = find_call(cmd);
	if (!call || !call->by_uring)
		return -EOPNOTSUPP;
	return perform(inst, call, u64_to_user_ptr(arg), patience);
}

/*
 * While it is submitted a command must not sleep: -EAGAIN has it come again, on
 * a thread of io_uring's, where it may.
 */
static int px_uring_cmd(struct io_uring_cmd *cmd, unsigned int issue_flags)
{
	struct px_uring_command payload = px_uring_payload(cmd);
	long result;

	if (payload.reserved)
		return -EINVAL;
	result = command(cmd->file->private_data, cmd->cmd_op, payload.arg,
			 issue_flags & IO_URING_F_NONBLOCK ? PX_NOWAIT : PX_INTERRUPTIBLE);
	if (result == -ERESTARTSYS)
		result = -EINTR;	/* nobody restarts it */
	return px_uring_result(cmd, result, issue_flags);
}

static __poll_t px_poll(struct file *file, poll_table *wait)
{
	return px_instance_poll(file->private_data, file, wait);
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

/* At every close, while other processes may keep the file. */
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
