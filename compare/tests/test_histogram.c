// SPDX-License-Identifier: GPL-2.0-only
/*
 * The histogram has no gap between buckets, no value is wrong by more than 1/128, and quantiles of
 * known distributions are right.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include "fake_results.h"
#include "stats/latency.h"
#include "stats/mean_remark.h"
#include "tap.h"

#define MOST	((1ull << 36) - 1)

static void test_buckets(void)
{
	bool next = true, inside = true, exact = true;

	for (uint32_t i = 0; i < PX_HISTOGRAM_BUCKETS; i++) {
		uint64_t low = px_histogram_low(i), end = px_histogram_low(i + 1);

		next &= low < end;
		inside &= px_histogram_bucket(low) == i && px_histogram_bucket(end - 1) == i;
		exact &= i >= PX_HISTOGRAM_EXACT || (low == i && end == i + 1);
	}
	tap_ok(next, "each bucket begins at the end of the previous one");
	tap_ok(inside, "a bucket contains its first and its last value");
	tap_ok(exact, "below %u each value has its own bucket", PX_HISTOGRAM_EXACT);
	tap_ok(px_histogram_low(PX_HISTOGRAM_BUCKETS) == MOST + 1, "the buckets reach to 2^36 ns");
	tap_ok(px_histogram_bucket(MOST + 1) == PX_HISTOGRAM_BUCKETS - 1 &&
	       px_histogram_bucket(UINT64_MAX) == PX_HISTOGRAM_BUCKETS - 1,
	       "larger values are in the last bucket");
}

static double quantile_of_one(uint64_t ns)
{
	struct px_histogram *h = calloc(1, sizeof(*h));
	double result;

	px_histogram_add(h, ns, 3);
	h->max_ns = UINT64_MAX;		/* another value: the test must not depend on it */
	result = px_latency_quantile(h, 0.5);
	free(h);
	return result;
}

static void test_error(void)
{
	double worst = 0;

	for (uint64_t ns = 1; ns < MOST; ns += 1 + ns / 97)
		worst = fmax(worst, fabs(quantile_of_one(ns) - (double)ns) / (double)ns);
	tap_ok(worst <= 1.0 / 128, "no value is wrong by more than 1/128: %.5f", worst);
}

/* 1 to 100000, each once: the quantile is the share. */
static void test_uniform(void)
{
	static const double shares[] = { 0.001, 0.5, 0.9, 0.99, 0.999, 1 };
	struct px_histogram *h = calloc(1, sizeof(*h));
	double worst = 0;

	for (uint64_t ns = 1; ns <= 100000; ns++)
		px_histogram_add(h, ns, 1);
	for (unsigned int i = 0; i < sizeof(shares) / sizeof(shares[0]); i++)
		worst = fmax(worst, fabs(px_latency_quantile(h, shares[i]) / shares[i] / 1e5 - 1));
	tap_ok(worst <= 1.0 / 128, "quantiles of a uniform distribution: wrong by %.5f", worst);
	tap_ok(px_latency_steps(h) == 100000 && h->max_ns == 100000, "number of steps and maximum");
	free(h);
}

/* Exponential: the quantile is -log(1 - share). */
static void test_exponential(void)
{
	static const double shares[] = { 0.5, 0.9, 0.99, 0.999 };
	struct px_histogram *h = calloc(1, sizeof(*h));
	double worst = 0;

	for (unsigned int i = 0; i < 200000; i++)
		px_histogram_add(h, (uint64_t)(-1e6 * log(1 - (i + 0.5) / 200000)), 1);
	for (unsigned int i = 0; i < sizeof(shares) / sizeof(shares[0]); i++)
		worst = fmax(worst, fabs(px_latency_quantile(h, shares[i]) /
					 (-1e6 * log(1 - shares[i])) - 1));
	tap_ok(worst <= 1.0 / 128, "quantiles of an exponential distribution: wrong by %.5f",
	       worst);
	free(h);
}

static void test_edges(void)
{
	struct px_histogram *h = calloc(1, sizeof(*h)), *other = calloc(1, sizeof(*other));

	tap_ok(isnan(px_latency_quantile(h, 0.5)), "no steps: no quantile");
	px_histogram_add(h, 7, 9);
	px_histogram_add(h, 1000003, 1);
	tap_ok(px_latency_quantile(h, 0.9) == 7 && px_latency_quantile(h, 0.91) > 7,
	       "the ninth of ten steps is the 0.9 quantile");
	px_histogram_add(h, 9000003, 0);
	tap_ok(px_latency_quantile(h, 1) <= 1000003 && h->max_ns == 1000003,
	       "no quantile is above the maximum; zero steps are not counted");
	px_histogram_add(other, 2000003, 10);
	other->clock_ns = 4;
	px_histogram_merge(h, other);
	tap_ok(px_latency_steps(h) == 20 && h->max_ns == 2000003 && h->clock_ns == 4 &&
	       px_latency_quantile(h, 0.5) > 1000000 && px_latency_quantile(h, 0.45) == 7,
	       "two histograms are added");
	free(other);
	free(h);
}

