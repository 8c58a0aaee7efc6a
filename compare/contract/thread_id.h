/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * thread_id: the identity of the calling thread. Rust's compiler checks which
 * thread uses a value; a C program can only check it at run time.
 */
#ifndef PX_CONTRACT_THREAD_ID_H
#define PX_CONTRACT_THREAD_ID_H

#include "base/types.h"

/**
 * px_thread_id() - The number of the calling thread.
 *
 * The number of a thread never changes, and no other living thread has it. The
 * numbers are assigned cyclically, so a number is not reused soon.
 *
 * Context: Any context.
 * Return: The number, never 0.
 */
static inline u64 px_thread_id(void);

#endif /* PX_CONTRACT_THREAD_ID_H */
