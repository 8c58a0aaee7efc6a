// SPDX-License-Identifier: GPL-2.0-only
#include "arc.h"
#include "gate.h"
#include "thread.h"
#include "conform.h"

#define TURNS	1000000

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
	for (i = 0; i < TURNS; i++) {
		px_arc_get(&s->arc);
		last += px_arc_put(&s->arc, release);
	}
	return last;
}

static void counts(struct shared *s)
{
	px_arc_init(&s->arc);
	px_conform_ok(px_arc_count(&s->arc) == 1, "init starts the count at one");
	px_arc_get(&s->arc);
	px_conform_ok(px_arc_count(&s->arc) == 2, "get adds one");
	px_conform_ok(px_arc_get_unless_zero(&s->arc), "get_unless_zero of a living one succeeds");
	px_conform_ok(px_arc_count(&s->arc) == 3, "and adds one");
	px_conform_ok(!px_arc_put(&s->arc, release) && !px_arc_put(&s->arc, release),
		      "put of any but the last says so");
	px_conform_ok(!s->released && px_arc_count(&s->arc) == 1, "and releases nothing");
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
	px_conform_ok(!sum && !s->released, "nobody releases what the founder still holds");
	px_conform_ok(px_arc_count(&s->arc) == 1, "two threads' clones and drops even out");
	px_gate_destroy(&s->gate);
}

/* Two who leave something behind before they go; whoever is the last one finds both. */
struct parting {
	struct px_arc arc;
	struct px_gate gate;
	u64 left[2];
	u64 found;
};

struct guest {
	struct parting *at;
	u32 number;
};

static void find(struct px_arc *arc)
{
	struct parting *p = (struct parting *)arc;

	p->found = p->left[0] + p->left[1];
}

static u64 leave_and_drop(void *arg)
{
	struct guest *g = arg;

	px_gate_pass(&g->at->gate);
	g->at->left[g->number] = g->number + 1;
	return px_arc_put(&g->at->arc, find);
}

static void found_by_the_last(void)
{
	struct parting p = { .found = 0 };
	struct guest g[2] = { { &p, 0 }, { &p, 1 } };
	struct px_thread t[2];
	u32 i;

	px_arc_init(&p.arc);
	px_arc_get(&p.arc);
	px_gate_init(&p.gate);
	for (i = 0; i < 2; i++)
		if (px_thread_spawn(&t[i], leave_and_drop, &g[i]))
			break;
	px_gate_await(&p.gate, i);
	px_gate_open(&p.gate);
	px_conform_ok(i == 2, "two threads to leave something, and drop");
	while (i--)
		px_thread_join(&t[i], NULL);
	px_conform_ok(p.found == 3, "the last one finds what both have left");
	px_gate_destroy(&p.gate);
}

static void ends(struct shared *s)
{
	px_conform_ok(px_arc_put(&s->arc, release), "put of the last says so");
	px_conform_ok(s->released == 1, "and releases once");
	px_conform_ok(!px_arc_get_unless_zero(&s->arc), "get_unless_zero fails from then on");
	px_conform_ok(px_arc_count(&s->arc) == 0, "and the count stays zero");
}

/* Up to the greatest count, not beyond: that would leave a warning in the kernel log. */
static void near_the_end(struct shared *s)
{
	px_arc_set_for_test(&s->arc, px_arc_max() - 1);
	px_arc_get(&s->arc);
	px_conform_ok(px_arc_count(&s->arc) == px_arc_max(), "it counts up to its greatest count");
	px_conform_ok(!px_arc_put(&s->arc, release) && px_arc_count(&s->arc) == px_arc_max() - 1,
		      "and down from it");
	px_arc_set_for_test(&s->arc, 1);
}

static void run(void)
{
	struct shared s = { .released = 0 };

	counts(&s);
	near_the_end(&s);
	shared_by_two(&s);
	found_by_the_last();
	ends(&s);
}

PX_CONFORM_TEST(arc, run);
