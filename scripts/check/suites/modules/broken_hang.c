// SPDX-License-Identifier: GPL-2.0-only
/*
 * BROKEN ON PURPOSE: a kernel thread spins without end, or, with the parameter sleep=1,
 * sleeps without end. scripts/check/suites/hang.sh checks that the virtual machine reports
 * it with this file and the marked lines.
 */
#include <linux/completion.h>
#include <linux/err.h>
#include <linux/kthread.h>
#include <linux/module.h>
#include <linux/preempt.h>

static bool sleep;
module_param(sleep, bool, 0444);
MODULE_PARM_DESC(sleep, "sleep instead of spinning");

static int *volatile nobody_writes;
static int zero;

static noinline void spin(void)
{
	preempt_disable();
	while (!*nobody_writes)
		cpu_relax();	/* hang: spin */
	preempt_enable();
}

static noinline void wait(void)
{
	DECLARE_COMPLETION_ONSTACK(nobody_completes);

	wait_for_completion(&nobody_completes);	/* hang: sleep */
}

static int hang(void *unused)
{
	if (sleep)
		wait();
	else
		spin();
	return 0;
}

static int __init broken_hang_init(void)
{
	struct task_struct *task;

	nobody_writes = &zero;
	task = kthread_run(hang, NULL, "broken_hang");
	return PTR_ERR_OR_ZERO(task);
}
module_init(broken_hang_init);

MODULE_DESCRIPTION("Hangs, broken on purpose");
MODULE_LICENSE("GPL");
