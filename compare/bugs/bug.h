/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mistake: a small program that is BROKEN ON PURPOSE, written once and compiled
 * for both worlds, to see who notices: whoever reads it, whoever compiles it,
 * whoever watches it run. Beside it stands the same in Rust.
 *
 * It is made twice: as it is, and with PX_WRONG 0, where it is right. Of that one
 * nobody may say a word: who finds fault with both has found nothing.
 *
 * It is no part of parallax.ko, nor is it ever executed by the program: it has a
 * module, and a program, of its own (kmod/tests/bugs.c, user/tests/bugs.c),
 * and a boot of its own.
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

/* A word that nobody reads, so that what is written there has to be computed. */
#define px_use(value)		px_write_once((u64) { 0 }, value)

/* For who reads marks: the lock without which the datum is not to be reached. */
#ifdef PX_MARKED
#define px_guarded_by(lock)	__attribute__((guarded_by(lock)))
#else
#define px_guarded_by(lock)
#endif

#define PX_BUG_WHILE	100000000ull	/* ns: the others get to where they are expected */
#define PX_BUG_RACE		1000000000ull	/* ns: who waits for a collision sees one */

struct px_bug {
	const char *name;
	void (*make)(void);
};

/* PX_BUG(double_unlock) = { … }; defines the mistake of that name. */
#define PX_BUG(id)							\
	extern const struct px_bug px_bug_##id;			\
	const struct px_bug px_bug_##id

/* Two threads, of one and of other, from start to end. */
static inline void px_run_both(px_thread_fn one, px_thread_fn other, void *arg)
{
	struct px_thread a, b;
	int no_a = px_thread_spawn(&a, one, arg), no_b = px_thread_spawn(&b, other, arg);

	if (!no_a)
		px_thread_join(&a, NULL);
	if (!no_b)
		px_thread_join(&b, NULL);
}

/* A thread of fn, from start to end. */
static inline void px_run_alone(px_thread_fn fn, void *arg)
{
	struct px_thread t;

	if (!px_thread_spawn(&t, fn, arg))
		px_thread_join(&t, NULL);
}

#endif /* PX_BUG_H */
