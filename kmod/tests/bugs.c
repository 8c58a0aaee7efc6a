// SPDX-License-Identifier: GPL-2.0-only
/*
 * px_bugs.ko: makes a mistake, or each in turn, in a thread of its own, when
 * the module is loaded. That says in the kernel log when it begins and when it has
 * ended, if ever. For a machine that nobody needs any more.
 */
#include <linux/init.h>
#include <linux/module.h>
#include "bugs/bug.h"

#define DECLARE(name)	extern const struct px_bug px_bug_##name;
#define ENTRY(name)	&px_bug_##name,

PX_BUGS(DECLARE)
static const struct px_bug *const mistakes[] = { PX_BUGS(ENTRY) };

static char *name = "";
module_param(name, charp, 0444);
MODULE_PARM_DESC(name, "the mistake to make; none: each in turn");

static struct px_thread maker;

static bool wanted(const struct px_bug *m)
{
	return !*name || !strcmp(name, m->name);
}

static u64 make(void *arg)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(mistakes); i++) {
		if (!wanted(mistakes[i]))
			continue;
		pr_info("px_bugs: %s begins\n", mistakes[i]->name);
		mistakes[i]->make();
		pr_info("px_bugs: %s ends\n", mistakes[i]->name);
	}
	pr_info("px_bugs: done\n");
	return 0;
}

static int __init px_bugs_init(void)
{
	u32 i, nr = 0;

	for (i = 0; i < ARRAY_SIZE(mistakes); i++)
		nr += wanted(mistakes[i]);
	return nr ? px_thread_spawn(&maker, make, NULL) : -ENOENT;
}

static void __exit px_bugs_exit(void)
{
	px_thread_join(&maker, NULL);
}

module_init(px_bugs_init);
module_exit(px_bugs_exit);

MODULE_DESCRIPTION("parallax: mistakes, made on purpose");
MODULE_LICENSE("GPL");
