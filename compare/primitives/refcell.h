/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * refcell: the borrow rules, checked at run time: any number of shared borrows
 * or one exclusive one. Rust's RefCell, beside the data that it guards. For one
 * thread, its owner; whoever made it owns it. Nobody ever waits: who else could
 * end the borrow?
 *
 * A borrow that the rules forbid gets -EBUSY, Rust's BorrowError (shared) or
 * BorrowMutError (exclusive), and changes nothing. The same thread is refused
 * like any other: an exclusive borrow excludes its own holder.
 *
 * The plain forms do not look who is calling; the checked ones refuse the wrong
 * thread with -EPERM. The count is no lock: two threads that borrow at the same
 * time can both get in, which is why Rust does not let them (E0277).
 */
#ifndef PX_REFCELL_H
#define PX_REFCELL_H

#include "owner.h"
#include "base/types.h"

#define PX_REFCELL_EXCLUSIVE	(-1)

struct px_refcell {
	s64 borrows;		/* shared ones, or PX_REFCELL_EXCLUSIVE */
	struct px_owner owner;
};

/* Makes it the caller's, not borrowed. */
static inline void px_refcell_init(struct px_refcell *r)
{
	px_write_once(r->borrows, 0);
	px_owner_init(&r->owner);
}

/* Shared: 0, or -EBUSY while it is borrowed exclusively. */
static px_inline int px_refcell_borrow(struct px_refcell *r)
{
	s64 borrows = px_read_once(r->borrows);

	if (borrows < 0)
		return -EBUSY;
	px_write_once(r->borrows, borrows + 1);
	return 0;
}

/* Exclusive: 0, or -EBUSY while it is borrowed at all. */
static px_inline int px_refcell_borrow_mut(struct px_refcell *r)
{
	if (px_read_once(r->borrows))
		return -EBUSY;
	px_write_once(r->borrows, PX_REFCELL_EXCLUSIVE);
	return 0;
}

/* Ends one shared borrow. */
static px_inline void px_refcell_return(struct px_refcell *r)
{
	px_write_once(r->borrows, px_read_once(r->borrows) - 1);
}

/* Ends the exclusive borrow. */
static px_inline void px_refcell_return_mut(struct px_refcell *r)
{
	px_write_once(r->borrows, px_read_once(r->borrows) + 1);
}

/* How many shared borrows there are, or PX_REFCELL_EXCLUSIVE. */
static inline s64 px_refcell_borrows(const struct px_refcell *r)
{
	return px_read_once(r->borrows);
}

/* Is it the caller's? 0, or -EPERM. */
static inline int px_refcell_check(const struct px_refcell *r)
{
	return px_owner_check(&r->owner);
}

static inline int px_refcell_borrow_checked(struct px_refcell *r)
{
	int err = px_refcell_check(r);

	return err ? err : px_refcell_borrow(r);
}

static inline int px_refcell_borrow_mut_checked(struct px_refcell *r)
{
	int err = px_refcell_check(r);

	return err ? err : px_refcell_borrow_mut(r);
}

/*
 * Moves it, as owner.h says. -EBUSY while it is borrowed: Rust does not let go
 * what a reference still points at (E0505).
 */
static inline int px_refcell_hand_over(struct px_refcell *r)
{
	int err = px_refcell_check(r);

	if (!err && px_refcell_borrows(r))
		err = -EBUSY;
	return err ? err : px_owner_hand_over(&r->owner);
}

static inline int px_refcell_adopt(struct px_refcell *r)
{
	return px_owner_adopt(&r->owner);
}

/*
 * px_refcell_ref(ref, r) declares a shared borrow, px_refcell_ref_mut(ref, r)
 * an exclusive one, that ends with the enclosing block, however it is left:
 * Rust's Ref and RefMut. Look at ref.err first: where it is not 0, nothing was
 * borrowed.
 */
struct px_refcell_ref {
	struct px_refcell *cell;
	int err;
};

#define px_refcell_ref(ref, r)							\
	struct px_refcell_ref ref __attribute__((cleanup(px_refcell_ref_end))) =	\
		px_refcell_ref_begin(r)

#define px_refcell_ref_mut(ref, r)						\
	struct px_refcell_ref ref __attribute__((cleanup(px_refcell_ref_mut_end))) = \
		px_refcell_ref_mut_begin(r)

static px_inline struct px_refcell_ref px_refcell_ref_begin(struct px_refcell *r)
{
	return (struct px_refcell_ref) { r, px_refcell_borrow(r) };
}

static px_inline struct px_refcell_ref px_refcell_ref_mut_begin(struct px_refcell *r)
{
	return (struct px_refcell_ref) { r, px_refcell_borrow_mut(r) };
}

static px_inline void px_refcell_ref_end(struct px_refcell_ref *ref)
{
	if (!ref->err)
		px_refcell_return(ref->cell);
}

static px_inline void px_refcell_ref_mut_end(struct px_refcell_ref *ref)
{
	if (!ref->err)
		px_refcell_return_mut(ref->cell);
}

#endif /* PX_REFCELL_H */
