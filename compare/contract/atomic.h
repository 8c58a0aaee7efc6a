/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * atomic: a 64-bit number that any thread may read and change at any time. No
 * change is lost or seen in half, and nobody waits. It wraps.
 *
 * Relaxed: the access orders nothing around it; whoever sees the number knows
 * the number, and nothing of what its writer did before. Nothing here sleeps.
 */
#ifndef PX_CONTRACT_ATOMIC_H
#define PX_CONTRACT_ATOMIC_H

#include "base/types.h"

/* Relaxed. */
static inline u64 px_atomic_load(const struct px_atomic *a);

/* Relaxed. Also its beginning, before others know of it. */
static inline void px_atomic_store(struct px_atomic *a, u64 value);

/*
 * What was done before store_release is visible after a load_acquire that
 * reads what it stored.
 */
static inline u64 px_atomic_load_acquire(const struct px_atomic *a);
static inline void px_atomic_store_release(struct px_atomic *a, u64 value);

/* Relaxed. */
static inline void px_atomic_add(struct px_atomic *a, u64 more);

/* Adds and gives the number before. Relaxed. */
static inline u64 px_atomic_fetch_add(struct px_atomic *a, u64 more);

/*
 * Makes it desired if it is *expected: true, at least an acquire and a release
 * in one. Otherwise false, relaxed, with the number that stood there in
 * *expected. Does not fail without a reason.
 */
static inline bool px_atomic_compare_exchange(struct px_atomic *a, u64 *expected, u64 desired);

#endif /* PX_CONTRACT_ATOMIC_H */
