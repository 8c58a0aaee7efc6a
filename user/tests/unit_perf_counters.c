// SPDX-License-Identifier: GPL-2.0-only
/* Performance counters, with software events, because not every machine has hardware events. */
#include <linux/perf_event.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>
#include "util/perf_counters.h"
#include "tests/tap.h"

#define PAGES	1000u

/* The last event does not exist. */
static const struct px_perf_event events[PX_COUNTERS] = {
	{ PERF_TYPE_SOFTWARE, PERF_COUNT_SW_CPU_CLOCK },
	{ PERF_TYPE_SOFTWARE, PERF_COUNT_SW_PAGE_FAULTS },
	{ PERF_TYPE_HARDWARE, 9999 },
};
static const struct px_perf_event none[PX_COUNTERS] = {
	{ PERF_TYPE_HARDWARE, 9999 }, { PERF_TYPE_HARDWARE, 9999 }, { PERF_TYPE_HARDWARE, 9999 },
};

static void touch_pages(void)
{
	size_t page = (size_t)sysconf(_SC_PAGESIZE);
	char *memory = mmap(NULL, PAGES * page, PROT_READ | PROT_WRITE,
			    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (memory == MAP_FAILED)
		abort();
	madvise(memory, PAGES * page, MADV_NOHUGEPAGE);
	for (size_t i = 0; i < PAGES; i++)
		((volatile char *)memory)[i * page] = 1;
	munmap(memory, PAGES * page);
}

static void test_counting(struct px_perf_counters *counters)
{
	struct px_record idle = { 0 }, busy = { 0 };

	counters->hook.begin(&counters->hook);
	counters->hook.end(&counters->hook, &idle);
	counters->hook.begin(&counters->hook);
	touch_pages();
	counters->hook.end(&counters->hook, &busy);
	tap_ok(busy.counted == 3, "the available events are counted, and no other");
	tap_ok(busy.counts[1] >= PAGES, "%u pages touched, %llu faults", PAGES,
	       (unsigned long long)busy.counts[1]);
	tap_ok(idle.counts[1] < PAGES, "only between begin and end: %llu before",
	       (unsigned long long)idle.counts[1]);
	tap_ok(busy.counts[0] > 0, "CPU time: %llu", (unsigned long long)busy.counts[0]);
}

int main(void)
{
	struct px_perf_counters counters;
	struct px_record rec = { .counts = { 1, 1, 1 } };
	char text[128];

	px_perf_counters_open(&counters, events, text, sizeof(text));
	if (counters.open) {
		tap_ok(!strncmp(text, "cycles, instructions; n/a: cache misses (", 41),
		       "the available events are named: %s", text);
		test_counting(&counters);
	} else {
		tap_ok(1, "counting # SKIP %s", text);
	}
	px_perf_counters_close(&counters);
	px_perf_counters_open(&counters, none, text, sizeof(text));
	tap_ok(!strncmp(text, "n/a: ", 5) && !strchr(text, '('), "without events: %s", text);
	counters.hook.begin(&counters.hook);
	counters.hook.end(&counters.hook, &rec);
	tap_ok(!rec.counted, "nothing is counted");
	px_perf_counters_close(&counters);
	px_perf_counters_open(&counters, px_hardware_events, text, sizeof(text));
	tap_ok(*text && (counters.open == 7) == !strstr(text, "n/a"), "this machine: %s", text);
	px_perf_counters_close(&counters);
	return tap_done();
}
