/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * conform: does a twin keep its contract? One file per contract, written once
 * and compiled twice: into a test module, and into a test program.
 */
#ifndef PX_CONFORM_H
#define PX_CONFORM_H

#include "thread.h"
#include "types.h"

/* One statement of a contract, and whether it was seen to hold. By the driver. */
void px_conform_ok(bool holds, const char *statement);

struct px_conform {
	const char *contract;
	void (*run)(void);
};

#define PX_CONFORM_TEST(name, function)						\
	extern const struct px_conform px_conform_##name;			\
	const struct px_conform px_conform_##name = { #name, function }

/* What fn, in a thread of its own, ends with; ~0 if there is no thread to be had. */
static inline u64 px_conform_elsewhere(px_thread_fn fn, void *arg)
{
	struct px_thread t;
	u64 value = ~0ull;

	if (!px_thread_spawn(&t, fn, arg))
		px_thread_join(&t, &value);
	return value;
}

/* How long a thing that must not happen is waited for. */
#define PX_CONFORM_WHILE	20000000ull

#endif /* PX_CONFORM_H */
