/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * atomic: a 64-bit number that any thread may read and change at any time. No
 * change is lost, no access is torn, and no thread waits. It wraps.
 *
 * Functions are relaxed unless they say otherwise: they order no other access.
 */
#ifndef PX_CONTRACT_ATOMIC_H
#define PX_CONTRACT_ATOMIC_H

#include "base/types.h"

/**
 * px_atomic_load() - Read the number.
 * @a: The number.
 *
 * Context: Any context.
 * Return: The number.
 */
static inline u64 px_atomic_load(const struct px_atomic *a);

/**
 * px_atomic_store() - Set the number. Also initializes it.
 * @a: The number.
 * @value: The new value.
 *
 * Context: Any context.
 */
static inline void px_atomic_store(struct px_atomic *a, u64 value);

/**
 * px_atomic_load_acquire() - Read the number, with acquire order.
 * @a: The number.
 *
 * Pairs with px_atomic_store_release(): all accesses before the store are visible
 * after a load that reads its value.
 *
 * Context: Any context.
 * Return: The number.
 */
static inline u64 px_atomic_load_acquire(const struct px_atomic *a);

/**
 * px_atomic_store_release() - Set the number, with release order.
 * @a: The number.
 * @value: The new value.
 *
 * Pairs with px_atomic_load_acquire().
 *
 * Context: Any context.
 */
static inline void px_atomic_store_release(struct px_atomic *a, u64 value);

/**
 * px_atomic_add() - Add to the number.
 * @a: The number.
 * @more: The amount.
 *
 * Context: Any context.
 */
static inline void px_atomic_add(struct px_atomic *a, u64 more);

/**
 * px_atomic_fetch_add() - Add to the number and return the old value.
 * @a: The number.
 * @more: The amount.
 *
 * Context: Any context.
 * Return: The value before the addition.
 */
static inline u64 px_atomic_fetch_add(struct px_atomic *a, u64 more);

/**
 * px_atomic_compare_exchange() - Set the number if it has the expected value.
 * @a: The number.
 * @expected: The expected value. Receives the current value on failure.
 * @desired: The new value.
 *
 * On success it orders as acquire and release, or more strictly. It does not
 * fail spuriously.
 *
 * Context: Any context.
 * Return: true if it stored @desired.
 */
static inline bool px_atomic_compare_exchange(struct px_atomic *a, u64 *expected, u64 desired);

#endif /* PX_CONTRACT_ATOMIC_H */
