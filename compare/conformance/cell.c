// SPDX-License-Identifier: GPL-2.0-only
#include "cell.h"
#include "gate.h"
#include "os.h"
#include "conform.h"

#define THREADS	4

static const u64 wide = 0xfedcba9876543210ull;

static u64 add(u64 value, void *arg)
{
	return value + *(const u64 *)arg;
}

static void on_its_own_thread(struct px_cell *c)
{
	u64 value = 0, more = 2;

	px_cell_init(c, wide);
	px_conform_ok(px_cell_get(c) == wide, "get gives what it was made with, all 64 bits");
	px_cell_set(c, 1);
	px_conform_ok(px_cell_get(c) == 1, "set sets");
	px_conform_ok(px_cell_replace(c, wide) == 1 && px_cell_get(c) == wide,
		      "replace sets, and gives the old value");
	px_cell_update(c, add, &more);
	px_conform_ok(px_cell_get(c) == wide + 2, "update makes the new value of the old one");
	px_conform_ok(!px_cell_check(c), "whoever makes it owns it");
	px_conform_ok(!px_cell_set_checked(c, 5) && !px_cell_get_checked(c, &value) && value == 5,
		      "the checked set and get serve the owner");
	px_conform_ok(!px_cell_replace_checked(c, 6, &value) && value == 5 &&
		      !px_cell_update_checked(c, add, &more) && px_cell_get(c) == 8,
		      "and so do the checked replace and update");
}

/* How many of the operations are refused for the right reason, with nothing touched. */
static u64 misuse(void *arg)
{
	struct px_cell *c = arg;
	u64 value = 77;

	return (px_cell_check(c) == -EPERM) +
	       (px_cell_get_checked(c, &value) == -EPERM) +
	       (px_cell_set_checked(c, 1) == -EPERM) +
	       (px_cell_replace_checked(c, 2, &value) == -EPERM) +
	       (px_cell_update_checked(c, add, &value) == -EPERM) +
	       (px_cell_hand_over(c) == -EPERM) +
	       (px_cell_adopt(c) == -EPERM) +
	       (value == 77);
}

/* Takes over, works, and hands back. */
static u64 work(void *arg)
{
	struct px_cell *c = arg;
	u64 more = 1;

	return !px_cell_adopt(c) && !px_cell_update_checked(c, add, &more) && !px_cell_hand_over(c);
}

static void moves(struct px_cell *c)
{
	px_cell_set(c, 8);
	px_conform_ok(px_conform_in_thread(misuse, c) == 8, "another thread is refused with -EPERM");
	px_conform_ok(px_cell_get(c) == 8, "and has changed nothing");
	px_conform_ok(px_cell_adopt(c) == -EPERM, "what has an owner cannot be adopted, even by him");
	px_conform_ok(!px_cell_hand_over(c), "the owner can hand it over");
	px_conform_ok(px_cell_set_checked(c, 1) == -EPERM, "and does not own it any more");
	px_conform_ok(px_conform_in_thread(work, c) == 1, "the thread that adopts it owns it");
	px_conform_ok(!px_cell_adopt(c) && px_cell_get(c) == 9, "and what it did stays done");
}

struct inheritance {
	struct px_gate gate;
	struct px_cell cell;
	u64 beside;		/* plain: only the cell's moves order it */
};

static u64 inherit(void *arg)
{
	struct inheritance *i = arg;

	px_gate_pass(&i->gate);
	return !px_cell_adopt(&i->cell);
}

static void one_heir(void)
{
	struct inheritance all;
	struct px_thread t[THREADS];
	u64 heir, heirs = 0;
	u32 n;

	px_gate_init(&all.gate);
	px_cell_init(&all.cell, 0);
	px_cell_hand_over(&all.cell);
	for (n = 0; n < THREADS; n++)
		if (px_thread_spawn(&t[n], inherit, &all))
			break;
	px_gate_await(&all.gate, n);
	px_gate_open(&all.gate);
	while (n--) {
		px_thread_join(&t[n], &heir);
		heirs += heir;
	}
	px_conform_ok(heirs == 1, "of many who adopt at the same time, one does");
	px_gate_destroy(&all.gate);
}

static u64 wait_for_it(void *arg)
{
	struct inheritance *i = arg;
	u64 end = px_os_now() + 1000 * PX_CONFORM_SETTLE_NS;

	while (px_cell_adopt(&i->cell)) {
		if (px_os_now() > end)
			return 0;
		px_os_sleep(1000);
	}
	return i->beside;
}

static void moves_between_the_living(void)
{
	struct inheritance all = { .beside = 0 };
	struct px_thread t;
	u64 seen = 0;

	px_cell_init(&all.cell, 0);
	if (px_thread_spawn(&t, wait_for_it, &all)) {
		px_conform_ok(false, "a thread to wait for the cell");
		return;
	}
	all.beside = wide;
	px_cell_hand_over(&all.cell);
	px_thread_join(&t, &seen);
	px_conform_ok(seen == wide, "whoever adopts it sees what was done before it was handed over");
}

static void run(void)
{
	struct px_cell c;

	on_its_own_thread(&c);
	moves(&c);
	one_heir();
	moves_between_the_living();
}

PX_CONFORM_TEST(cell, run);
