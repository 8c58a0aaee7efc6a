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
	px_conform_ok(px_cell_get(c) == wide, "get returns the initial value, all 64 bits");
	px_cell_set(c, 1);
	px_conform_ok(px_cell_get(c) == 1, "set sets the value");
	px_conform_ok(px_cell_replace(c, wide) == 1 && px_cell_get(c) == wide,
		      "replace sets the value and returns the old one");
	px_cell_update(c, add, &more);
	px_conform_ok(px_cell_get(c) == wide + 2, "update computes the new value from the old one");
	px_conform_ok(!px_cell_check(c), "the thread that makes a cell owns it");
	px_conform_ok(!px_cell_set_checked(c, 5) && !px_cell_get_checked(c, &value) && value == 5,
		      "the owner can use the checked set and get");
	px_conform_ok(!px_cell_replace_checked(c, 6, &value) && value == 5 &&
		      !px_cell_update_checked(c, add, &more) && px_cell_get(c) == 8,
		      "the owner can use the checked replace and update");
}

/* Returns how many operations fail with -EPERM, plus 1 if they change nothing. */
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

static u64 work(void *arg)
{
	struct px_cell *c = arg;
	u64 more = 1;

	return !px_cell_adopt(c) && !px_cell_update_checked(c, add, &more) && !px_cell_hand_over(c);
}

static void moves(struct px_cell *c)
{
	px_cell_set(c, 8);
	px_conform_ok(px_conform_in_thread(misuse, c) == 8, "another thread gets -EPERM");
	px_conform_ok(px_cell_get(c) == 8, "another thread has changed nothing");
	px_conform_ok(px_cell_adopt(c) == -EPERM,
		      "an owned cell cannot be adopted, not even by its owner");
	px_conform_ok(!px_cell_hand_over(c), "the owner can hand it over");
	px_conform_ok(px_cell_set_checked(c, 1) == -EPERM,
		      "after handing over the thread does not own the cell");
	px_conform_ok(px_conform_in_thread(work, c) == 1,
		      "the thread that adopts the cell owns it");
	px_conform_ok(!px_cell_adopt(c) && px_cell_get(c) == 9, "the new owner's changes are kept");
}

struct handover {
	struct px_gate gate;
	struct px_cell cell;
	u64 data;		/* plain: ordered by the hand-over */
};

static u64 adopt(void *arg)
{
	struct handover *i = arg;

	px_gate_pass(&i->gate);
	return !px_cell_adopt(&i->cell);
}

static void one_adopts(void)
{
	struct handover all;
	struct px_thread t[THREADS];
	u64 adopted, adopters = 0;
	u32 n;

	px_gate_init(&all.gate);
	px_cell_init(&all.cell, 0);
	px_cell_hand_over(&all.cell);
	for (n = 0; n < THREADS; n++)
		if (px_thread_spawn(&t[n], adopt, &all))
			break;
	px_gate_await(&all.gate, n);
	px_gate_open(&all.gate);
	while (n--) {
		px_thread_join(&t[n], &adopted);
		adopters += adopted;
	}
	px_conform_ok(adopters == 1, "if many threads adopt at the same time, one succeeds");
	px_gate_destroy(&all.gate);
}

static u64 wait_and_adopt(void *arg)
{
	struct handover *i = arg;
	u64 end = px_os_now() + 1000 * PX_CONFORM_SETTLE_NS;

	while (px_cell_adopt(&i->cell)) {
		if (px_os_now() > end)
			return 0;
		px_os_sleep(1000);
	}
	return i->data;
}

static void handover_orders(void)
{
	struct handover all = { .data = 0 };
	struct px_thread t;
	u64 seen = 0;

	px_cell_init(&all.cell, 0);
	if (px_thread_spawn(&t, wait_and_adopt, &all)) {
		px_conform_ok(false, "a thread to wait for the cell");
		return;
	}
	all.data = wide;
	px_cell_hand_over(&all.cell);
	px_thread_join(&t, &seen);
	px_conform_ok(seen == wide, "the thread that adopts sees all writes before the hand-over");
}

static void run(void)
{
	struct px_cell c;

	on_its_own_thread(&c);
	moves(&c);
	one_adopts();
	handover_orders();
}

PX_CONFORM_TEST(cell, run);