/* The percentile of steps that all take another time. */
static double percentile_of(double share, uint64_t steps)
{
	struct px_histogram *h = calloc(1, sizeof(*h));
	double result;

	for (uint64_t i = 0; i < steps; i++)
		px_histogram_add(h, 1000 + i, 1);
	result = px_latency_percentile(h, share);
	free(h);
	return result;
}

static void test_percentiles(void)
{
	static const struct {
		double share;
		uint64_t least;		/* steps with 10 beyond */
	} limits[] = { { 0.5, 20 }, { 0.9, 100 }, { 0.99, 1000 }, { 0.999, 10000 } };

	for (unsigned int i = 0; i < sizeof(limits) / sizeof(limits[0]); i++)
		tap_ok(isnan(percentile_of(limits[i].share, limits[i].least - 1)) &&
		       isfinite(percentile_of(limits[i].share, limits[i].least)),
		       "p%g needs %llu steps: 10 beyond it, not 9", 100 * limits[i].share,
		       (unsigned long long)limits[i].least);
	tap_ok(isnan(percentile_of(0.5, 0)), "no steps: no percentile");
}

static void test_calibration(void)
{
	struct px_histogram *h = calloc(1, sizeof(*h));

	px_histogram_calibrate(h);
	tap_ok(h->clock_ns < 1000000, "reading the clock takes %llu ns",
	       (unsigned long long)h->clock_ns);
	free(h);
}

static int print(FILE *out, const struct px_results *results,
		 const struct px_environment *environment)
{
	px_latency_print(out, results);
	return 0;
}

static void test_table(void)
{
	const struct px_bench_case cell = { "chan_bounded", false, { .threads = 2 } };
	const struct px_plan plan = { &cell, 1, fake_pair, 2, 1, 1, .timed = true };
	struct px_results results;
	char *text;

	px_results_init(&results, &plan);
	text = fake_print(print, &results, NULL);
	tap_ok(!*text, "without a timed run nothing is printed");
	free(text);
	fake_timed(&results, 0, 1, 50);
	px_results_round(&results, 0, 1, 1)->record.depth = 16;
	text = fake_print(print, &results, NULL);
	tap_ok(strstr(text, "chan_bounded ×2            user          50.0    50.0    50.0"
		      "     n/a   50000    20.0    1000     16\n"),
	       "a row for a side; 1000 steps are too few for p99.9");
	tap_ok(strstr(text, "service time") && strstr(text, "n/a: fewer than 10"),
	       "what it is of, and what n/a means");
	tap_ok(!strstr(text, "kernel"), "no row for a side that was not timed");
	free(text);
	px_results_free(&results);
}

static int print_remarks(FILE *out, const struct px_results *results,
			 const struct px_environment *environment)
{
	px_latency_print(out, results);
	px_mean_remarks_print(out, results);
	return 0;
}

/* A timed pass with p99 = 50 ns, and for a batch of 8 steps 800 ns. */
static void test_remarks(void)
{
	static const struct px_side batch = { .name = "ioctl×8", .batch = 8 };
	static const struct px_side *const sides[] = { &fake_user, &batch };
	const struct px_bench_case cell = { "chan_bounded", false, { .threads = 2 } };
	const struct px_plan plan = { &cell, 1, sides, 2, 1, 1, .timed = true };
	struct px_environment environment = fake_environment;
	struct px_results results;
	char *text;

	environment.cpu_after = 1000;
	environment.steal_after = 21;
	px_results_init(&results, &plan);
	results.environment = &environment;
	fake_round(&results, 0, 0, 0, 60);
	fake_round(&results, 0, 1, 0, 99);
	fake_timed(&results, 0, 0, 50);
	fake_timed(&results, 0, 1, 800);
	text = fake_print(print_remarks, &results, &environment);
	tap_ok(strstr(text, "\n    ioctl×8: of a batch of 8 steps; p50 / 8 = 100 ns a step\n"),
	       "a batch is named");
	tap_ok(!strstr(text, "user: of a batch"), "a side without one is not");
	tap_ok(strstr(text, "chan_bounded ×2, user: the mean of the rounds, 60.0 ns, is above p99 "
		      "of the timed pass, 50.0 ns.") &&
	       strstr(text, "stolen by other guests: 2.1 %."),
	       "a mean above p99 has a remark with its causes: %s", text);
	tap_ok(!strstr(text, "ioctl×8: the mean"), "a mean below p99 / 8 has none");
	free(text);
	px_results_free(&results);
}

int main(void)
{
	test_buckets();
	test_error();
	test_uniform();
	test_exponential();
	test_edges();
	test_percentiles();
	test_calibration();
	test_table();
	test_remarks();
	return tap_done();
}
