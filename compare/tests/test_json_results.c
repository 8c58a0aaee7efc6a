// SPDX-License-Identifier: GPL-2.0-only
/* The JSON document of results: its environment, plan, cases and summaries. */
#include "fake_document.h"

static void test_environment(json_t *document)
{
	const char *kernel, *machine, *preempt, *accelerator, *model, *smt, *libc, *counters;
	const char *version, *compiler, *flags, *hash, *module_compiler, *module_hash;
	int emulated, online, allowed;
	const char *limit, *boost, *own_hash, *module_own_hash;
	json_t *environment = json_object_get(document, "environment");
	json_t *governor, *debug, *null;
	double steal;
	int left;

	tap_ok(UNPACK(environment, "{s:s, s:s, s:s, s:s, s:s, s:b, s:o, s:o, s:s, s:i, s:i, s:s,"
		      " s:o,"
		      " s:s, s:o, s:o, s:o, s:o, s:o, s:o, s:o,"
		      " s:{s:o, s:s, s:o, s:i, s:o, s:o, s:o !},"
		      " s:s, s:s, s:F, s:{s:s, s:s, s:s, s:s !}, s:{s:s, s:s, s:s, s:o !} !}",
		      "parallax", &version, "kernel", &kernel, "machine", &machine,
		      "preemption", &preempt, "accelerator", &accelerator,
		      "emulated", &emulated, "kernel_side", &null, "deviating", &null,
		      "cpu_model", &model,
		      "cpus_online", &online, "cpus_allowed", &allowed,
		      "smt", &smt, "cpufreq_governor", &governor, "boost", &boost,
		      "isolated_cpus", &null, "nohz_full_cpus", &null, "cpus_used", &null,
		      "clocksource", &null, "transparent_hugepages", &null, "mitigations", &null,
		      "kernel_command_line", &null, "limits", "cgroup", &null, "cpu", &limit,
		      "threads", &null, "threads_left", &left, "others", &null,
		      "unknown", &null, "changed", &null, "libc", &libc,
		      "hardware_counters", &counters,
		      "steal_share", &steal, "program", "compiler", &compiler,
		      "flags", &flags, "source_hash", &hash, "own_hash", &own_hash, "module",
		      "compiler", &module_compiler, "source_hash", &module_hash,
		      "own_hash", &module_own_hash,
		      "debug_options", &debug), "the environment has exactly its keys");
	tap_ok(!strcmp(kernel, fake_environment.kernel) && !strcmp(preempt, "voluntary") &&
	       !strcmp(hash, fake_environment.user_hash) && allowed == 2 && !emulated,
	       "the environment has its values");
	tap_ok(json_is_null(governor) && json_is_null(null), "an unknown value is null");
	tap_ok(!strcmp(limit, "cpu.max 20 % of a CPU in /a") && !strcmp(boost, "on"),
	       "limits, and settings of the CPUs");
	tap_ok(!strcmp(own_hash, fake_environment.user_own_hash) &&
	       !strcmp(module_own_hash, fake_environment.module_own_hash),
	       "the hash of each half's own sources");
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
	       "the kind of a side without calls is its name");
	tap_ok(!strcmp(names[2], "sqpoll×8") && !strcmp(kinds[2], "uring") && batch[2] == 8 &&
	       polled[2], "a side with calls has its kind and batch");
	tap_ok(seed == (json_int_t)PX_MAX_SEED && rounds == 6 && timed, "seed and rounds");
	tap_ok(!complete && planned == 28 && made == 20, "an interrupted run is marked");
	tap_ok(!strcmp(names[0], "kernel") && json_is_null(absent) &&
	       !strcmp(why, "not today"), "an absent side has its reason");
}

