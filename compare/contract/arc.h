/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * arc: an atomic reference count, embedded in the object that it counts. The
 * put of the last reference releases the object, exactly once.
 *
 * get orders nothing, because the caller already has a reference. All accesses
 * to the object before a put are visible to the release function. The count
 * keeps the object alive; it does not protect the object's data.
 */
#ifndef PX_CONTRACT_ARC_H
#define PX_CONTRACT_ARC_H

#include "base/types.h"

/* Called after the last reference was dropped. No other thread can reach the object. */
typedef void (*px_arc_release_fn)(struct px_arc *a);

/**
 * px_arc_init() - Start the count at one, the caller's reference.
 * @a: The count.
 *
 * Context: Any context.
 */
static inline void px_arc_init(struct px_arc *a);

/**
 * px_arc_get() - Add a reference.
 * @a: The count. The caller has a reference.
 *
 * Context: Any context.
 */
static inline void px_arc_get(struct px_arc *a);

/**
 * px_arc_put() - Drop the caller's reference; the last put calls @release.
 * @a: The count.
 * @release: Called if this was the last reference.
 *
 * Context: As @release; otherwise any context.
 * Return: true if it called @release.
 */
static inline bool px_arc_put(struct px_arc *a, px_arc_release_fn release);

/**
 * px_arc_get_unless_zero() - Add a reference if the count is not zero.
 * @a: The count. The caller has no reference, but the memory is valid.
 *
 * Context: Any context.
 * Return: true if it added a reference.
 */
static inline bool px_arc_get_unless_zero(struct px_arc *a);

/**
 * px_arc_count() - Read the count.
 * @a: The count.
 *
 * Context: Any context.
 * Return: The count at some moment during the call. Other threads may change it.
 */
static inline u32 px_arc_count(struct px_arc *a);

/**
 * px_arc_max() - The largest count that still counts correctly.
 *
 * A get beyond it differs. The kernel saturates the count and logs a warning; the
 * object is never released. In user space the count wraps to zero silently; the
 * object is released too early. Rust ends the program.
 *
 * Context: Any context.
 * Return: The largest correct count.
 */
static inline u32 px_arc_max(void);

/**
 * px_arc_set_for_test() - Set the count. For labs and tests only.
 * @a: The count. No other thread uses it meanwhile.
 * @count: The new count.
 *
 * Context: Any context.
 */
static inline void px_arc_set_for_test(struct px_arc *a, u32 count);

#endif /* PX_CONTRACT_ARC_H */
