// SPDX-License-Identifier: GPL-2.0-only
/*
 * two_borrows: BROKEN ON PURPOSE. A pointer to an element is kept while its list
 * grows.
 */
#include "bug.h"

struct list {
	u64 *items;
	u32 nr, capacity;
};

static bool push(struct list *l, u64 value)
{
	if (l->nr == l->capacity) {
		u64 *items = px_os_alloc((l->capacity + 8) * sizeof(*items));

		if (!items)
			return false;
		for (u32 i = 0; i < l->nr; i++)
			items[i] = l->items[i];
		px_os_free(l->items);
		l->items = items;
		l->capacity += 8;
	}
	l->items[l->nr++] = value;
	return true;
}

static void two_borrows(void)
{
	struct list l = { NULL };
	u64 *first;

	for (u64 i = 0; i < 8; i++)
		if (!push(&l, i))
			goto out;
	first = l.items;
	if (push(&l, 8)) {
		if (!PX_WRONG)
			first = l.items;
		px_write_once(*first, 7);
	}
out:
	px_os_free(l.items);
}

PX_BUG(two_borrows) = {
	.name = "two_borrows",
	.run = two_borrows,
};

PX_BUG_DOC(two_borrows) = {
	.name = "two_borrows",
	.wrong = "A pointer to an element is kept across a call that may move all "
		"elements.",
	.effect = "The write goes to freed memory, where the element was.",
	.rust = "The element is borrowed mutably, so the list cannot be changed at the "
		"same time.",
	.caught = "rustc kasan asan tsan",
	.missed = "gcc",
};
