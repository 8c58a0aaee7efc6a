/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * conform: does a twin keep its contract? One file per contract, written once
 * and compiled twice: into a test module, and into a test program.
 */
#ifndef PX_CONFORM_H
#define PX_CONFORM_H

#include "os.h"
#include "thread.h"
#include "base/types.h"

/* One statement of a contract, and whether it was seen to hold. By the driver. */
void px_conform_ok(bool holds, const char *statement);

struct px_conform {
	const char *contract;
	void (*run)(void);
};

#define PX_CONFORM_TEST(name, function)						\
	extern const struct px_conform px_conform_##name;			\
	const struct px_conform px_conform_##name = { #name, function }

/* What fn, in a thread of its own, returns; ~0 if there is no thread to be had. */
static inline u64 px_conform_in_thread(px_thread_fn fn, void *arg)
{
	struct px_thread t;
	u64 value = ~0ull;

	if (px_thread_spawn(&t, fn, arg) || px_thread_join(&t, &value))
		return ~0ull;
	return value;
}

/* As elsewhere, but in a thread that gets signals, each PX_CONFORM_SETTLE_NS. By the driver. */
u64 px_conform_interrupted(px_thread_fn fn, void *arg);

/* How long a thing that must not happen is waited for, and one that must, at most. */
#define PX_CONFORM_SETTLE_NS	20000000ull
#define PX_CONFORM_TRIES	5	/* of a sleep that is to cost no CPU time: others may use it in its name */
#define PX_CONFORM_TIMEOUT_NS		5000000000ull

/* Whether the thread, not yet joined, has ended or does so soon. */
static inline bool px_conform_ends(struct px_thread *t)
{
	u64 end = px_os_now() + PX_CONFORM_TIMEOUT_NS;

	while (!px_thread_ended(t) && px_os_now() < end)
		px_os_sleep(1000000);
	return px_thread_ended(t);
}

#endif /* PX_CONFORM_H */
