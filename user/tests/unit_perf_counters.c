// SPDX-License-Identifier: GPL-2.0-only
/* Performance counters: the line that says which there are, and what a run counts. */
#include <string.h>
#include "harness/run.h"
#include "util/perf_counters.h"
#include "tests/tap.h"

#define BUSY_NS	20000000ull

enum { CPU_NS };	/* of PX_COUNT_SOFTWARE */

static void spin(void)
{
	u64 end = px_histogram_now() + BUSY_NS;

	while (px_histogram_now() < end)
		;
}

/* All that is not a step takes much longer than the steps. */
static int set_up(void *state, const struct px_run_spec *spec)
{
	spin();
	return 0;
}

static int attach(void *state, struct px_worker *w)
{
	spin();
	return 0;
}

static void detach(void *state, struct px_worker *w)
{
	spin();
}

static px_inline int step(u32 *state, struct px_worker *w, struct px_delay delay)
{
	return 0;
}

PX_LOOP(step)

static u32 check(const void *state, const struct px_total *total, struct px_finding *f)
{
	spin();
	return px_expect(f, "workers", 1, total->workers);
}

static const struct px_workload costly = {
	.name = "costly",
	.state_size = sizeof(u32),
	.setup = set_up,
	.roles = { { .name = "worker", .attach = attach, .loop = step_loop, .detach = detach } },
	.check = check,
};

static struct px_worker_result run(enum px_counting counting)
{
	const struct px_run_spec spec = { .threads = 1, .ops = 1000, .counting = counting };
	struct px_worker_result result = { 0 };
	struct px_finding findings[PX_MAX_FINDINGS];
	struct px_run *run;

	if (px_run_create(&run, &costly, &spec, NULL))
		return result;
	px_run_execute(run);
	px_run_results(run, &result);
	px_run_check(run, findings);
	px_run_destroy(run);
	return result;
}

static void test_run(void)
{
	struct px_worker_result none = run(PX_COUNT_NONE), some = run(PX_COUNT_SOFTWARE);

	tap_ok(none.ops == 1000 && !none.counted && !none.count_error,
	       "a run that does not count has no counts");
	tap_ok(some.ops == 1000 && some.counted == 7 && !some.count_error,
	       "a run that counts has all software counts");
	tap_ok(some.counts[CPU_NS] && some.counts[CPU_NS] < BUSY_NS / 2,
	       "only the steps are counted: %llu ns", (unsigned long long)some.counts[CPU_NS]);
}

int main(void)
{
	char text[128];
	uint32_t open = px_perf_counters_probe(PX_COUNT_SOFTWARE, text, sizeof(text));

	if (open == 7) {
		tap_ok(!strcmp(text, "cycles, instructions, cache misses"),
		       "the available events are named: %s", text);
		test_run();
	} else {
		tap_ok(!strncmp(text, "n/a: ", 5), "counting # SKIP %s", text);
	}
	open = px_perf_counters_probe(PX_COUNT_HARDWARE, text, sizeof(text));
	tap_ok(*text && (open == 7) == !strstr(text, "n/a"), "this machine: %s", text);
	return tap_done();
}
