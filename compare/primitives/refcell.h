/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * refcell: the borrow rules, checked at run time: any number of shared borrows or one
 * exclusive borrow. It is Rust's RefCell, next to the data that it protects, and for
 * one thread only. The thread that initializes it owns it. A borrow never waits:
 * only the caller itself could end the other borrow.
 *
 * A forbidden borrow returns -EBUSY and changes nothing (in Rust BorrowError or
 * BorrowMutError). The rules hold for one thread too: an exclusive borrow excludes
 * further borrows by the same thread.
 *
 * The plain functions do not check the caller; the checked ones return -EPERM to a
 * thread that is not the owner. The count is not a lock: two threads that borrow at
 * the same time can both succeed. Rust refuses that at compile time (E0277).
 */
#ifndef PX_REFCELL_H
#define PX_REFCELL_H

#include "owner.h"
#include "base/types.h"

#define PX_REFCELL_EXCLUSIVE	(-1)

struct px_refcell {
	s64 borrows;		/* number of shared ones, or PX_REFCELL_EXCLUSIVE */
	struct px_owner owner;
};

static inline void px_refcell_init(struct px_refcell *r)
{
	px_write_once(r->borrows, 0);
	px_owner_init(&r->owner);
}

/* A shared borrow. Returns -EBUSY during an exclusive one. */
static px_inline int px_refcell_borrow(struct px_refcell *r)
{
	s64 borrows = px_read_once(r->borrows);

	if (borrows < 0)
		return -EBUSY;
	px_write_once(r->borrows, borrows + 1);
	return 0;
}

/* An exclusive borrow. Returns -EBUSY during any borrow. */
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

/* The number of shared borrows, or PX_REFCELL_EXCLUSIVE. */
static inline s64 px_refcell_borrows(const struct px_refcell *r)
{
	return px_read_once(r->borrows);
}

/* Returns -EPERM if the caller is not the owner. */
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

/* See owner.h. Returns -EBUSY during a borrow (Rust: E0505, move out of a borrowed value). */
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
 * px_refcell_ref(ref, r) declares a shared borrow, px_refcell_ref_mut(ref, r) an
 * exclusive one: Rust's Ref and RefMut. The borrow ends with the enclosing block. The
 * caller must check ref.err first: if it is not 0, nothing was borrowed.
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
