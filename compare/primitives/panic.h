/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * panic: the cleanup list of a thread. A panic runs the list, newest first, before
 * the thread ends. It replaces the unwinding of the stack, which C lacks. For the
 * twins of thread only; other code uses contract/thread.h.
 */
#ifndef PX_PANIC_H
#define PX_PANIC_H

#include "base/types.h"

/* An entry of the list, on the stack or embedded in an object. */
struct px_cleanup {
	void (*fn)(struct px_cleanup *c);
	struct px_panic *of;		/* the list that it is on, or NULL */
	struct px_cleanup *newer, *older;
};

/* Only the thread itself uses it until it has ended. */
struct px_panic {
	struct px_cleanup *newest;
	u64 code;
	bool panicking;
};

static px_inline void px_panic_add(struct px_panic *p, struct px_cleanup *c)
{
	c->of = p;
	c->newer = NULL;
	c->older = p->newest;
	if (c->older)
		c->older->newer = c;
	p->newest = c;
}

/* In any order. Does nothing if the entry is on no list. */
static px_inline void px_panic_remove(struct px_cleanup *c)
{
	if (!c->of)
		return;
	if (c->newer)
		c->newer->older = c->older;
	else
		c->of->newest = c->older;
	if (c->older)
		c->older->newer = c->newer;
	c->of = NULL;
}

/*
 * Runs each entry once. If an entry panics, this function is entered again and runs
 * the rest; the first code is kept.
 */
static inline void px_panic_unwind(struct px_panic *p, u64 code)
{
	struct px_cleanup *c;

	if (!p->panicking)
		p->code = code;
	p->panicking = true;
	while ((c = p->newest)) {
		px_panic_remove(c);
		c->fn(c);
	}
}

#endif /* PX_PANIC_H */
