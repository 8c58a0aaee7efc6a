/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mutex_bare: mutex_counter written by hand, without contract, step and loop
 * macro. Only in builds for "make bench", which compares the two. Each side
 * defines the type, initializer, lock and unlock of its mutex, and includes this.
 */
#include "workload.h"

static struct mutex_bare {
	BARE_MUTEX lock px_cacheline_aligned;
	u64 counter px_cacheline_aligned;
} bare = { .lock = BARE_INITIALIZER };

static int loop(void *state, struct px_worker *w)
{
	u64 i, n = w->limit - w->ops;

	for (i = 0; i < n; i++) {
		bare_lock(&bare.lock);
		bare.counter++;
		bare_unlock(&bare.lock);
	}
	w->ops += n;
	return 0;
}

static u32 check(const void *state, const struct px_total *total, struct px_finding *f)
{
	return px_expect(f, "single worker", 1, total->workers);
}

PX_WORKLOAD(mutex_bare) = {
	.name = "mutex_bare",
	.summary = "mutex_counter written by hand (make bench)",
	.state_size = sizeof(struct mutex_bare),
	.roles = { { .name = "adder", .loop = loop } },
	.check = check,
};
