/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * panic: what a thread does when it ends early. It carries a list of things to
 * be done in that case, and does them, newest first, before it is gone: the
 * counterpart of unwinding, for languages that have none. The inside of both
 * twins of thread; contract/thread.h has what others call.
 */
#ifndef PX_PANIC_H
#define PX_PANIC_H

#include "base/types.h"

/* One thing to be done; on the stack, or in what it is about. */
struct px_cleanup {
	void (*fn)(struct px_cleanup *c);
	struct px_panic *of;		/* whose list it is on; NULL: on none */
	struct px_cleanup *newer, *older;
};

/* Of one thread: its own affair until it has ended. */
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

/* In any order; one that is on no list is left alone. */
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
 * Does all that is on the list, each once. What panics meanwhile comes here
 * again and goes on with the rest: the first code stays.
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
