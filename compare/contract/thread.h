/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * thread: a function with an argument that runs by itself and ends with a
 * 64-bit value.
 *
 * A thread runs as its spawner does: the same CPU mask, scheduling policy and
 * nice value. Every thread that was spawned is joined, once; its structure
 * stays where it is until then. May not be used where sleeping is forbidden.
 */
#ifndef PX_CONTRACT_THREAD_H
#define PX_CONTRACT_THREAD_H

#include "types.h"

typedef u64 (*px_thread_fn)(void *arg);

/*
 * Starts fn(arg) as a thread. 0; or -ENOMEM, -EAGAIN when the system has no
 * thread to give, -EINTR when the spawner is being killed, -EOPNOTSUPP when its
 * policy cannot be passed on: then there is nothing to join. Waits until the thread exists, not for it to run.
 */
static inline int px_thread_spawn(struct px_thread *t, px_thread_fn fn, void *arg);

/* Sleeps until the thread has ended and gives its value (value may be NULL). */
static inline void px_thread_join(struct px_thread *t, u64 *value);

/*
 * As join, but a signal may end the wait: 0, or -EINTR with the thread going
 * on, still to be joined. Where a signal cannot end a wait (user space), as join.
 */
static inline int px_thread_join_intr(struct px_thread *t, u64 *value);

/*
 * Joins threads[*joined] to threads[nr - 1] in turn and counts them in *joined.
 * 0 when all are joined; -EINTR as for join_intr, and a second call goes on
 * where the first was interrupted.
 */
static inline int px_thread_join_many(struct px_thread *threads, u32 nr, u32 *joined)
{
	int err = 0;

	while (!err && *joined < nr) {
		err = px_thread_join_intr(&threads[*joined], NULL);
		if (!err)
			++*joined;
	}
	return err;
}

#endif /* PX_CONTRACT_THREAD_H */
