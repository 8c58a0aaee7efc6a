// SPDX-License-Identifier: GPL-2.0-only
/*
 * BROKEN ON PURPOSE: warns as it is loaded. scripts/check/suites/vm.sh checks that
 * scripts/check/check-dmesg finds the warning in the kernel log.
 */
#include <linux/bug.h>
#include <linux/module.h>

static int __init broken_warn_init(void)
{
	WARN_ON(1);	/* warn */
	return 0;
}
module_init(broken_warn_init);

static void __exit broken_warn_exit(void)
{
}
module_exit(broken_warn_exit);

MODULE_DESCRIPTION("Warns, broken on purpose");
MODULE_LICENSE("GPL");
