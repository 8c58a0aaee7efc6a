// SPDX-License-Identifier: GPL-2.0-only
/* The JSON document of results: its rounds. */
#include "fake_document.h"

static void test_timed(json_t *timed)
{
	json_int_t steps, clock, max, low[2], count[2];
	json_t *latency = json_object_get(timed, "latency");
	double p50, p90;
	json_t *p99, *p999;

	tap_ok(UNPACK(latency, "{s:I, s:I, s:F, s:F, s:o, s:o, s:I, s:[[I, I !], [I, I !] !] !}",
		      "steps", &steps, "clock_ns", &clock,
		      "p50_ns", &p50, "p90_ns", &p90, "p99_ns", &p99,
		      "p999_ns", &p999, "max_ns", &max, "buckets", &low[0], &count[0], &low[1],
		      &count[1]), "latency has exactly its keys");
	tap_ok(steps == 1000 && clock == 20 && max == 5000 && low[0] == 5 && count[0] == 995 &&
	       low[1] <= 5000 && count[1] == 5, "latency has its buckets");
	tap_ok(p50 == 5 && p90 == 5 && json_number_value(p99) == 5 && json_is_null(p999),
	       "latency has its quantiles; of 1000 steps p99.9 is null");
	tap_ok(json_integer_value(json_object_get(timed, "round")) == ROUNDS,
	       "the timed round has the next number");
}

static void test_round(json_t *bench_case)
{
	json_t *side = json_object_get(json_object_get(bench_case, "sides"), "kernel");
	json_t *rounds = json_object_get(side, "rounds"), *rest, *worker, *latency, *counters;
	int nth, order, error, as_expected;
	json_int_t seed, ops, wall, w[8];
	const char *what, *expected, *observed;
	double overlap, ns_per_op, uneven, multiple;
	json_int_t depth;

	tap_ok(json_array_size(rounds) == ROUNDS, "every raw round is there");
	tap_ok(UNPACK(json_array_get(rounds, 0), "{s:i, s:i, s:I, s:i, s:I, s:I, s:F,"
		      " s:F, s:F, s:F, s:o, s:[o, o !], s:[{s:s, s:s, s:s, s:b !} !], s:I, s:o !}",
		      "round", &nth, "order", &order, "seed", &seed,
		      "error", &error, "ops", &ops, "wall_ns", &wall,
		      "overlap", &overlap, "ns_per_op", &ns_per_op,
		      "unevenness", &uneven,
		      "max_over_min", &multiple, "counters", &counters,
		      "workers", &rest, &worker, "findings", "check", &what,
		      "expected", &expected, "observed", &observed,
		      "as_expected", &as_expected, "max_queue_depth", &depth, "latency", &latency),
	       "a round has exactly its keys");
	tap_ok(ops == 1001 && wall == 30000 && error == 0 && as_expected &&
	       seed == (json_int_t)px_plan_seed(&plan, 0), "a round has its values");
	tap_ok(fabs(ns_per_op - 30001.0 / 1001) < 1e-9 &&
	       fabs(overlap - 1.0 / 30000) < 1e-12, "a round has its derived values");
	tap_ok(fabs(uneven - 999.0 / 1001) < 1e-9, "a round has its unevenness");
	tap_ok(json_is_null(latency), "an untimed round has no latency");
	test_timed(json_object_get(side, "timed_round"));
	tap_ok(UNPACK(worker, "{s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I !}",
		      "ops", &w[0], "start_ns", &w[1], "end_ns", &w[2],
		      "cpu_ns", &w[3], "voluntary_switches", &w[4],
		      "involuntary_switches", &w[5], "hold_ns", &w[6],
		      "think_ns", &w[7]) && w[0] == 1 && w[1] == 2 && w[2] == 3 &&
	       w[3] == 4 && w[4] == 5 && w[5] == 6 && w[6] == 7 && w[7] == 8,
	       "each worker is there");
	json_unpack(json_array_get(rounds, 4), "{s:i, s:i}", "round", &nth,
		    "order", &order);
	tap_ok(nth == 4 && order == 8, "rounds are in order");
}

static void test_bad_rounds(json_t *bench_case)
{
	json_t *kernel_side, *user_side, *kernel, *user, *summary, *finding, *timed;
	const char *outcome, *check;

	json_unpack(bench_case, "{s:o, s:{s:o, s:o !}}", "summary", &summary, "sides",
		    "kernel", &kernel_side, "user", &user_side);
	kernel = json_object_get(kernel_side, "rounds");
	user = json_object_get(user_side, "rounds");
	tap_ok(json_array_size(kernel) == 1 && json_array_size(user) == 2,
	       "rounds that were not made are left out");
	finding = json_array_get(json_object_get(json_array_get(kernel, 0),
						 "findings"), 0);
	tap_ok(!strcmp(json_string_value(json_object_get(finding, "expected")),
		       "18446744073709551615") &&
	       !strcmp(json_string_value(json_object_get(finding, "observed")),
		       "7") &&
	       json_is_false(json_object_get(finding, "as_expected")),
	       "a finding keeps all its 64 bits");
	tap_ok(UNPACK(user_side, "{s:s, s:s, s:o, s:o !}", "check_status", &outcome,
		      "check_text", &check, "rounds", &user, "timed_round", &timed) &&
	       !strcmp(outcome, "error") &&
	       !strcmp(check, "error: No such file or directory"), "an error has its text");
	tap_ok(json_integer_value(json_object_get(json_array_get(user, 0), "error"))
	       == -ENOENT, "a run that could not start has its errno");
	tap_ok(json_integer_value(json_object_get(json_array_get(user, 1), "error"))
	       == -ETIME, "a run that was cut short has its errno");
	tap_ok(json_is_null(json_object_get(json_array_get(user, 0), "ns_per_op")) &&
	       json_is_null(json_object_get(json_array_get(user, 0), "overlap")),
	       "NAN is null");
	tap_ok(json_is_null(json_object_get(json_object_get(summary, "ratio"),
					    "estimate")),
	       "without a pair of rounds there is no estimate");
}

int main(void)
{
	struct px_results results;
	json_t *document, *list;

	make_results(&results);
	document = read_back(&results, &fake_environment);
	list = json_object_get(document, "cases");
	test_round(json_array_get(list, 0));
	test_bad_rounds(json_array_get(list, 1));
	json_decref(document);
	px_results_free(&results);
	return tap_done();
}
