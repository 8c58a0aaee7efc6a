// SPDX-License-Identifier: GPL-2.0-only
/*
 * The JSON document, read back.
 */
#include <errno.h>
#include <jansson.h>
#include <math.h>
#include "fake_results.h"
#include "output/json_results.h"
#include "tap.h"

#define ROUNDS	6u

static const struct px_side ioctl_side = {
	.name = "sqpoll×8", .kind = "uring", .batch = 8, .polled = true,
};
static const struct px_side *const sides[] = {
	&fake_kernel, &fake_user, &ioctl_side
};
static const struct px_input_file input = { .path = "a file", .lines = 8 };
static const struct px_bench_case cases[] = {
	{ "mutex_counter", false, { .threads = 2, .pin = PX_PIN_SPREAD,
				    .duration_ns = 200000000, .hold_ns = 5,
				    .think_ns = 6, .read_share = 90, .lines = 7,
				    .payload = 64, .capacity = 3 }, &input },
	{ "counter_unlocked", true, { .threads = 1, .ops = 1000000000000 } },
};
static const struct px_plan plan = { cases, 2, sides, 3, ROUNDS, PX_MAX_SEED, .timed = true };

static void make_results(struct px_results *results)
{
	px_results_init(results, &plan);
	snprintf(results->absent[2], PX_WHY_SIZE, "not today");
	for (unsigned int s = 0; s < 2; s++) {
		fake_rounds(results, 0, s, 30 - 20 * s);
		for (unsigned int r = 0; r < ROUNDS; r++)
			px_results_round(results, 0, s, r)->order = 2 * r + s;
	}
	px_results_round(results, 0, 0, 0)->record.workers[1] =
		(struct px_worker_result){ 1, 2, 3, 4, 5, 6, 7, 8 };
	fake_finding(fake_round(results, 1, 0, 0, 10), "count", UINT64_MAX, 7);
	px_results_round(results, 1, 1, 0)->made = true;
	px_results_round(results, 1, 1, 0)->error = -ENOENT;
	fake_round(results, 1, 1, 1, 10)->error = -ETIME;
	fake_timed(results, 0, 0, 5);
	results->made = 20;
	results->planned = 28;
}

static json_t *read_back(const struct px_results *results,
			 const struct px_environment *environment)
{
	char *text = fake_print(px_json_write, results, environment);
	json_t *document = json_loads(text, JSON_REJECT_DUPLICATES, NULL);

	tap_ok(document != NULL, "what is written can be read");
	tap_ok(text[strlen(text) - 1] == '\n', "and ends with a newline");
	free(text);
	return document;
}

/* json_unpack() with every key accounted for. */
#define UNPACK(object, ...) \
	(!json_unpack_ex((object), NULL, JSON_STRICT, __VA_ARGS__))

static void test_stamp(json_t *document)
{
	const char *kernel, *machine, *preempt, *accelerator, *model, *smt, *libc, *counters;
	const char *version, *compiler, *flags, *hash, *his_compiler, *his_hash;
	int emulated, online, allowed;
	json_t *environment = json_object_get(document, "environment");
	json_t *governor, *debug;
	double steal;

	tap_ok(UNPACK(environment, "{s:s, s:s, s:s, s:s, s:s, s:b, s:s, s:i, s:i, s:s, s:o,"
		      " s:s, s:s, s:F, s:{s:s, s:s, s:s !}, s:{s:s, s:s, s:o !} !}",
		      "parallax", &version, "kernel", &kernel, "machine", &machine,
		      "preemption", &preempt, "accelerator", &accelerator,
		      "emulated", &emulated, "cpu_model", &model,
		      "cpus_online", &online, "cpus_allowed", &allowed,
		      "smt", &smt, "cpufreq_governor", &governor, "libc", &libc,
		      "hardware_counters", &counters,
		      "steal_share", &steal, "program", "compiler", &compiler,
		      "flags", &flags, "source_hash", &hash, "module",
		      "compiler", &his_compiler, "source_hash", &his_hash,
		      "debug_options", &debug), "the environment has what it should, no more");
	tap_ok(!strcmp(kernel, fake_environment.kernel) && !strcmp(preempt, "voluntary") &&
	       !strcmp(hash, fake_environment.user_hash) && allowed == 2 && !emulated,
	       "and its values are kept");
	tap_ok(json_is_null(governor), "what is unknown is null");
	tap_ok(fabs(steal - 0.25) < 1e-9, "share of stolen time");
	tap_ok(json_array_size(debug) == 2 &&
	       !strcmp(json_string_value(json_array_get(debug, 1)), "KASAN"),
	       "debug options by name");
}

