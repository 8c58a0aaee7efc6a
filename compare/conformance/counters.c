// SPDX-License-Identifier: GPL-2.0-only
/* With software events, because not every machine has hardware counters. */
#include "harness/counter_events.h"
#include "conform.h"

#define FEW	3u
#define MANY	30u
#define ALL	((1u << PX_COUNTER_EVENTS) - 1)

enum { CPU_NS, SWITCHES };	/* of PX_COUNT_SOFTWARE */

static void sleep_times(u32 times)
{
	while (times--)
		px_os_sleep(1000000);
}

static void spin_for(u64 ns)
{
	u64 end = px_os_now() + ns;

	while (px_os_now() < end)
		;
}

static u64 switches(void)
{
	struct px_thread_usage used;

	px_os_thread_usage(&used);
	return used.voluntary + used.involuntary;
}

/* Works much before and after, and little in between. Returns the time in between. */
static u64 work(struct px_counters *c)
{
	u64 begin, end;

	spin_for(20000000);
	sleep_times(MANY);
	begin = px_os_now();
	px_counters_enable(c);
	spin_for(1000000);
	sleep_times(FEW);
	px_counters_disable(c);
	end = px_os_now();
	sleep_times(MANY);
	spin_for(20000000);
	return end - begin;
}

static void counting(struct px_counters *c)
{
	u64 counts[PX_COUNTER_EVENTS], before, between, all;

	px_conform_ok(px_counters_read(c, counts) == ALL && !counts[CPU_NS] && !counts[SWITCHES],
		      "nothing is counted before it is enabled");
	all = switches();
	between = work(c);
	all = switches() - all;
	px_conform_ok(px_counters_read(c, counts) == ALL, "all events are counted");
	px_conform_ok(counts[SWITCHES] >= FEW && counts[SWITCHES] <= all - MANY,
		      "context switches are counted only while enabled");
	px_conform_ok(counts[CPU_NS] && counts[CPU_NS] <= between,
		      "CPU time is counted only while enabled");
	before = counts[SWITCHES];
	work(c);
	px_counters_read(c, counts);
	px_conform_ok(counts[SWITCHES] >= before + FEW, "counting again adds to the counts");
}

static void none(void)
{
	u64 counts[PX_COUNTER_EVENTS] = { 1, 1, 1 };
	struct px_counters c;

	px_conform_ok(!px_counters_open(&c, NULL), "without events nothing is opened");
	px_counters_enable(&c);
	px_counters_disable(&c);
	px_conform_ok(!px_counters_read(&c, counts) && !counts[0] && !counts[PX_COUNTER_EVENTS - 1],
		      "and nothing is counted");
	px_counters_close(&c);
}

static void scale(void)
{
	px_conform_ok(px_counter_scale(1000, 7, 7) == 1000, "a count of the whole time is exact");
	px_conform_ok(px_counter_scale(1000, 2000000, 1000000) / 100 == 19 ||
		      px_counter_scale(1000, 2000000, 1000000) / 100 == 20,
		      "a count of half of the time is doubled");
	px_conform_ok(px_counter_scale(1ull << 40, 60000000000ull, 1000000000ull) >> 40 >= 59 &&
		      px_counter_scale(1ull << 40, 60000000000ull, 1000000000ull) >> 40 <= 60,
		      "a large count of a small part of a minute does not overflow");
}

static void run(void)
{
	struct px_counters c;

	none();
	scale();
	if (px_counters_open(&c, px_counter_events(PX_COUNT_SOFTWARE)))
		px_conform_ok(true, "counting # SKIP perf events cannot be opened here");
	else
		counting(&c);
	px_counters_close(&c);
}

PX_CONFORM_TEST(counters, run);
