/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * self: who is calling. What Rust's compiler knows of threads, a program in C
 * can only ask at run time.
 */
#ifndef PX_CONTRACT_THREAD_ID_H
#define PX_CONTRACT_THREAD_ID_H

#include "base/types.h"

/*
 * The calling thread's number: never 0, the same for all its life, and no other
 * living thread's. A thread that has ended leaves its number to a later one,
 * but not soon: numbers are given out in turn. Never sleeps.
 */
static inline u64 px_thread_id(void);

#endif /* PX_CONTRACT_THREAD_ID_H */
