// SPDX-License-Identifier: GPL-2.0-only
/*
 * refcell_rules: any number of shared borrows, or one exclusive one; looked at
 * when it runs. Beside it a rwlock, asked in the same way. (C2)
 */
#include "harness/lab.h"
#include "refcell.h"
#include "rwlock.h"

static bool granted(int code, int *refusal)
{
	if (code)
		*refusal = code;
	return !code;
}

static void see_refcell(struct px_lab_ctx *s)
{
	struct px_refcell cell;
	int refusal = 0;

	px_refcell_init(&cell);
	px_refcell_borrow(&cell);
	px_observe(s, "exclusive_with_shared", granted(px_refcell_borrow_mut(&cell), &refusal));
	px_observe(s, "shared_with_shared", granted(px_refcell_borrow(&cell), &refusal));
	px_refcell_return(&cell);
	px_refcell_return(&cell);
	px_refcell_borrow_mut(&cell);
	px_observe(s, "shared_with_exclusive", granted(px_refcell_borrow(&cell), &refusal));
	px_observe(s, "exclusive_with_exclusive", granted(px_refcell_borrow_mut(&cell), &refusal));
	px_refcell_return_mut(&cell);
	px_observe(s, "exclusive_after_all", granted(px_refcell_borrow_mut(&cell), &refusal));
	px_observe(s, "refusal", refusal);
}

/* What is granted by mistake stays taken no longer than until the next question. */
static bool granted_read(struct px_rwlock *l, int *refusal)
{
	bool yes = granted(px_rwlock_read_try(l), refusal);

	if (yes)
		px_rwlock_read_unlock(l);
	return yes;
}

static bool granted_write(struct px_rwlock *l, int *refusal)
{
	bool yes = granted(px_rwlock_write_try(l), refusal);

	if (yes)
		px_rwlock_write_unlock(l);
	return yes;
}

static void see_rwlock(struct px_lab_ctx *s)
{
	struct px_rwlock lock;
	int refusal = 0;

	px_rwlock_init(&lock);
	px_rwlock_read(&lock);
	px_observe(s, "lock_exclusive_with_shared", granted_write(&lock, &refusal));
	px_observe(s, "lock_shared_with_shared", granted_read(&lock, &refusal));
	px_rwlock_read_unlock(&lock);
	px_rwlock_write(&lock);
	px_observe(s, "lock_shared_with_exclusive", granted_read(&lock, &refusal));
	px_observe(s, "lock_exclusive_with_exclusive", granted_write(&lock, &refusal));
	px_rwlock_write_unlock(&lock);
	px_observe(s, "lock_refusal", refusal);
	px_rwlock_destroy(&lock);
}

static int refcell_rules(struct px_lab_ctx *s)
{
	see_refcell(s);
	see_rwlock(s);
	return 0;
}

PX_LAB(refcell_rules) = {
	.name = "refcell_rules",
	.run = refcell_rules,
};

#define PX_RULE(name, granted, subject)						\
	{ .what = name, .rust = granted, .kernel = granted, .user = granted,	\
	  .topic = subject, .says = "0:is refused|1:is granted", .brief = "0:refused|1:granted" }

PX_LAB_DOC(refcell_rules) = {
	.name = "refcell_rules",
	.claims = "C2",
	.question = "Which borrows may there be beside which, when it is checked at run time?",
	.done = "One thread asks for borrows beside borrows that it has: of a counted cell; and, "
		"by the try forms, of a readers-writer lock.",
	.expects = {
		PX_RULE("exclusive_with_shared", 0, "an exclusive borrow beside a shared one"),
		PX_RULE("shared_with_shared", 1, "a shared one beside a shared one"),
		PX_RULE("shared_with_exclusive", 0, "a shared one beside an exclusive one"),
		PX_RULE("exclusive_with_exclusive", 0, "an exclusive one beside an exclusive one"),
		PX_RULE("exclusive_after_all", 1, "an exclusive one, after all were given back,"),
		PX_RULE("lock_exclusive_with_shared", 0, "of the lock, a try to write beside a "
			 "reader"),
		PX_RULE("lock_shared_with_shared", 1, "of the lock, a try to read beside a reader"),
		PX_RULE("lock_shared_with_exclusive", 0, "of the lock, a try to read beside a "
			 "writer"),
		PX_RULE("lock_exclusive_with_exclusive", 0, "of the lock, a try to write beside a "
			 "writer"),
		{ .what = "refusal", .rust = PX_NONE, .kernel = -EBUSY, .user = -EBUSY,
		  .topic = "where the cell refuses, it", .says = "0:never does|*:says %e" },
		{ .what = "lock_refusal", .rust = PX_NONE, .kernel = -EBUSY, .user = -EBUSY,
		  .topic = "where the lock refuses, it", .says = "0:never does|*:says %e" },
		{ .what = "breach_panics", .rust = 1, .kernel = PX_NONE, .user = PX_NONE,
		  .topic = "borrow_mut(), which does not ask first,",
		  .says = "0:gets through a breach|1:panics in a breach" },
	},
};