static void test_plan(json_t *document)
{
	json_t *object = json_object_get(document, "plan"), *first, *absent;
	const char *names[3], *kinds[3], *why, *schema;
	int rounds, timed, complete, planned, made, batch[3], polled[3];
	json_int_t seed;

	tap_ok(UNPACK(document, "{s:s, s:o, s:o, s:o !}", "schema", &schema,
		      "environment", &first, "plan", &first, "cases", &first) &&
	       !strcmp(schema, "parallax-results/2"), "the schema's name");
	tap_ok(UNPACK(object, "{s:I, s:i, s:b, s:b, s:i, s:i, s:[{s:s, s:s, s:i, s:b, s:o !}, "
		      "{s:s, s:s, s:i, s:b, s:o !}, {s:s, s:s, s:i, s:b, s:s !}] !}",
		      "seed", &seed, "rounds", &rounds, "timed_pass", &timed,
		      "complete", &complete, "runs_planned", &planned, "runs_made", &made, "sides",
		      "name", &names[0], "kind", &kinds[0], "batch", &batch[0],
		      "polled", &polled[0], "absent_reason", &absent,
		      "name", &names[1], "kind", &kinds[1], "batch", &batch[1],
		      "polled", &polled[1], "absent_reason", &first,
		      "name", &names[2], "kind", &kinds[2], "batch", &batch[2],
		      "polled", &polled[2], "absent_reason", &why),
	       "the plan");
	tap_ok(!strcmp(kinds[0], "kernel") && !batch[0] && !polled[0],
	       "a side that does not cross is of its own kind");
	tap_ok(!strcmp(names[2], "sqpoll×8") && !strcmp(kinds[2], "uring") && batch[2] == 8 &&
	       polled[2], "one that does says how");
	tap_ok(seed == (json_int_t)PX_MAX_SEED && rounds == 6 && timed, "seed and rounds");
	tap_ok(!complete && planned == 28 && made == 20, "what was interrupted is marked");
	tap_ok(!strcmp(names[0], "kernel") && json_is_null(absent) &&
	       !strcmp(why, "not today"), "an absent side has its reason");
}

static void test_spec(json_t *bench_case)
{
	json_int_t duration, ops, hold, think, lines, file_lines;
	int threads, share, broken, same, payload, capacity;
	const char *name, *pin, *file;
	json_t *rest;

	tap_ok(UNPACK(bench_case, "{s:s, s:b, s:b, s:{s:i, s:s, s:I, s:I, s:I, s:I, s:i, s:I, s:i, s:i !},"
		      " s:{s:s, s:I !}, s:o, s:o !}", "workload", &name, "broken", &broken,
		      "same_findings", &same, "run_spec",
		      "threads", &threads, "pin", &pin, "duration_ns", &duration,
		      "ops", &ops, "hold_ns", &hold, "think_ns", &think,
		      "read_share", &share, "lines", &lines, "payload", &payload,
		      "capacity", &capacity,
		      "input_file", "path", &file, "lines", &file_lines, "summary", &rest, "sides", &rest),
	       "a bench_case and its spec");
	tap_ok(!strcmp(name, "mutex_counter") && !broken && threads == 2 &&
	       !strcmp(pin, "spread") && duration == 200000000 && ops == 0 &&
	       hold == 5 && think == 6 && share == 90 && lines == 7 &&
	       payload == 64 && capacity == 3, "with their values");
	tap_ok(!strcmp(file, "a file") && file_lines == 8, "and its input");
}

static void test_summary(json_t *bench_case)
{
	double kernel, user, estimate, low, high;
	json_t *summary = json_object_get(bench_case, "summary"), *rest;
	const char *first, *second, *judgement;
	int n;

	tap_ok(UNPACK(summary, "{s:s, s:{s:F, s:F !}, s:o, s:o, s:o, s:{s:[s, s], s:F, s:F,"
		      " s:F, s:i !} !}", "comparison", &judgement, "ns_per_op", "kernel", &kernel, "user",
		      &user, "overlap", &rest, "hold_ns", &rest, "think_ns", &rest,
		      "ratio", "sides", &first, &second, "estimate", &estimate,
		      "low", &low, "high", &high, "pairs", &n), "a summary");
	tap_ok(!strcmp(first, "kernel") && !strcmp(second, "user") && n == 6,
	       "its ratio is kernel to user, from six rounds");
	tap_ok(kernel > 29 && user < 11 && low <= estimate && estimate <= high &&
	       low > 1, "with its interval");
	tap_ok(!strncmp(judgement, "user 2.99× faster, 95 % ", 23), "and in words: %s", judgement);
}

