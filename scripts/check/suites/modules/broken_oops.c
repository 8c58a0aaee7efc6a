// SPDX-License-Identifier: GPL-2.0-only
/*
 * BROKEN ON PURPOSE: dereferences NULL, in its init function or, with the
 * parameter late=1, in a kernel thread after it was loaded. scripts/check/suites/vm.sh
 * checks that the crash is reported with this file and the marked lines.
 */
#include <linux/delay.h>
#include <linux/err.h>
#include <linux/kthread.h>
#include <linux/module.h>

static bool late;
module_param(late, bool, 0444);
MODULE_PARM_DESC(late, "crash in a kernel thread after loading");

static int *volatile nowhere;

static noinline int crash_late(void)
{
	return *nowhere;	/* crash: thread */
}

static int crash_thread(void *unused)
{
	msleep(300);
	return crash_late();
}

static int __init broken_oops_init(void)
{
	struct task_struct *task;

	if (!late)
		return *nowhere;	/* crash: init */

	task = kthread_run(crash_thread, NULL, "broken_oops");
	return PTR_ERR_OR_ZERO(task);
}
module_init(broken_oops_init);

MODULE_DESCRIPTION("Dereferences NULL, broken on purpose");
MODULE_LICENSE("GPL");
