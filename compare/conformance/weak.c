// SPDX-License-Identifier: GPL-2.0-only
#include "weak.h"
#include "gate.h"
#include "conform.h"

#define TURNS	100000

struct shared {
	struct px_weak w;
	u32 dropped, freed;
	u32 freed_first;	/* free was called before drop */
	struct px_gate gate;
};

static void drop(struct px_weak *w)
{
	struct shared *s = (struct shared *)w;

	s->freed_first += s->freed;
	s->dropped++;
}

static void free_memory(struct px_weak *w)
{
	struct shared *s = (struct shared *)w;

	s->freed++;
}

static void counts(struct shared *s)
{
	px_weak_init(&s->w);
	px_conform_ok(px_weak_strong_count(&s->w) == 1 && px_weak_count(&s->w) == 0,
		      "init: one strong reference, no weak one");
	px_weak_get(&s->w);
	px_weak_get(&s->w);
	px_conform_ok(px_weak_strong_count(&s->w) == 1 && px_weak_count(&s->w) == 2,
		      "weak references are counted separately");
	px_conform_ok(px_weak_upgrade(&s->w) && px_weak_strong_count(&s->w) == 2,
		      "upgrade of a live object succeeds");
	px_conform_ok(px_weak_count(&s->w) == 2, "upgrade keeps the weak reference");
	px_weak_get_strong(&s->w);
	px_conform_ok(px_weak_strong_count(&s->w) == 3, "get_strong adds a strong reference");
	px_conform_ok(!px_weak_put_strong(&s->w, drop, free_memory) &&
		      !px_weak_put_strong(&s->w, drop, free_memory) && !s->dropped,
		      "put_strong of a reference that is not the last drops nothing");
	px_conform_ok(!px_weak_put(&s->w, free_memory) && px_weak_count(&s->w) == 1 && !s->freed,
		      "put of a weak reference frees nothing while the object lives");
}

/* One strong and one weak reference are left. */
static void weak_outlives(struct shared *s)
{
	px_conform_ok(px_weak_put_strong(&s->w, drop, free_memory) && s->dropped == 1,
		      "put_strong of the last strong reference drops the object");
	px_conform_ok(!s->freed, "the memory stays while there is a weak reference");
	px_conform_ok(!px_weak_upgrade(&s->w) && !px_weak_upgrade(&s->w),
		      "upgrade fails after the drop");
	px_conform_ok(px_weak_strong_count(&s->w) == 0 && px_weak_count(&s->w) == 0,
		      "both counts are 0, as in Rust");
	px_conform_ok(px_weak_put(&s->w, free_memory) && s->freed == 1,
		      "put of the last weak reference frees the memory");
	px_conform_ok(s->dropped == 1 && !s->freed_first,
		      "drop and free are called once each, in that order");
}

static void no_weak(void)
{
	struct shared s = { .dropped = 0 };

	px_weak_init(&s.w);
	px_weak_put_strong(&s.w, drop, free_memory);
	px_conform_ok(s.dropped == 1 && s.freed == 1 && !s.freed_first,
		      "without a weak reference the last put_strong drops and frees");
}

/* Has a weak reference. Returns how many upgrades succeeded after one had failed. */
static u64 upgrade(void *arg)
{
	struct shared *s = arg;
	u64 revived = 0;
	bool dropped = false;
	u32 i;

	px_gate_pass(&s->gate);
	for (i = 0; i < TURNS; i++) {
		if (!px_weak_upgrade(&s->w)) {
			dropped = true;
			continue;
		}
		revived += dropped;
		px_weak_put_strong(&s->w, drop, free_memory);
	}
	px_weak_put(&s->w, free_memory);
	return revived;
}

/* Two threads upgrade while the main thread drops its strong reference. */
static void dropped_meanwhile(void)
{
	struct shared s = { .dropped = 0 };
	struct px_thread t[2];
	u64 revived = 0, sum = 0;
	u32 i;

	px_gate_init(&s.gate);
	px_weak_init(&s.w);
	for (i = 0; i < 2; i++) {
		px_weak_get(&s.w);
		if (px_thread_spawn(&t[i], upgrade, &s))
			break;
	}
	px_conform_ok(i == 2, "two threads to upgrade");
	px_gate_await(&s.gate, i);
	px_gate_open(&s.gate);
	px_weak_put_strong(&s.w, drop, free_memory);
	while (i--) {
		px_thread_join(&t[i], &revived);
		sum += revived;
	}
	px_conform_ok(!sum, "a dropped object is not revived");
	px_conform_ok(s.dropped == 1 && s.freed == 1 && !s.freed_first,
		      "the object is dropped once and freed once");
	px_gate_destroy(&s.gate);
}

static void run(void)
{
	struct shared s = { .dropped = 0 };

	counts(&s);
	weak_outlives(&s);
	no_weak();
	dropped_meanwhile();
}

PX_CONFORM_TEST(weak, run);
