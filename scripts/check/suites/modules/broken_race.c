// SPDX-License-Identifier: GPL-2.0-only
/*
 * BROKEN ON PURPOSE: two threads increment one variable without a lock.
 * scripts/check/suites/race.sh checks that the race kernel reports the race, and that
 * scripts/check/check-dmesg finds the report.
 */
#include <linux/delay.h>
#include <linux/kthread.h>
#include <linux/module.h>

static struct task_struct *threads[2];
static unsigned long counter;

static int broken_race_count(void *unused)
{
	while (!kthread_should_stop()) {
		for (unsigned int i = 0; i < 100000; i++) {
			counter++;	/* race */
			barrier();
		}
		cond_resched();
	}
	return 0;
}

static void stop(void)
{
	for (unsigned int i = 0; i < ARRAY_SIZE(threads); i++)
		if (!IS_ERR_OR_NULL(threads[i]))
			kthread_stop(threads[i]);
}

static int __init broken_race_init(void)
{
	for (unsigned int i = 0; i < ARRAY_SIZE(threads); i++)
		threads[i] = kthread_run(broken_race_count, NULL, "broken_race/%u", i);
	if (IS_ERR(threads[0]) || IS_ERR(threads[1])) {
		stop();
		return -ENOMEM;
	}
	msleep(2000);
	return 0;
}
module_init(broken_race_init);

static void __exit broken_race_exit(void)
{
	stop();
}
module_exit(broken_race_exit);

MODULE_DESCRIPTION("Counts without a lock, broken on purpose");
MODULE_LICENSE("GPL");
