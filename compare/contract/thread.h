/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * thread: a function with an argument that runs by itself and ends with a
 * 64-bit value. It either returns, or panics.
 *
 * A thread runs as its spawner does: the same CPU mask, scheduling policy and
 * nice value. Every thread that was spawned is joined, once; its structure
 * stays where it is until then. Only a detached one has no structure and is
 * not joined. May not be used where sleeping is forbidden.
 */
#ifndef PX_CONTRACT_THREAD_H
#define PX_CONTRACT_THREAD_H

#include "panic.h"
#include "base/types.h"

typedef u64 (*px_thread_fn)(void *arg);

/*
 * Starts fn(arg) as a thread. 0; or -ENOMEM, -EAGAIN when the system has no
 * thread to give, -EINTR when the spawner is being killed, -EOPNOTSUPP when its
 * policy cannot be passed on: then there is nothing to join. Waits until the
 * thread exists, not for it to run.
 */
static inline int px_thread_spawn(struct px_thread *t, px_thread_fn fn, void *arg);

/*
 * Sleeps until the thread has ended: 0, or -EOWNERDEAD if it panicked. Its
 * value, or the code that it panicked with, is in *value (may be NULL).
 */
static inline int px_thread_join(struct px_thread *t, u64 *value);

/*
 * As join, but a signal may end the wait: -EINTR with the thread going on,
 * still to be joined. Where a signal cannot end a wait (user space), as join.
 */
static inline int px_thread_join_intr(struct px_thread *t, u64 *value);

/* Whether the thread, spawned and not yet joined, has ended: join will not wait. */
static inline bool px_thread_ended(struct px_thread *t);

/*
 * Whether the thread, spawned and not yet joined, sleeps at this moment: it has
 * given up its CPU and waits for something, be it for a microsecond.
 * asleep.h has a look that lasts longer.
 */
static inline bool px_thread_asleep(struct px_thread *t);

/* The calling thread; NULL if it is none that was spawned here, as the first of a program. */
static inline struct px_thread *px_thread_self(void);

/*
 * Ends the calling thread, which was spawned here, at once, from wherever it
 * is: what is on its cleanup list is done, and join reports the code. The only
 * early end of a thread. Guards of the functions that it leaves do not run, and
 * a bare lock that it holds stays locked: neither C nor the kernel unwinds a
 * stack. A panic of a cleanup function goes on with the next one (Rust aborts
 * the program there, which a kernel cannot). Not for a fault: what a kernel
 * oops or a SIGSEGV ends is not tidied up.
 */
static inline void px_thread_panic(u64 code) __attribute__((noreturn));

/* What a twin keeps of a thread's panic. */
static inline struct px_panic *px_thread_panic_of(struct px_thread *t);

/*
 * Starts fn(arg) as a thread that nobody joins and whose value is lost: 0, or
 * an error as for spawn; -EAGAIN also when there are too many. It must end by
 * itself, soon: it may outlive its spawner, but not the code that it runs, so
 * unloading the module waits for it. A program that ends does not.
 */
static inline int px_thread_spawn_detached(px_thread_fn fn, void *arg);

/* How many detached threads there are at the moment. */
static inline u32 px_thread_detached(void);

/* Sleeps until there is none: for one who knows that others will not go on making them. */
static inline void px_thread_await_detached(void);

/*
 * Creates a thread for fn(arg), has it stopped before it first runs, and gives
 * what the stopping says: in the kernel kthread_stop()'s -EINTR, and fn is
 * never called; or why there was no thread. -EOPNOTSUPP where a thread that is
 * created also runs (user space).
 */
static inline int px_thread_stop_unstarted(px_thread_fn fn, void *arg);

/* Whether the calling thread panics, and this is part of its cleanup. */
static inline bool px_thread_panicking(void)
{
	struct px_thread *self = px_thread_self();

	return self && px_thread_panic_of(self)->panicking;
}

/*
 * Has fn called if the calling thread panics before the cleanup is removed.
 * Of a caller that is no thread spawned here, nothing is kept.
 */
static inline void px_cleanup_add(struct px_cleanup *c, void (*fn)(struct px_cleanup *c))
{
	struct px_thread *self = px_thread_self();

	c->fn = fn;
	c->of = NULL;
	if (self)
		px_panic_add(px_thread_panic_of(self), c);
}

/* By the thread that added it, in any order. */
static inline void px_cleanup_remove(struct px_cleanup *c)
{
	px_panic_remove(c);
}

/*
 * Joins threads[*joined] to threads[nr - 1] in turn and counts them in *joined.
 * All are joined: 0, or -EOWNERDEAD if one of those that this call joined
 * panicked. -EINTR as for join_intr, and a second call goes on where the first
 * was interrupted.
 */
static inline int px_thread_join_many(struct px_thread *threads, u32 nr, u32 *joined)
{
	int worst = 0;

	while (*joined < nr) {
		int err = px_thread_join_intr(&threads[*joined], NULL);

		if (err == -EINTR)
			return err;
		if (err)
			worst = err;
		++*joined;
	}
	return worst;
}

#endif /* PX_CONTRACT_THREAD_H */