static void test_case(json_t *bench_case)
{
	json_int_t duration, ops, hold, think, lines, file_lines, rate;
	int threads, share, broken, same, payload, capacity;
	const char *name, *pin, *file, *kind, *kernel, *user;
	json_t *rest;

	tap_ok(UNPACK(bench_case,
		      "{s:s, s:b, s:b, s:{s:i, s:s, s:I, s:I, s:I, s:I, s:i, s:I, s:i, s:i, s:s,"
		      " s:I !},"
		      " s:{s:s, s:s !}, s:{s:s, s:I !}, s:o, s:o !}",
		      "workload", &name, "broken", &broken, "same_findings", &same, "run_spec",
		      "threads", &threads, "pin", &pin, "duration_ns", &duration, "ops", &ops,
		      "hold_ns", &hold, "think_ns", &think, "read_share", &share, "lines", &lines,
		      "payload", &payload, "capacity", &capacity, "kind", &kind, "rate", &rate,
		      "lock", "kernel", &kernel, "user", &user, "input_file", "path", &file,
		      "lines", &file_lines, "summary", &rest, "sides", &rest),
	       "a case has exactly its keys");
	tap_ok(!strcmp(name, "mutex_counter") && !broken && threads == 2 &&
	       !strcmp(pin, "spread") && duration == 200000000 && ops == 0 &&
	       hold == 5 && think == 6 && share == 90 && lines == 7 &&
	       payload == 64 && capacity == 3 && rate == 0, "a case has its values");
	tap_ok(!strcmp(kind, "pi") && !strcmp(kernel, "struct rt_mutex") && !strcmp(user, "PI"),
	       "a case has the kind of its lock, and what that is on each side");
	tap_ok(!strcmp(file, "a file") && file_lines == 8, "a case has its input");
}

static void test_summary(json_t *bench_case)
{
	double kernel, user, estimate, low, high, p;
	json_t *summary = json_object_get(bench_case, "summary"), *rest;
	const char *first, *second, *comparison, *again;
	int n, holm;

	tap_ok(UNPACK(summary, "{s:s, s:{s:F, s:F !}, s:o, s:o, s:o, s:{s:[s, s], s:F, s:F,"
		      " s:F, s:i, s:F, s:b, s:s, s:n !}, s:[o !] !}", "comparison", &comparison,
		      "ns_per_op", "kernel", &kernel, "user",
		      &user, "overlap", &rest, "hold_ns", &rest, "think_ns", &rest,
		      "ratio", "sides", &first, &second, "estimate", &estimate,
		      "low", &low, "high", &high, "pairs", &n, "p_value", &p, "holm", &holm,
		      "comparison", &again, "unfit_reason", "ratios", &rest), "a summary");
	tap_ok(!strcmp(first, "kernel") && !strcmp(second, "user") && n == 6,
	       "the ratio is kernel to user, from six pairs");
	tap_ok(kernel > 29 && user < 11 && low <= estimate && estimate <= high &&
	       low > 1, "the ratio has its interval");
	tap_ok(!strncmp(comparison, "user 2.99× faster, 95 % ", 23), "in words: %s", comparison);
	tap_ok(fabs(p - 2.0 / 64) < 1e-9 && holm && !strcmp(again, comparison),
	       "six of six rounds: p is 2/64, and the only judged row survives");
	tap_ok(json_equal(rest, json_object_get(summary, "ratio")),
	       "the ratios are those of all pairs");
}

static void test_document(void)
{
	struct px_environment environment = fake_environment;
	struct px_results results;
	json_t *document, *list;

	environment.debug = PX_DEBUG_LOCKDEP | PX_DEBUG_KASAN;
	environment.cpu_after = 400;
	environment.steal_after = 100;
	px_limit_append(environment.limits.cpu, "cpu.max 20 %% of a CPU in /a");
	make_results(&results);
	document = read_back(&results, &environment);
	list = json_object_get(document, "cases");
	test_environment(document);
	test_plan(document);
	tap_ok(json_array_size(list) == 2, "the document has every case");
	test_case(json_array_get(list, 0));
	tap_ok(json_is_null(json_object_get(json_array_get(list, 1), "lock")),
	       "a workload without a lock: null");
	test_summary(json_array_get(list, 0));
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
		       "(not UTF-8)"), "bytes that are not UTF-8 are replaced");
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
	       "a write error is returned");
	px_results_free(&results);
	px_results_init(&results, &small);
	tap_ok(write_full_disk(&results) == -ENOSPC,
	       "a document smaller than a buffer is an error too");
	px_results_free(&results);
}

int main(void)
{
	test_document();
	test_alone();
	test_full_disk();
	return tap_done();
}