static void test_timed(json_t *timed)
{
	json_int_t steps, clock, max, low[2], count[2];
	json_t *latency = json_object_get(timed, "latency");
	double p50, p90, p99, p999;

	tap_ok(UNPACK(latency, "{s:I, s:I, s:F, s:F, s:F, s:F, s:I, s:[[I, I !], [I, I !] !] !}",
		      "steps", &steps, "clock_ns", &clock, "p50_ns", &p50, "p90_ns", &p90, "p99_ns", &p99,
		      "p999_ns", &p999, "max_ns", &max, "buckets", &low[0], &count[0], &low[1],
		      &count[1]), "a timed pass has latencies");
	tap_ok(steps == 1000 && clock == 20 && max == 5000 && low[0] == 5 && count[0] == 995 &&
	       low[1] <= 5000 && count[1] == 5, "with their buckets");
	tap_ok(p50 == 5 && p99 == 5 && fabs(p999 - 5000) < 5000.0 / 128, "and quantiles");
	tap_ok(json_integer_value(json_object_get(timed, "round")) == ROUNDS,
	       "its number is that of the rounds");
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
		      "max_over_min", &multiple, "counters", &counters, "workers", &rest, &worker, "findings", "check", &what,
		      "expected", &expected, "observed", &observed,
		      "as_expected", &as_expected, "max_queue_depth", &depth, "latency", &latency),
	       "a round has what it should, no more");
	tap_ok(ops == 1001 && wall == 30000 && error == 0 && as_expected &&
	       seed == (json_int_t)px_plan_seed(&plan, 0), "with its values");
	tap_ok(fabs(ns_per_op - 30001.0 / 1001) < 1e-9 &&
	       fabs(overlap - 1.0 / 30000) < 1e-12, "and what follows from them");
	tap_ok(fabs(uneven - 999.0 / 1001) < 1e-9, "how even the workers were among it");
	tap_ok(json_is_null(latency), "latency has its place");
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
	tap_ok(nth == 4 && order == 8, "rounds are in order and know it");
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
	       "rounds that were not made are not there");
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
	       !strcmp(check, "error: No such file or directory"), "an error's words");
	tap_ok(json_integer_value(json_object_get(json_array_get(user, 0), "error"))
	       == -ENOENT, "a run that could not be made has its errno");
	tap_ok(json_integer_value(json_object_get(json_array_get(user, 1), "error"))
	       == -ETIME, "a run that ended early has its own");
	tap_ok(json_is_null(json_object_get(json_array_get(user, 0), "ns_per_op")) &&
	       json_is_null(json_object_get(json_array_get(user, 0), "overlap")),
	       "what is not a number is null");
	tap_ok(json_is_null(json_object_get(json_object_get(summary, "ratio"),
					    "estimate")),
	       "without a pair of rounds there is no estimate");
}

static void test_document(void)
{
	struct px_environment environment = fake_environment;
	struct px_results results;
	json_t *document, *list;

	environment.debug = PX_DEBUG_LOCKDEP | PX_DEBUG_KASAN;
	environment.cpu_after = 400;
	environment.steal_after = 100;
	make_results(&results);
	document = read_back(&results, &environment);
	list = json_object_get(document, "cases");
	test_stamp(document);
	test_plan(document);
	tap_ok(json_array_size(list) == 2, "every bench_case is there");
	test_spec(json_array_get(list, 0));
	test_summary(json_array_get(list, 0));
	test_round(json_array_get(list, 0));
	test_bad_rounds(json_array_get(list, 1));
	json_decref(document);
	px_results_free(&results);
}

static void test_alone(void)
{
	struct px_environment environment = fake_environment;
	struct px_results results;
	json_t *document, *bench_case;

	environment.has_module = false;
	snprintf(environment.cpu_model, sizeof(environment.cpu_model), "\xff\xfe");
	make_results(&results);
	snprintf(results.absent[0], PX_WHY_SIZE, "no module");
	document = read_back(&results, &environment);
	bench_case = json_array_get(json_object_get(document, "cases"), 0);
	tap_ok(json_is_null(json_object_get(json_object_get(bench_case, "summary"), "ratio")),
	       "one side has no ratio");
	tap_ok(!json_object_get(json_object_get(bench_case, "sides"), "kernel"),
	       "an absent side has no rounds");
	tap_ok(json_is_null(json_object_get(json_object_get(document, "environment"),
					    "module")), "no module: null");
	tap_ok(!strcmp(json_string_value(json_object_get(
		       json_object_get(document, "environment"), "cpu_model")),
		       "(not UTF-8)"), "bytes that are no text do not spoil it");
	json_decref(document);
	px_results_free(&results);
}

static int write_full_disk(const struct px_results *results)
{
	FILE *full = fopen("/dev/full", "w");
	int err = full ? px_json_write(full, results, &fake_environment) : 0;

	if (full)
		fclose(full);
	return err;
}

static void test_full_disk(void)
{
	const struct px_plan small = { cases, 1, sides, 1, 1, 1 };
	struct px_results results;

	make_results(&results);
	tap_ok(write_full_disk(&results) == -ENOSPC,
	       "a document that cannot be written is an error");
	px_results_free(&results);
	px_results_init(&results, &small);
	tap_ok(write_full_disk(&results) == -ENOSPC,
	       "one that fits a buffer is an error no later");
	px_results_free(&results);
}

int main(void)
{
	test_document();
	test_alone();
	test_full_disk();
	return tap_done();
}
