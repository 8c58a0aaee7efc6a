/* SPDX-License-Identifier: GPL-2.0-only */
/* calls: the table of the ioctls that take a structure: all but PX_IOC_STEP. */
#ifndef PX_KMOD_CALLS_H
#define PX_KMOD_CALLS_H

#include "base/wait_mode.h"

struct file;

/**
 * px_call() - an ioctl
 * @file: the device's file
 * @cmd: number of the ioctl
 * @user: its argument
 * @wait_mode: how it may wait
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno. A call that was interrupted has changed nothing.
 */
int px_call(struct file *file, unsigned int cmd, void __user *user,
	    enum px_wait_mode wait_mode);

/**
 * px_call_by_uring() - the same ioctl as a command of io_uring
 * @file: the device's file
 * @cmd: number of the ioctl
 * @user: its argument
 * @wait_mode: how it may wait
 * @in_submission: it must not sleep at all, and @wait_mode is PX_NOWAIT
 *
 * Context: process.
 * Return: as px_call(); -EOPNOTSUPP if the ioctl is no command.
 */
int px_call_by_uring(struct file *file, unsigned int cmd, void __user *user,
		     enum px_wait_mode wait_mode, bool in_submission);

#endif /* PX_KMOD_CALLS_H */
