// SPDX-License-Identifier: GPL-2.0-only
/*
 * get_on_dead: BROKEN ON PURPOSE. A weak reference is taken for a strong one.
 */
#include "bug.h"
#include "weak.h"

struct box {
	struct px_weak refs;
	u64 *content;
};

static void drop(struct px_weak *w)
{
	px_os_free(((struct box *)w)->content);
}

static void release(struct px_weak *w)
{
	px_os_free((struct box *)w);
}

static void look(struct box *b)
{
	if (PX_WRONG)
		px_weak_get_strong(&b->refs);
	else if (!px_weak_upgrade(&b->refs))
		return;
	px_use(b->content[0]);
}

static void get_on_dead(void)
{
	struct box *b = px_os_alloc(sizeof(*b));

	if (!b)
		return;
	px_weak_init(&b->refs);
	b->content = px_os_alloc(PX_CACHELINE);
	if (!b->content) {
		px_os_free(b);
		return;
	}
	px_weak_get(&b->refs);
	px_weak_put_strong(&b->refs, drop, release);
	look(b);
	px_weak_put(&b->refs, release);
}

PX_BUG(get_on_dead) = {
	.name = "get_on_dead",
	.make = get_on_dead,
};

PX_BUG_DOC(get_on_dead) = {
	.name = "get_on_dead",
	.wrong = "A reference is taken of an object whose last one has been put.",
	.ends = "The dead object has a reference again, and its content is gone.",
	.rust = "Weak::upgrade gives an Option, which is no reference before somebody has "
		"looked.",
	.caught = "rustc refcount kasan asan tsan",
	.missed = "gcc",
};
