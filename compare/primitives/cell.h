/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * cell: a number that its one owner reads and changes through a shared
 * reference, with no lock: Rust's Cell<u64>. Whoever made it owns it.
 *
 * The plain forms do not look who is calling, and cost a load or a store. Used
 * by the wrong thread they lose updates, though no access is torn. The checked
 * forms refuse the wrong thread with -EPERM, having touched nothing. A cell
 * may be handed over to another thread, as a Cell may be moved, but not shared.
 */
#ifndef PX_CELL_H
#define PX_CELL_H

#include "owner.h"
#include "base/types.h"

struct px_cell {
	u64 value;
	struct px_owner owner;
};

/* Makes it the caller's, with that value. */
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

/* Sets it, and gives what it was. */
static px_inline u64 px_cell_replace(struct px_cell *c, u64 value)
{
	u64 old = px_cell_get(c);

	px_cell_set(c, value);
	return old;
}

/* Sets it to what fn makes of it. */
static px_inline void px_cell_update(struct px_cell *c, u64 (*fn)(u64 value, void *arg), void *arg)
{
	px_cell_set(c, fn(px_cell_get(c), arg));
}

/* Is it the caller's? 0, or -EPERM. */
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

/* Moves it, as owner.h says: the owner hands over, another thread adopts. */
static inline int px_cell_hand_over(struct px_cell *c)
{
	return px_owner_hand_over(&c->owner);
}

static inline int px_cell_adopt(struct px_cell *c)
{
	return px_owner_adopt(&c->owner);
}

#endif /* PX_CELL_H */
