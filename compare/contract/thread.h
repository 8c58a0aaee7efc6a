/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * thread: a function with an argument that runs as a thread and ends with a
 * 64-bit value. A thread either returns or panics.
 *
 * A thread inherits its spawner's CPU mask, scheduling policy and nice value.
 * Every spawned thread must be joined once; its structure must stay in place
 * until then. Only a detached thread has no structure and is not joined.
 */
#ifndef PX_CONTRACT_THREAD_H
#define PX_CONTRACT_THREAD_H

#include "panic.h"
#include "base/types.h"

typedef u64 (*px_thread_fn)(void *arg);

/**
 * px_thread_spawn() - Start a thread.
 * @t: The thread.
 * @fn: The function that it runs.
 * @arg: Its argument.
 *
 * Context: Process context. Sleeps until the thread exists, not until it runs.
 * Return: 0. On error there is nothing to join: -ENOMEM; -EAGAIN if the system
 * has no more threads; -EINTR if the caller is being killed; -EOPNOTSUPP if the
 * caller's scheduling policy cannot be inherited.
 */
static inline int px_thread_spawn(struct px_thread *t, px_thread_fn fn, void *arg);

/**
 * px_thread_join() - Wait until a thread has ended.
 * @t: The thread.
 * @value: Receives the thread's value or its panic code. May be NULL.
 *
 * Context: Process context. Sleeps.
 * Return: 0, or -EOWNERDEAD if the thread panicked.
 */
static inline int px_thread_join(struct px_thread *t, u64 *value);

/**
 * px_thread_join_intr() - As px_thread_join(); a signal ends the wait.
 * @t: The thread.
 * @value: As for px_thread_join().
 *
 * In user space a signal does not end the wait.
 *
 * Context: Process context. Sleeps.
 * Return: As px_thread_join(); -EINTR if a signal came, and then the thread must
 * still be joined.
 */
static inline int px_thread_join_intr(struct px_thread *t, u64 *value);

/**
 * px_thread_ended() - Has a thread ended?
 * @t: The thread. It was not joined yet.
 *
 * Context: Process context.
 * Return: true if a join does not have to wait.
 */
static inline bool px_thread_ended(struct px_thread *t);

/**
 * px_thread_asleep() - Does a thread sleep at this moment?
 * @t: The thread. It was not joined yet.
 *
 * The sleep may be short. harness/wait_check.h observes for longer.
 *
 * Context: Process context.
 * Return: true if it gave up its CPU and waits.
 */
static inline bool px_thread_asleep(struct px_thread *t);

/**
 * px_thread_self() - The calling thread.
 *
 * Context: Process context.
 * Return: The thread; NULL if it was not started by px_thread_spawn(), as the main
 * thread of a program.
 */
static inline struct px_thread *px_thread_self(void);

/**
 * px_thread_panic() - End the calling thread at once.
 * @code: The code that px_thread_join() stores.
 *
 * Runs the functions on the thread's cleanup list, the newest first. If one of
 * them panics, the next one runs; Rust aborts the program there. Nothing else is
 * undone, because neither C nor the kernel unwinds a stack: guards of callers do
 * not run, and a lock without poison.h stays locked. An oops or a SIGSEGV is not
 * a panic.
 *
 * Context: Process context, in a thread that px_thread_spawn() started.
 */
static inline void px_thread_panic(u64 code) __attribute__((noreturn));

/* The panic state of a thread. For panic.h and poison.h. */
static inline struct px_panic *px_thread_panic_of(struct px_thread *t);

/**
 * px_thread_spawn_detached() - Start a thread that is not joined.
 * @fn: The function that it runs. Its value is lost. It must end soon by itself.
 * @arg: Its argument.
 *
 * The thread may outlive its spawner. Unloading the module waits for it; the end
 * of a program does not.
 *
 * Context: Process context. May sleep.
 * Return: As px_thread_spawn(); -EAGAIN also if there are too many.
 */
static inline int px_thread_spawn_detached(px_thread_fn fn, void *arg);

/**
 * px_thread_detached() - The number of detached threads that have not ended.
 *
 * Context: Process context. May sleep.
 * Return: The number.
 */
static inline u32 px_thread_detached(void);

/**
 * px_thread_await_detached() - Wait until no detached thread is left.
 *
 * Context: Process context. Sleeps. No other thread may start detached threads
 * without end.
 */
static inline void px_thread_await_detached(void);

/**
 * px_thread_stop_unstarted() - Create a thread and stop it before it runs.
 * @fn: The function that it would run.
 * @arg: Its argument.
 *
 * Context: Process context. Sleeps.
 * Return: The result of kthread_stop(): -EINTR, and @fn is never called; an error
 * as from px_thread_spawn(); -EOPNOTSUPP in user space, where a thread cannot be
 * created without running.
 */
static inline int px_thread_stop_unstarted(px_thread_fn fn, void *arg);

/**
 * px_thread_panicking() - Does the calling thread panic?
 *
 * Context: Process context.
 * Return: true in a cleanup function that a panic called.
 */
static inline bool px_thread_panicking(void)
{
	struct px_thread *self = px_thread_self();

	return self && px_thread_panic_of(self)->panicking;
}

/**
 * px_cleanup_add() - Call a function if the calling thread panics.
 * @c: The entry of the cleanup list. It must stay in place until it is removed.
 * @fn: The function.
 *
 * Has no effect in a thread that px_thread_spawn() did not start.
 *
 * Context: Process context.
 */
static inline void px_cleanup_add(struct px_cleanup *c, void (*fn)(struct px_cleanup *c))
{
	struct px_thread *self = px_thread_self();

	c->fn = fn;
	c->of = NULL;
	if (self)
		px_panic_add(px_thread_panic_of(self), c);
}

/**
 * px_cleanup_remove() - Undo px_cleanup_add(), in any order.
 * @c: The entry.
 *
 * Context: The thread that added it.
 */
static inline void px_cleanup_remove(struct px_cleanup *c)
{
	px_panic_remove(c);
}

/**
 * px_thread_join_many() - Join threads.
 * @threads: The threads.
 * @nr: Their number.
 * @joined: How many are joined already. Updated; a second call after -EINTR
 *          continues there.
 *
 * Context: Process context. Sleeps.
 * Return: 0; -EOWNERDEAD if a thread that this call joined panicked; -EINTR as
 * px_thread_join_intr().
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
