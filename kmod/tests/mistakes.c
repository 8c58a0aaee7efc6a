// SPDX-License-Identifier: GPL-2.0-only
/*
 * px_mistakes.ko: makes a mistake, or each in turn, in a thread of its own, when
 * the module is loaded. That says in the kernel log when it begins and when it has
 * ended, if ever. For a machine that nobody needs any more.
 */
#include <linux/init.h>
#include <linux/module.h>
#include "mistake.h"

#define DECLARE(name)	extern const struct px_mistake px_mistake_##name;
#define ENTRY(name)	&px_mistake_##name,

PX_MISTAKES(DECLARE)
static const struct px_mistake *const mistakes[] = { PX_MISTAKES(ENTRY) };

static char *name = "";
module_param(name, charp, 0444);
MODULE_PARM_DESC(name, "the mistake to make; none: each in turn");

static struct px_thread maker;

static bool wanted(const struct px_mistake *m)
{
	return !*name || !strcmp(name, m->name);
}

static u64 make(void *arg)
{
	u32 i;

	for (i = 0; i < ARRAY_SIZE(mistakes); i++) {
		if (!wanted(mistakes[i]))
			continue;
		pr_info("px_mistakes: %s begins\n", mistakes[i]->name);
		mistakes[i]->make();
		pr_info("px_mistakes: %s ends\n", mistakes[i]->name);
	}
	pr_info("px_mistakes: done\n");
	return 0;
}

static int __init px_mistakes_init(void)
{
	u32 i, nr = 0;

	for (i = 0; i < ARRAY_SIZE(mistakes); i++)
		nr += wanted(mistakes[i]);
	return nr ? px_thread_spawn(&maker, make, NULL) : -ENOENT;
}

static void __exit px_mistakes_exit(void)
{
	px_thread_join(&maker, NULL);
}

module_init(px_mistakes_init);
module_exit(px_mistakes_exit);

MODULE_DESCRIPTION("parallax: mistakes, made on purpose");
MODULE_LICENSE("GPL");
