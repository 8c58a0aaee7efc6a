/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * conform: tests that a twin keeps its contract. One file per contract, compiled
 * twice: into a test module and into a test program.
 */
#ifndef PX_CONFORM_H
#define PX_CONFORM_H

#include "os.h"
#include "thread.h"
#include "base/types.h"

/* Reports one statement of a contract. Defined by the module and by the program. */
void px_conform_ok(bool holds, const char *statement);

struct px_conform {
	const char *contract;
	void (*run)(void);
};

#define PX_CONFORM_TEST(name, function)						\
	extern const struct px_conform px_conform_##name;			\
	const struct px_conform px_conform_##name = { #name, function }

/* Runs fn in a thread. Returns its value, or ~0 without a thread. */
static inline u64 px_conform_in_thread(px_thread_fn fn, void *arg)
{
	struct px_thread t;
	u64 value = ~0ull;

	if (px_thread_spawn(&t, fn, arg) || px_thread_join(&t, &value))
		return ~0ull;
	return value;
}

/* As px_conform_in_thread(), but the thread gets a signal every PX_CONFORM_SETTLE_NS. */
u64 px_conform_interrupted(px_thread_fn fn, void *arg);

#define PX_CONFORM_SETTLE_NS	20000000ull	/* how long to wait for what must not happen */
#define PX_CONFORM_TRIES	5	/* of a sleep: interrupts are charged to the thread */
#define PX_CONFORM_TIMEOUT_NS	5000000000ull	/* for what must happen */

/* Waits until the thread has ended. Returns false on timeout. It was not joined yet. */
static inline bool px_conform_ends(struct px_thread *t)
{
	u64 end = px_os_now() + PX_CONFORM_TIMEOUT_NS;

	while (!px_thread_ended(t) && px_os_now() < end)
		px_os_sleep(1000000);
	return px_thread_ended(t);
}

#endif /* PX_CONFORM_H */
