/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * cell: a number that only its owner thread uses, without a lock: Rust's
 * Cell<u64>. The thread that initializes it owns it.
 *
 * The plain functions do not check the caller and cost one load or store. Used by
 * several threads they lose updates, but no access is torn. The checked functions
 * return -EPERM to a thread that is not the owner, and change nothing. A cell can
 * be handed over to another thread, as a Cell can be moved, but not shared.
 */
#ifndef PX_CELL_H
#define PX_CELL_H

#include "owner.h"
#include "base/types.h"

struct px_cell {
	u64 value;
	struct px_owner owner;
};

static inline void px_cell_init(struct px_cell *c, u64 value)
{
	px_write_once(c->value, value);
	px_owner_init(&c->owner);
}

static px_inline u64 px_cell_get(const struct px_cell *c)
{
	return px_read_once(c->value);
}

static px_inline void px_cell_set(struct px_cell *c, u64 value)
{
	px_write_once(c->value, value);
}

/* Returns the old value. */
static px_inline u64 px_cell_replace(struct px_cell *c, u64 value)
{
	u64 old = px_cell_get(c);

	px_cell_set(c, value);
	return old;
}

static px_inline void px_cell_update(struct px_cell *c, u64 (*fn)(u64 value, void *arg), void *arg)
{
	px_cell_set(c, fn(px_cell_get(c), arg));
}

/* Returns -EPERM if the caller is not the owner. */
static inline int px_cell_check(const struct px_cell *c)
{
	return px_owner_check(&c->owner);
}

static inline int px_cell_get_checked(const struct px_cell *c, u64 *value)
{
	int err = px_cell_check(c);

	if (!err)
		*value = px_cell_get(c);
	return err;
}

static inline int px_cell_set_checked(struct px_cell *c, u64 value)
{
	int err = px_cell_check(c);

	if (!err)
		px_cell_set(c, value);
	return err;
}

static inline int px_cell_replace_checked(struct px_cell *c, u64 value, u64 *old)
{
	int err = px_cell_check(c);

	if (!err)
		*old = px_cell_replace(c, value);
	return err;
}

static inline int px_cell_update_checked(struct px_cell *c, u64 (*fn)(u64 value, void *arg),
					 void *arg)
{
	int err = px_cell_check(c);

	if (!err)
		px_cell_update(c, fn, arg);
	return err;
}

/* See owner.h: the owner hands over, another thread adopts. */
static inline int px_cell_hand_over(struct px_cell *c)
{
	return px_owner_hand_over(&c->owner);
}

static inline int px_cell_adopt(struct px_cell *c)
{
	return px_owner_adopt(&c->owner);
}

#endif /* PX_CELL_H */
