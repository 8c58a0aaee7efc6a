// SPDX-License-Identifier: GPL-2.0-only
#include "arc.h"
#include "gate.h"
#include "thread.h"
#include "conform.h"

#define ROUNDS	1000000

struct shared {
	struct px_arc arc;
	u32 released;
	struct px_gate gate;
};

static void release(struct px_arc *arc)
{
	struct shared *s = (struct shared *)arc;

	s->released++;
}

static u64 clone_and_drop(void *arg)
{
	struct shared *s = arg;
	u64 last = 0;
	u32 i;

	px_gate_pass(&s->gate);
	for (i = 0; i < ROUNDS; i++) {
		px_arc_get(&s->arc);
		last += px_arc_put(&s->arc, release);
	}
	return last;
}

static void counts(struct shared *s)
{
	px_arc_init(&s->arc);
	px_conform_ok(px_arc_count(&s->arc) == 1, "init sets the count to one");
	px_arc_get(&s->arc);
	px_conform_ok(px_arc_count(&s->arc) == 2, "get adds one");
	px_conform_ok(px_arc_get_unless_zero(&s->arc), "get_unless_zero of a live object succeeds");
	px_conform_ok(px_arc_count(&s->arc) == 3, "get_unless_zero adds one");
	px_conform_ok(!px_arc_put(&s->arc, release) && !px_arc_put(&s->arc, release),
		      "put of a reference that is not the last returns false");
	px_conform_ok(!s->released && px_arc_count(&s->arc) == 1,
		      "put of a reference that is not the last releases nothing");
}

static void shared_by_two(struct shared *s)
{
	struct px_thread t[2];
	u64 last = 0, sum = 0;
	u32 i;

	px_gate_init(&s->gate);
	for (i = 0; i < 2; i++)
		if (px_thread_spawn(&t[i], clone_and_drop, s))
			break;
	px_conform_ok(i == 2, "two threads to clone and drop");
	px_gate_await(&s->gate, i);
	px_gate_open(&s->gate);
	while (i--) {
		px_thread_join(&t[i], &last);
		sum += last;
	}
	px_conform_ok(!sum && !s->released,
		      "the object is not released while the main thread has a reference");
	px_conform_ok(px_arc_count(&s->arc) == 1,
		      "the clones and drops of two threads leave the count unchanged");
	px_gate_destroy(&s->gate);
}

/* Two threads write before they drop; the last one sees both writes. */
struct last_drop {
	struct px_arc arc;
	struct px_gate gate;
	u64 written[2];
	u64 sum;
};

struct dropper {
	struct last_drop *last;
	u32 number;
};

static void sum_up(struct px_arc *arc)
{
	struct last_drop *p = (struct last_drop *)arc;

	p->sum = p->written[0] + p->written[1];
}

static u64 write_and_drop(void *arg)
{
	struct dropper *g = arg;

	px_gate_pass(&g->last->gate);
	g->last->written[g->number] = g->number + 1;
	return px_arc_put(&g->last->arc, sum_up);
}

static void last_drop_sees_writes(void)
{
	struct last_drop p = { .sum = 0 };
	struct dropper g[2] = { { &p, 0 }, { &p, 1 } };
	struct px_thread t[2];
	u32 i;

	px_arc_init(&p.arc);
	px_arc_get(&p.arc);
	px_gate_init(&p.gate);
	for (i = 0; i < 2; i++)
		if (px_thread_spawn(&t[i], write_and_drop, &g[i]))
			break;
	px_gate_await(&p.gate, i);
	px_gate_open(&p.gate);
	px_conform_ok(i == 2, "two threads to write and drop");
	while (i--)
		px_thread_join(&t[i], NULL);
	px_conform_ok(p.sum == 3, "the release function sees the writes of both threads");
	px_gate_destroy(&p.gate);
}

static void ends(struct shared *s)
{
	px_conform_ok(px_arc_put(&s->arc, release), "put of the last reference returns true");
	px_conform_ok(s->released == 1, "put of the last reference releases once");
	px_conform_ok(!px_arc_get_unless_zero(&s->arc), "get_unless_zero fails after the release");
	px_conform_ok(px_arc_count(&s->arc) == 0, "the count stays zero");
}

/* Not beyond px_arc_max(): the kernel would log a warning. */
static void near_max(struct shared *s)
{
	px_arc_set_for_test(&s->arc, px_arc_max() - 1);
	px_arc_get(&s->arc);
	px_conform_ok(px_arc_count(&s->arc) == px_arc_max(), "the count reaches px_arc_max()");
	px_conform_ok(!px_arc_put(&s->arc, release) && px_arc_count(&s->arc) == px_arc_max() - 1,
		      "the count goes down from px_arc_max()");
	px_arc_set_for_test(&s->arc, 1);
}

static void run(void)
{
	struct shared s = { .released = 0 };

	counts(&s);
	near_max(&s);
	shared_by_two(&s);
	last_drop_sees_writes();
	ends(&s);
}

PX_CONFORM_TEST(arc, run);
