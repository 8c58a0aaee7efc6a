// SPDX-License-Identifier: GPL-2.0-only
/* chardev: the file operations of /dev/parallax. One open file is one instance. */
#include <linux/fs.h>
#include <linux/module.h>
#include "base/compat.h"
#include "run/user_step.h"
#include "calls.h"
#include "chardev.h"
#include "instance.h"

static enum px_wait_mode wait_mode_of(const struct file *file)
{
	return file->f_flags & O_NONBLOCK ? PX_NOWAIT : PX_INTERRUPTIBLE;
}

/*
 * PX_IOC_STEP is tested first, because its cost is measured. A call that was interrupted
 * has changed nothing, and its deadline is absolute. So the kernel restarts it, unless
 * a handler without SA_RESTART ran: then the caller gets -EINTR. It is restarted after
 * a stop and continue, a freeze, or the task work of an io_uring.
 */
static long px_ioctl(struct file *file, unsigned int cmd, unsigned long arg)
{
	struct px_instance *inst = file->private_data;
	int err;

	if (cmd == PX_IOC_STEP)
		return px_user_workers_step(&inst->run.user_workers, arg, wait_mode_of(file));
	err = px_call(file, cmd, (void __user *)arg, wait_mode_of(file));
	return err == -EINTR ? -ERESTARTSYS : err;
}

static long uring_call(struct file *file, unsigned int cmd, u64 arg, bool in_submission)
{
	struct px_instance *inst = file->private_data;
	enum px_wait_mode wait_mode = in_submission ? PX_NOWAIT : wait_mode_of(file);

	if (cmd == PX_IOC_STEP)
		return px_user_workers_step(&inst->run.user_workers, arg, wait_mode);
	return px_call_by_uring(file, cmd, u64_to_user_ptr(arg), wait_mode, in_submission);
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
	result = uring_call(cmd->file, cmd->cmd_op, payload.arg,
			    issue_flags & IO_URING_F_NONBLOCK);
	if (result == -ERESTARTSYS)
		result = -EINTR;	/* io_uring does not restart commands */
	return px_uring_result(cmd, result, issue_flags);
}

static __poll_t px_poll(struct file *file, poll_table *wait)
{
	struct px_instance *inst = file->private_data;

	return px_kernel_run_poll(&inst->run, file, wait) |
	       px_objects_poll(&inst->objects, file, wait);
}

static ssize_t px_write(struct file *file, const char __user *from, size_t size, loff_t *at)
{
	return px_instance_write(file->private_data, from, size, wait_mode_of(file));
}

static int px_open(struct inode *inode, struct file *file)
{
	file->private_data = px_instance_create();
	return file->private_data ? 0 : -ENOMEM;
}

/* Called at each close(). Other processes may keep the file. */
static int px_flush(struct file *file, fl_owner_t table)
{
	px_instance_flush(file->private_data);
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

const struct file_operations px_fops = {
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
