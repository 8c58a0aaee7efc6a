// SPDX-License-Identifier: GPL-2.0-only
/*
 * px_bugs.ko: runs one bug or all bugs in a kernel thread when the module is loaded.
 * The kernel log shows when a bug begins and ends; some never end. Load it in a virtual
 * machine only.
 */
#include <linux/init.h>
#include <linux/module.h>
#include "bugs/bug.h"

#define DECLARE(name)	extern const struct px_bug px_bug_##name;
#define ENTRY(name)	&px_bug_##name,

PX_BUGS(DECLARE)
static const struct px_bug *const bugs[] = { PX_BUGS(ENTRY) };

static char *name = "";
module_param(name, charp, 0444);
MODULE_PARM_DESC(name, "the bug to run; none: all bugs");

static struct px_thread runner;

static bool wanted(const struct px_bug *bug)
{
	return !*name || !strcmp(name, bug->name);
}

static u64 run(void *arg)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(bugs); i++) {
		if (!wanted(bugs[i]))
			continue;
		pr_info("px_bugs: %s begins\n", bugs[i]->name);
		bugs[i]->run();
		pr_info("px_bugs: %s ends\n", bugs[i]->name);
	}
	pr_info("px_bugs: done\n");
	return 0;
}

static int __init px_bugs_init(void)
{
	u32 i, nr = 0;

	for (i = 0; i < ARRAY_SIZE(bugs); i++)
		nr += wanted(bugs[i]);
	return nr ? px_thread_spawn(&runner, run, NULL) : -ENOENT;
}

static void __exit px_bugs_exit(void)
{
	px_thread_join(&runner, NULL);
}

module_init(px_bugs_init);
module_exit(px_bugs_exit);

MODULE_DESCRIPTION("parallax: programs that are BROKEN ON PURPOSE");
MODULE_LICENSE("GPL");
