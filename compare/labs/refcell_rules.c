// SPDX-License-Identifier: GPL-2.0-only
/*
 * refcell_rules: any number of shared borrows, or one exclusive borrow, checked
 * at run time. For comparison, a reader-writer lock is tried the same way. (C2)
 */
#include "harness/lab.h"
#include "refcell.h"
#include "rwlock.h"

static bool granted(int result, int *refusal)
{
	if (result)
		*refusal = result;
	return !result;
}

static void observe_refcell(struct px_lab_ctx *ctx)
{
	struct px_refcell cell;
	int refusal = 0;

	px_refcell_init(&cell);
	px_refcell_borrow(&cell);
	px_observe(ctx, "exclusive_with_shared", granted(px_refcell_borrow_mut(&cell), &refusal));
	px_observe(ctx, "shared_with_shared", granted(px_refcell_borrow(&cell), &refusal));
	px_refcell_return(&cell);
	px_refcell_return(&cell);
	px_refcell_borrow_mut(&cell);
	px_observe(ctx, "shared_with_exclusive", granted(px_refcell_borrow(&cell), &refusal));
	px_observe(ctx, "exclusive_with_exclusive",
		   granted(px_refcell_borrow_mut(&cell), &refusal));
	px_refcell_return_mut(&cell);
	px_observe(ctx, "exclusive_after_all", granted(px_refcell_borrow_mut(&cell), &refusal));
	px_observe(ctx, "refusal", refusal);
}

/* A lock that is granted, even wrongly, is released at once. */
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

static void observe_rwlock(struct px_lab_ctx *ctx)
{
	struct px_rwlock lock;
	int refusal = 0;

	px_rwlock_init(&lock);
	px_rwlock_read(&lock);
	px_observe(ctx, "lock_exclusive_with_shared", granted_write(&lock, &refusal));
	px_observe(ctx, "lock_shared_with_shared", granted_read(&lock, &refusal));
	px_rwlock_read_unlock(&lock);
	px_rwlock_write(&lock);
	px_observe(ctx, "lock_shared_with_exclusive", granted_read(&lock, &refusal));
	px_observe(ctx, "lock_exclusive_with_exclusive", granted_write(&lock, &refusal));
	px_rwlock_write_unlock(&lock);
	px_observe(ctx, "lock_refusal", refusal);
	px_rwlock_destroy(&lock);
}

static int refcell_rules(struct px_lab_ctx *ctx)
{
	observe_refcell(ctx);
	observe_rwlock(ctx);
	return 0;
}

PX_LAB(refcell_rules) = {
	.name = "refcell_rules",
	.run = refcell_rules,
};

#define PX_RULE(name, granted, text)						\
	{ .what = name, .rust = granted, .kernel = granted, .user = granted,	\
	  .subject = text, .values = "0:is refused|1:is granted", .brief = "0:refused|1:granted" }

PX_LAB_DOC(refcell_rules) = {
	.name = "refcell_rules",
	.claims = "C2",
	.question = "Which borrows may exist at the same time, if this is checked at run time?",
	.steps = "One thread asks for a second borrow while it has a first one. It does so with a "
		"refcell, and with the try functions of a reader-writer lock.",
	.expectations = {
		PX_RULE("exclusive_with_shared", 0, "an exclusive borrow next to a shared one"),
		PX_RULE("shared_with_shared", 1, "a shared borrow next to a shared one"),
		PX_RULE("shared_with_exclusive", 0, "a shared borrow next to an exclusive one"),
		PX_RULE("exclusive_with_exclusive", 0,
			"an exclusive borrow next to an exclusive one"),
		PX_RULE("exclusive_after_all", 1,
			"an exclusive borrow after all others were returned"),
		PX_RULE("lock_exclusive_with_shared", 0,
			"of the lock, a try_write next to a reader"),
		PX_RULE("lock_shared_with_shared", 1, "of the lock, a try_read next to a reader"),
		PX_RULE("lock_shared_with_exclusive", 0,
			"of the lock, a try_read next to a writer"),
		PX_RULE("lock_exclusive_with_exclusive", 0,
			"of the lock, a try_write next to a writer"),
		{ .what = "refusal", .rust = PX_NONE, .kernel = -EBUSY, .user = -EBUSY,
		  .subject = "where the refcell refuses, it",
		  .values = "0:returns 0|*:returns %e" },
		{ .what = "lock_refusal", .rust = PX_NONE, .kernel = -EBUSY, .user = -EBUSY,
		  .subject = "where the lock refuses, it", .values = "0:returns 0|*:returns %e" },
		{ .what = "breach_panics", .rust = 1, .kernel = PX_NONE, .user = PX_NONE,
		  .subject = "borrow_mut() next to another borrow",
		  .values = "0:does not panic|1:panics" },
	},
};
