// SPDX-License-Identifier: GPL-2.0-only
#include "refcell.h"
#include "conform.h"

static void shared(struct px_refcell *r)
{
	px_conform_ok(!px_refcell_borrow(r) && !px_refcell_borrow(r),
		      "two shared borrows are granted");
	px_conform_ok(px_refcell_borrows(r) == 2, "shared borrows are counted");
	px_conform_ok(px_refcell_borrow_mut(r) == -EBUSY,
		      "an exclusive borrow is refused during shared ones");
	px_conform_ok(px_refcell_borrows(r) == 2, "a refused borrow changes nothing");
	px_refcell_return(r);
	px_conform_ok(px_refcell_borrow_mut(r) == -EBUSY,
		      "an exclusive borrow is refused while one shared borrow is left");
	px_refcell_return(r);
	px_conform_ok(px_refcell_borrows(r) == 0, "after all returns the refcell is free");
}

static void exclusive(struct px_refcell *r)
{
	px_conform_ok(!px_refcell_borrow_mut(r),
		      "an exclusive borrow of a free refcell is granted");
	px_conform_ok(px_refcell_borrow_mut(r) == -EBUSY, "a second exclusive borrow is refused");
	px_conform_ok(px_refcell_borrow(r) == -EBUSY,
		      "a shared borrow is refused during an exclusive one");
	px_conform_ok(px_refcell_borrows(r) == PX_REFCELL_EXCLUSIVE,
		      "refused borrows change nothing");
	px_refcell_return_mut(r);
	px_conform_ok(!px_refcell_borrow(r), "after the return the refcell can be borrowed again");
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
	px_conform_ok(leave_by_return(r) == 1,
		      "during an exclusive guard further guards get -EBUSY");
	px_conform_ok(px_refcell_borrows(r) == 0,
		      "the guards end on return; the refused ones do nothing");
	for (;;) {
		px_refcell_ref(reader, r);
		px_refcell_ref(another, r);

		px_conform_ok(!reader.err && !another.err && px_refcell_borrows(r) == 2,
			      "two shared guards are granted");
		break;
	}
	px_conform_ok(px_refcell_borrows(r) == 0, "shared guards end on break");
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
	px_conform_ok(!px_refcell_check(r), "the thread that makes a refcell owns it");
	px_conform_ok(px_conform_in_thread(misuse, r) == 5, "another thread gets -EPERM");
	px_conform_ok(!px_refcell_borrow_checked(r) && px_refcell_borrow_mut_checked(r) == -EBUSY,
		      "the checked borrows of the owner follow the same rules");
	px_conform_ok(px_refcell_hand_over(r) == -EBUSY,
		      "a borrowed refcell cannot be handed over");
	px_refcell_return(r);
	px_conform_ok(!px_refcell_hand_over(r) && px_refcell_borrow_checked(r) == -EPERM,
		      "after handing over the thread does not own the refcell");
	px_conform_ok(px_conform_in_thread(work, r) == 1,
		      "the thread that adopts it can borrow it");
}

static void run(void)
{
	struct px_refcell r;

	px_refcell_init(&r);
	px_conform_ok(px_refcell_borrows(&r) == 0, "a new refcell is free");
	shared(&r);
	exclusive(&r);
	guards(&r);
	one_thread(&r);
}

PX_CONFORM_TEST(refcell, run);
