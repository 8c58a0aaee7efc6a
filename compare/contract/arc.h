/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arc: an atomic reference count. The object lives in the enclosing structure
 * and is released by whoever drops the last reference, exactly once.
 *
 * Counting up orders nothing, since the caller already has a reference. What
 * anyone did with the object before dropping a reference is visible to the
 * release function. The count shares the object; it does not guard it.
 */
#ifndef PX_CONTRACT_ARC_H
#define PX_CONTRACT_ARC_H

#include "base/types.h"

/* Called with the last reference gone: nobody else can reach the object. */
typedef void (*px_arc_release_fn)(struct px_arc *a);

/* Starts the count at one: the caller's reference. */
static inline void px_arc_init(struct px_arc *a);

/* Adds a reference. The caller has one, so the count is not zero. Never sleeps. */
static inline void px_arc_get(struct px_arc *a);

/*
 * Drops the caller's reference; the last one calls release. True if it did.
 * Sleeps only if release does.
 */
static inline bool px_arc_put(struct px_arc *a, px_arc_release_fn release);

/*
 * Adds a reference unless the count is zero already: true if it did. For a
 * caller who knows the memory, but owns no reference. Never sleeps.
 */
static inline bool px_arc_get_unless_zero(struct px_arc *a);

/* The count at some moment during the call: a hint where others count too. */
static inline u32 px_arc_count(struct px_arc *a);

/*
 * The greatest count that still counts right. What a get beyond it does is the
 * implementation's own affair, and differs: it saturates with a warning in the
 * log (the object is never released again), or wraps to zero in silence (it is
 * released under its holders' feet). Rust ends the program.
 */
static inline u32 px_arc_max(void);

/*
 * For tests and labs, which do not count to px_arc_max() by themselves: the
 * count is this from now on. Nobody else counts meanwhile.
 */
static inline void px_arc_set_for_test(struct px_arc *a, u32 count);

#endif /* PX_CONTRACT_ARC_H */
