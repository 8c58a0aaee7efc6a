/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * bug: a small program that is BROKEN ON PURPOSE, written once and compiled for both
 * sides, to test which compilers, checkers and run-time detectors report it. The same
 * bug in Rust is in the .rs file of the same name.
 *
 * It is compiled twice: as it is, and corrected, with PX_WRONG 0. A report on the
 * corrected version is a false positive.
 *
 * Bugs run in their own module and program (kmod/tests/bugs.c, user/tests/bugs.c), in
 * their own boot. parallax.ko does not contain them, and the program never runs them.
 */
#ifndef PX_BUG_H
#define PX_BUG_H

#include "base/types.h"
#include "os.h"
#include "bug_doc.h"
#include "thread.h"

#ifndef PX_WRONG
#define PX_WRONG	1
#endif

/* Uses a value, so that the compiler cannot drop its computation. */
#define px_use(value)		px_write_once((u64) { 0 }, value)

/* For clang's -Wthread-safety: the datum may be accessed only under the lock. */
#ifdef PX_ANNOTATED
#define px_guarded_by(lock)	__attribute__((guarded_by(lock)))
#else
#define px_guarded_by(lock)
#endif

#define PX_BUG_WAIT_NS		1000000000ull	/* the other thread is ready after this time */
#define PX_BUG_RACE_NS		1000000000ull	/* how long two threads race */

struct px_bug {
	const char *name;
	void (*run)(void);
};

/* PX_BUG(double_unlock) = { … }; defines the bug of that name. */
#define PX_BUG(id)							\
	extern const struct px_bug px_bug_##id;				\
	const struct px_bug px_bug_##id

/* Runs two threads at the same time and joins both. */
static inline void px_bug_run_two(px_thread_fn first, px_thread_fn second, void *arg)
{
	struct px_thread a, b;
	int err_a = px_thread_spawn(&a, first, arg), err_b = px_thread_spawn(&b, second, arg);

	if (!err_a)
		px_thread_join(&a, NULL);
	if (!err_b)
		px_thread_join(&b, NULL);
}

/* Runs one thread and joins it. */
static inline void px_bug_run_one(px_thread_fn fn, void *arg)
{
	struct px_thread t;

	if (!px_thread_spawn(&t, fn, arg))
		px_thread_join(&t, NULL);
}

#endif /* PX_BUG_H */
