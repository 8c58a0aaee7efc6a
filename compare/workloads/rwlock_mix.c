// SPDX-License-Identifier: GPL-2.0-only
/*
 * rwlock_mix: workers read a pair of counters, or increment both, under a
 * reader-writer lock. --read-share is the percentage of reads.
 *
 * Expect: no reader sees different counters, and no write is lost. Even if all
 * workers read, they share the cache line of the lock, so reading is not free.
 *
 * The kernel's lock lets no reader pass a waiting writer. glibc's default kind does, its
 * writer kind does not.
 */
#include "harness/workload.h"
#include "rwlock.h"
#include "rwlock_lab.h"

enum { WRITES, TORN };			/* tallies */

struct rwlock_mix {
	struct px_rwlock lock px_cacheline_aligned;	/* protects left and right */
	u64 left px_cacheline_aligned;
	u64 right px_cacheline_aligned;
};

static int rwlock_mix_setup(void *state, const struct px_run_spec *spec)
{
	struct rwlock_mix *s = state;

	/* The kernel has one kind. */
	if (spec->kind != PX_KIND_WRITER ||
	    px_rwlock_init_kind(&s->lock, PX_RWLOCK_PREFER_WRITER_NONRECURSIVE))
		px_rwlock_init(&s->lock);
	return 0;
}

static px_inline int rwlock_mix_read(struct rwlock_mix *s, struct px_worker *w,
				     struct px_delay delay)
{
	int err;
	u64 left;

	px_rwlock_read_guard_mode(&s->lock, delay.mode, &err);
	if (err)
		return err;
	left = px_read_once(s->left);
	px_busy(delay.hold);
	w->tally[TORN] += left != px_read_once(s->right);
	return 0;
}

static px_inline int rwlock_mix_write(struct rwlock_mix *s, struct px_worker *w,
				      struct px_delay delay)
{
	int err;

	px_rwlock_write_guard_mode(&s->lock, delay.mode, &err);
	if (err)
		return err;
	px_write_once(s->left, s->left + 1);
	px_busy(delay.hold);
	px_write_once(s->right, s->right + 1);
	w->tally[WRITES]++;
	return 0;
}

static px_inline int rwlock_mix_step(struct rwlock_mix *s, struct px_worker *w,
				     struct px_delay delay)
{
	u64 random = w->random;
	int err;

	if (px_chance(w, w->spec->read_share))
		err = rwlock_mix_read(s, w, delay);
	else
		err = rwlock_mix_write(s, w, delay);
	if (err) {
		w->random = random;
		return err;
	}
	px_busy(delay.think);
	return 0;
}

PX_LOOP(rwlock_mix_step)

static u32 rwlock_mix_check(const void *state, const struct px_total *total,
			    struct px_finding *f)
{
	const struct rwlock_mix *s = state;
	u32 n = px_expect(f, "torn reads", 0, total->tally[TORN]);

	n += px_expect(f + n, "writes, left", total->tally[WRITES], s->left);
	return n + px_expect(f + n, "writes, right", total->tally[WRITES], s->right);
}

static void rwlock_mix_teardown(void *state)
{
	struct rwlock_mix *s = state;

	px_rwlock_destroy(&s->lock);
}

static const struct px_kind_use rwlock_mix_kinds[PX_KINDS] = {
	[PX_KIND_DEFAULT] = { "struct rw_semaphore", "PTHREAD_RWLOCK_PREFER_READER_NP" },
	[PX_KIND_WRITER] = { "struct rw_semaphore",
			     "PTHREAD_RWLOCK_PREFER_WRITER_NONRECURSIVE_NP" },
};

PX_WORKLOAD(rwlock_mix) = {
	.name = "rwlock_mix",
	.summary = "reads and writes of a pair under a reader-writer lock",
	.kinds = rwlock_mix_kinds,
	.uses = PX_USES_HOLD | PX_USES_THINK | PX_USES_READ_SHARE,
	.state_size = sizeof(struct rwlock_mix),
	.setup = rwlock_mix_setup,
	.teardown = rwlock_mix_teardown,
	.roles = { { .name = "reader-writer", .waits = true, .loop = rwlock_mix_step_loop } },
	.check = rwlock_mix_check,
};
