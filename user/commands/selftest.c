// SPDX-License-Identifier: GPL-2.0-only
/* parallax selftest: measures the errors of the harness itself. */
#include <errno.h>
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "command.h"
#include "measure/plan_run.h"
#include "output/report_header.h"
#include "measure/text.h"
#include "sides/sides.h"
#include "stats/latency.h"
#include "stats/stats.h"
#include "stats/summary.h"
#include "util/args.h"
#include "util/device.h"
#include "util/error.h"

#define RECORDED	400u		/* pairs of rounds of the same case */
#define RUN_NS		2000000u
#define WINDOW		11u		/* pairs of one comparison: the default of "run" */
#define COMPARISONS	2000u
#define PLANTED		1.05

#define LEAST_FALSE	0.03		/* nominal: 0.05 */
#define MOST_FALSE	0.08

static const struct px_bench_case empty = {
	.workload = "empty",
	.spec = { .threads = 2, .pin = PX_PIN_SPREAD, .duration_ns = 5 * RUN_NS },
};
static const struct px_bench_case job = {
	.workload = "mutex_counter",
	.spec = { .threads = 1, .pin = PX_PIN_SPREAD, .duration_ns = RUN_NS },
};

static void print_line(const char *what, const char *format, ...)
	__attribute__((format(printf, 2, 3)));

static void print_line(const char *what, const char *format, ...)
{
	va_list args;

	px_text_left(stdout, what, 44);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
}

/* ---- the cost of the loop and of the clock ------------------------------------- */

/* Returns the time from the start of the first worker to the start of the last one. */
static double skew(const struct px_record *rec)
{
	uint64_t last = 0;

	for (uint32_t i = 0; i < rec->nr_workers; i++)
		if (rec->workers[i].start_ns > last)
			last = rec->workers[i].start_ns;
	return (double)last;
}

static double median_of(const struct px_results *results,
			double (*figure)(const struct px_record *))
{
	double room[WINDOW];

	return px_results_median(results, 0, 0, figure, room);
}

static int measure_side(const struct px_side *side)
{
	struct px_plan plan = { .cases = &empty, .nr_cases = 1, .sides = &side, .nr_sides = 1,
				.rounds = WINDOW, .seed = 1, .timed = true };
	struct px_results results;
	const struct px_record *timed;
	int err = px_plan_run(&plan, stderr, &results);
	char what[64];

	timed = err ? NULL : px_results_timed(&results, 0, 0);
	if (timed) {
		snprintf(what, sizeof(what), "%s: loop with an empty step", side->name);
		print_line(what, "%.2f ns", median_of(&results, px_record_ns_per_op));
		snprintf(what, sizeof(what), "%s: reading the clock", side->name);
		print_line(what, "%llu ns", (unsigned long long)timed->latency->clock_ns);
		snprintf(what, sizeof(what), "%s: start of two workers, difference", side->name);
		print_line(what, "%.0f ns of %u", median_of(&results, skew), 5 * RUN_NS);
	} else if (!err) {
		err = -EIO;
	}
	px_results_free(&results);
	return err;
}

/* ---- the histogram, on known distributions -------------------------------------- */

static double histogram_error(double (*quantile)(double share))
{
	static const double shares[] = { 0.5, 0.9, 0.99, 0.999 };
	static struct px_histogram h;
	const unsigned int samples = 100000;
	double worst = 0;

	memset(&h, 0, sizeof(h));
	for (unsigned int i = 0; i < samples; i++)
		px_histogram_add(&h, (uint64_t)quantile((i + 0.5) / samples), 1);
	for (unsigned int i = 0; i < sizeof(shares) / sizeof(shares[0]); i++) {
		double found = px_latency_quantile(&h, shares[i]);

		worst = fmax(worst, fabs(found / quantile(shares[i]) - 1));
	}
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

/* ---- the comparison of a case with itself --------------------------------------- */

static uint64_t draw(uint64_t *state)
{
	*state ^= *state << 13;
	*state ^= *state >> 7;
	*state ^= *state << 17;
	return *state;
}

/*
 * The share of comparisons that report a difference. Each comparison takes WINDOW successive
 * pairs from a random start. The order within a pair is random. The first of each pair is
 * multiplied by the factor.
 */
static double reported_share(const double *first, const double *second, double factor, bool *failed)
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

static int measure_comparison(const struct px_side *side, bool *out_of_range)
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
		false_share = reported_share(first, second, 1, &failed);
		power = reported_share(first, second, PLANTED, &failed);
		snprintf(what, sizeof(what), "%s: false differences reported", side->name);
		print_line(what, "%.1f %% of %u", 100 * false_share, COMPARISONS);
		snprintf(what, sizeof(what), "%s: differences of 5 %% found", side->name);
		print_line(what, "%.1f %% of %u", 100 * power, COMPARISONS);
		*out_of_range |= false_share < LEAST_FALSE || false_share > MOST_FALSE;
		err = failed ? -ENOMEM : 0;
	}
	px_results_free(&results);
	return err;
}

static int measure(const struct px_environment *env, const struct px_side *const *sides)
{
	bool out_of_range = false;
	int err = 0;

	px_report_header_machine(stdout, env);
	putchar('\n');
	for (unsigned int i = 0; sides[i] && !err; i++)
		err = measure_side(sides[i]);
	print_line("histogram: error, uniform distribution", "%.2f %%",
		   100 * histogram_error(uniform));
	print_line("histogram: error, exponential distribution", "%.2f %%",
		   100 * histogram_error(exponential));
	for (unsigned int i = 0; sides[i] && !err; i++)
		err = measure_comparison(sides[i], &out_of_range);
	if (err)
		return px_fail("cannot measure: %s", strerror(-err));
	putchar('\n');
	px_text_sentence(stdout, "", "A comparison has %u pairs and a 95 %% interval: 4.2 %% of "
			 "the comparisons report a false difference by chance, since ranks are "
			 "whole numbers. %u pairs of the same case, 2 ms each, were run on each "
			 "side. Each comparison takes successive pairs from a random start.",
			 WINDOW, RECORDED);
	return out_of_range ? px_fail("false differences: expected between %.0f and %.0f %%",
				100 * LEAST_FALSE, 100 * MOST_FALSE) : PX_EXIT_FINE;
}

static const struct argp argp = {
	.doc = "Measure the harness: the cost of its loop and of reading the clock, the difference "
	       "between the starts of two workers, and the error of a histogram on known "
	       "distributions. Then measure how often a comparison of a case with itself reports a "
	       "difference, and how often it finds a difference of 5 %.\v"
	       "Exit status: 0 false differences are between 3 and 8 % of all; 1 they are not, or "
	       "an error occurred; 2 usage error.",
};

static int run(int argc, char **argv)
{
	const struct px_side *sides[] = { &px_side_user, &px_side_kernel, NULL };
	int status = px_args_parse(&argp, argc, argv, NULL);
	struct px_environment env;
	struct px_info module;
	char why[PX_WHY_SIZE];
	int err;

	if (status)
		return status;
	err = px_device_info(&module, why, sizeof(why));
	if (err)
		sides[1] = NULL;
	if (px_environment_read(&env, err ? NULL : &module))
		return px_fail("cannot read the properties of this machine");
	return measure(&env, sides);
}

const struct px_command px_command_selftest = {
	.name = "selftest",
	.summary = "measure the errors of the harness itself",
	.run = run,
};
