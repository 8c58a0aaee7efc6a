// SPDX-License-Identifier: GPL-2.0-only
/* get_on_dead: BROKEN ON PURPOSE. A weak reference is used as a strong one. */
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

static void read_content(struct box *b)
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
	read_content(b);
	px_weak_put(&b->refs, release);
}

PX_BUG(get_on_dead) = {
	.name = "get_on_dead",
	.run = get_on_dead,
};

PX_BUG_DOC(get_on_dead) = {
	.name = "get_on_dead",
	.wrong = "A reference is taken to an object whose last reference was put.",
	.effect = "The dead object has a reference again, but its content was freed.",
	.rust = "Weak::upgrade returns an Option. The caller must check it before it can "
		"use the reference.",
	.caught = "rustc refcount kasan asan tsan",
	.missed = "gcc",
};
