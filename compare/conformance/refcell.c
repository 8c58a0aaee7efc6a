// SPDX-License-Identifier: GPL-2.0-only
#include "refcell.h"
#include "conform.h"

static void shared(struct px_refcell *r)
{
	px_conform_ok(!px_refcell_borrow(r) && !px_refcell_borrow(r), "shared borrows are granted together");
	px_conform_ok(px_refcell_borrows(r) == 2, "and counted");
	px_conform_ok(px_refcell_borrow_mut(r) == -EBUSY, "an exclusive one is refused meanwhile");
	px_conform_ok(px_refcell_borrows(r) == 2, "and leaves no trace");
	px_refcell_return(r);
	px_conform_ok(px_refcell_borrow_mut(r) == -EBUSY, "also while one of two is left");
	px_refcell_return(r);
	px_conform_ok(px_refcell_borrows(r) == 0, "all returned, it is free");
}

static void exclusive(struct px_refcell *r)
{
	px_conform_ok(!px_refcell_borrow_mut(r), "an exclusive borrow of a free one is granted");
	px_conform_ok(px_refcell_borrow_mut(r) == -EBUSY, "a second exclusive one is refused");
	px_conform_ok(px_refcell_borrow(r) == -EBUSY, "a shared one as well");
	px_conform_ok(px_refcell_borrows(r) == PX_REFCELL_EXCLUSIVE, "and neither leaves a trace");
	px_refcell_return_mut(r);
	px_conform_ok(!px_refcell_borrow(r), "returned, it can be borrowed again");
	px_refcell_return(r);
}

static int leave_by_return(struct px_refcell *r)
{
	px_refcell_ref_mut(outer, r);
	px_refcell_ref_mut(inner, r);
	px_refcell_ref(reader, r);

	return outer.err ? outer.err : inner.err == -EBUSY && reader.err == -EBUSY;
}

static void guards(struct px_refcell *r)
{
	px_conform_ok(leave_by_return(r) == 1, "an exclusive guard borrows; further guards say -EBUSY");
	px_conform_ok(px_refcell_borrows(r) == 0, "all have ended on return, the refused ones harmlessly");
	for (;;) {
		px_refcell_ref(reader, r);
		px_refcell_ref(another, r);

		px_conform_ok(!reader.err && !another.err && px_refcell_borrows(r) == 2,
			      "shared guards borrow together");
		break;
	}
	px_conform_ok(px_refcell_borrows(r) == 0, "and have ended on break");
}

static u64 misuse(void *arg)
{
	struct px_refcell *r = arg;

	return (px_refcell_check(r) == -EPERM) +
	       (px_refcell_borrow_checked(r) == -EPERM) +
	       (px_refcell_borrow_mut_checked(r) == -EPERM) +
	       (px_refcell_hand_over(r) == -EPERM) +
	       (px_refcell_adopt(r) == -EPERM);
}

static u64 work(void *arg)
{
	struct px_refcell *r = arg;

	if (px_refcell_adopt(r) || px_refcell_borrow_mut_checked(r))
		return 0;
	px_refcell_return_mut(r);
	return !px_refcell_hand_over(r);
}

static void one_thread(struct px_refcell *r)
{
	px_conform_ok(!px_refcell_check(r), "whoever makes it owns it");
	px_conform_ok(px_conform_in_thread(misuse, r) == 5, "another thread is refused with -EPERM");
	px_conform_ok(!px_refcell_borrow_checked(r) && px_refcell_borrow_mut_checked(r) == -EBUSY,
		      "the owner is held to the rules only");
	px_conform_ok(px_refcell_hand_over(r) == -EBUSY, "it cannot be handed over while it is borrowed");
	px_refcell_return(r);
	px_conform_ok(!px_refcell_hand_over(r) && px_refcell_borrow_checked(r) == -EPERM,
		      "handed over, it is its maker's no more");
	px_conform_ok(px_conform_in_thread(work, r) == 1, "the thread that adopts it may borrow it");
}

static void run(void)
{
	struct px_refcell r;

	px_refcell_init(&r);
	px_conform_ok(px_refcell_borrows(&r) == 0, "it begins free");
	shared(&r);
	exclusive(&r);
	guards(&r);
	one_thread(&r);
}

PX_CONFORM_TEST(refcell, run);
