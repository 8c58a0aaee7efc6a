// SPDX-License-Identifier: GPL-2.0-only
/* parallax selftest: how far the harness itself can be trusted, measured here and now. */
#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "output/report_header.h"
#include "command.h"
#include "util/device.h"
#include "measure/plan_run.h"
#include "stats/latency.h"
#include "sides/sides.h"
#include "measure/text.h"
#include "stats/summary.h"
#include "stats/stats.h"

#define RECORDED	400u		/* pairs of rounds of one and the same thing */
#define RUN_NS		2000000u
#define WINDOW		11u		/* pairs of one comparison: as run has by default */
#define COMPARISONS	2000u
#define PLANTED		1.05

#define LEAST_FALSE	0.03		/* of what is said to be 5 % */
#define MOST_FALSE	0.08

static const struct px_bench_case empty = {
	.workload = "empty", .spec = { .threads = 2, .pin = PX_PIN_SPREAD, .duration_ns = 5 * RUN_NS },
};
static const struct px_bench_case job = {
	.workload = "mutex_counter", .spec = { .threads = 1, .pin = PX_PIN_SPREAD, .duration_ns = RUN_NS },
};

static void put(const char *what, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void put(const char *what, const char *format, ...)
{
	va_list args;

	px_text_left(stdout, what, 44);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
}

/* ---- what the loop and the gate add ------------------------------------------ */

/* How long after the first worker the last one began. */
static double skew(const struct px_record *rec)
{
	uint64_t last = 0;

	for (uint32_t i = 0; i < rec->nr_workers; i++)
		if (rec->workers[i].start_ns > last)
			last = rec->workers[i].start_ns;
	return (double)last;
}

static double median_of(const struct px_results *results, double (*figure)(const struct px_record *))
{
	double room[WINDOW];

	return px_results_median(results, 0, 0, figure, room);
}

static int tell_side(const struct px_side *side)
{
	struct px_plan plan = { .cases = &empty, .nr_cases = 1, .sides = &side, .nr_sides = 1,
				.rounds = WINDOW, .seed = 1, .timed = true };
	struct px_results results;
	const struct px_record *timed;
	int err = px_plan_run(&plan, stderr, &results);
	char what[64];

	timed = err ? NULL : px_results_timed(&results, 0, 0);
	if (timed) {
		snprintf(what, sizeof(what), "%s: the loop, a step that does nothing", side->name);
		put(what, "%.2f ns", median_of(&results, px_record_ns_per_op));
		snprintf(what, sizeof(what), "%s: reading the clock", side->name);
		put(what, "%llu ns", (unsigned long long)timed->latency->clock_ns);
		snprintf(what, sizeof(what), "%s: two workers begin apart by", side->name);
		put(what, "%.0f ns of %u", median_of(&results, skew), 5 * RUN_NS);
	} else if (!err) {
		err = -EIO;
	}
	px_results_free(&results);
	return err;
}

/* ---- the histogram, on distributions that are known ---------------------------- */

static double histogram_error(double (*quantile)(double share))
{
	static const double shares[] = { 0.5, 0.9, 0.99, 0.999 };
	static struct px_histogram h;
	const unsigned int samples = 100000;
	double worst = 0;

	memset(&h, 0, sizeof(h));
	for (unsigned int i = 0; i < samples; i++)
		px_histogram_add(&h, (uint64_t)quantile((i + 0.5) / samples), 1);
	for (unsigned int i = 0; i < sizeof(shares) / sizeof(shares[0]); i++)
		worst = fmax(worst, fabs(px_latency_quantile(&h, shares[i]) / quantile(shares[i]) - 1));
	return worst;
}

static double uniform(double share)
{
	return 1e6 * share;
}

static double exponential(double share)
{
	return -1e6 * log(1 - share);
}

/* ---- the comparison, of a thing with itself ------------------------------------- */

static uint64_t draw(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

/*
 * Of so many comparisons, the share in which a difference is claimed. Each is of
 * successive pairs as they were run, begun anywhere; which of a pair is called the
 * first is drawn. One of the two is made slower by a factor: 1 is not.
 */
static double claimed(const double *first, const double *second, double factor, bool *failed)
{
	double a[WINDOW], b[WINDOW];
	uint64_t state = 88172645463325252ull;
	unsigned int found = 0;

	for (unsigned int i = 0; i < COMPARISONS; i++) {
		unsigned int start = (unsigned int)(draw(&state) % (RECORDED - WINDOW + 1));
		struct px_ratio ratio;

		for (unsigned int r = 0; r < WINDOW; r++) {
			bool swap = draw(&state) >> 40 & 1;

			a[r] = factor * (swap ? second : first)[start + r];
			b[r] = (swap ? first : second)[start + r];
		}
		if (px_stats_ratio(a, b, WINDOW, &ratio))
			*failed = true;
		found += px_ratio_differs(&ratio);
	}
	return (double)found / COMPARISONS;
}

static int tell_comparison(const struct px_side *side, bool *untrue)
{
	const struct px_side *const twice[] = { side, side };
	struct px_plan plan = { .cases = &job, .nr_cases = 1, .sides = twice, .nr_sides = 2,
				.rounds = RECORDED, .seed = 1 };
	static double first[RECORDED], second[RECORDED];
	struct px_results results;
	int err = px_plan_run(&plan, stderr, &results);
	double false_share, power;
	bool failed = false;
	char what[64];

	if (!err) {
		px_results_gather(&results, 0, 0, px_record_ns_per_op, first);
		px_results_gather(&results, 0, 1, px_record_ns_per_op, second);
		false_share = claimed(first, second, 1, &failed);
		power = claimed(first, second, PLANTED, &failed);
		snprintf(what, sizeof(what), "%s: differences claimed where none is", side->name);
		put(what, "%.1f %% of %u", 100 * false_share, COMPARISONS);
		snprintf(what, sizeof(what), "%s: of 5 %% that were planted, found", side->name);
		put(what, "%.1f %% of %u", 100 * power, COMPARISONS);
		*untrue |= false_share < LEAST_FALSE || false_share > MOST_FALSE;
		err = failed ? -ENOMEM : 0;
	}
	px_results_free(&results);
	return err;
}

static int measure(const struct px_environment *stamp, const struct px_side *const *sides)
{
	bool untrue = false;
	int err = 0;

	px_report_header_machine(stdout, stamp);
	putchar('\n');
	for (unsigned int i = 0; sides[i] && !err; i++)
		err = tell_side(sides[i]);
	put("histogram: off on a uniform distribution by", "%.2f %%", 100 * histogram_error(uniform));
	put("histogram: off on an exponential one by", "%.2f %%", 100 * histogram_error(exponential));
	for (unsigned int i = 0; sides[i] && !err; i++)
		err = tell_comparison(sides[i], &untrue);
	if (err)
		return px_fail("it could not be measured: %s", strerror(-err));
	putchar('\n');
	px_text_sentence(stdout, "", "A comparison is of %u pairs at 95 %%: 4.2 %% may be claimed by "
			 "chance, since ranks are whole numbers. %u pairs were run for each side, of one "
			 "and the same thing, 2 ms each; comparisons are drawn from them, successive "
			 "pairs that begin anywhere.", WINDOW, RECORDED);
	return untrue ? px_fail("the share of false claims is not between %.0f and %.0f %%",
				100 * LEAST_FALSE, 100 * MOST_FALSE) : PX_EXIT_FINE;
}

/* The kernel's as well, where it is there. */
static int run(int argc, char **argv)
{
	const struct px_side *sides[] = { &px_side_user, &px_side_kernel, NULL };
	struct px_environment stamp;
	struct px_info module;
	char why[PX_WHY_SIZE];
	int err;

	if (argc > 1)
		return px_usage_error("self takes no argument, but got '%s'", argv[1]);
	err = px_device_info(&module, why, sizeof(why));
	if (err)
		sides[1] = NULL;
	if (px_environment_read(&stamp, err ? NULL : &module))
		return px_fail("the machine cannot be read");
	return measure(&stamp, sides);
}

const struct px_command px_command_selftest = {
	.name = "selftest",
	.summary = "how far the harness itself can be trusted (make selftest)",
	.run = run,
	.help =
"usage: parallax selftest\n"
"\n"
"Measures the measuring: what the loop and the clock add, how far apart workers begin, how far\n"
"a histogram is off on distributions that are known; how often the comparison claims a\n"
"difference between a thing and itself, and how often it finds one of 5 % that was planted.\n"
"\n"
"Exit status: 0 false claims are between 3 and 8 % of all; 1 they are not, or it could not be\n"
"measured; 2 usage.\n",
};
