// SPDX-License-Identifier: GPL-2.0-only
/* A document is read as it was written; a truncated or changed one is refused with a reason. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "output/diff.h"
#include "fake_results.h"
#include "output/json_results.h"
#include "output/json_decode.h"
#include "output/json_schema.h"
#include "tap.h"

#define ROUNDS	11u

static const struct px_input_file input = { .path = "a file", .lines = 8 };
static const struct px_side crossing = { .name = "uring×8", .kind = "uring", .batch = 8,
					 .queued = true };
static const struct px_side *const sides[] = { &fake_kernel, &fake_user, &crossing };
static const struct px_bench_case cases[] = {
	{ "mutex_counter", false, { 2, PX_PIN_SPREAD, 200000000, .hold_ns = 5, .think_ns = 6,
	    .read_share = 90, .lines = 7, .payload = 64, .capacity = 3, .kind = PX_KIND_PI },
	  &input, true, { "struct rt_mutex", "PI" } },
	{ "counter_unlocked", true, { .threads = 1, .ops = 1000000000000 } },
};
static const struct px_plan plan = { cases, 2, sides, 3, ROUNDS, PX_MAX_SEED, .timed = true };
static char path[] = "/tmp/px-loaded-XXXXXX", other_path[] = "/tmp/px-loaded-XXXXXX";

static void make_results(struct px_results *results, double slower)
{
	px_results_init(results, &plan);
	snprintf(results->absent[2], PX_WHY_SIZE, "not today");
	for (unsigned int c = 0; c < 2; c++)
		for (unsigned int s = 0; s < 2; s++)
			fake_rounds(results, c, s, (c ? 1 : slower) * (30000 - 20000 * s));
	px_results_round(results, 1, 1, 3)->record.error = -ETIME;
	px_results_round(results, 1, 1, 4)->made = false;
	px_record_free(&px_results_round(results, 1, 1, 4)->record);
	fake_timed(results, 0, 0, 5);
	px_results_round(results, 0, 0, ROUNDS)->record.depth = 9;
	px_results_round(results, 0, 0, 2)->record.counted = 1u << PX_INSTRUCTIONS;
	px_results_round(results, 0, 0, 2)->record.counts[PX_INSTRUCTIONS] = 1234567;
	results->made = 43;
	results->planned = 48;
}

static void put(const char *to, const char *text, size_t size)
{
	FILE *file = fopen(to, "w");

	if (!file || fwrite(text, 1, size, file) != size || fclose(file))
		abort();
}

static char *written(double slower, const struct px_environment *environment)
{
	struct px_results results;
	char *text;

	make_results(&results, slower);
	text = fake_print(px_json_write, &results, environment);
	px_results_free(&results);
	return text;
}

static void test_again(const char *text)
{
	struct px_result_file loaded;
	char why[256], *again;

	put(path, text, strlen(text));
	tap_ok(!px_result_file_read(&loaded, path, why, sizeof(why)), "a document can be read");
	again = fake_print(px_json_write, &loaded.results, &loaded.environment);
	tap_ok(!strcmp(text, again), "written again, it is the same");
	free(again);
	px_result_file_free(&loaded);
}

static void test_incomplete(void)
{
	struct px_result_file file;
	char why[256];

	px_result_file_read(&file, path, why, sizeof(why));
	tap_ok(!px_results_complete(&file.results), "incomplete results stay incomplete");
	px_result_file_free(&file);
}

/* A file that parallax 0.1 wrote before the keys were renamed. */
static void test_version_1(void)
{
	struct px_result_file file = { 0 };
	const struct px_record *rec;
	char why[256] = "", *text;
	int err = px_result_file_read(&file, "compare/tests/results-1.json", why, sizeof(why));

	tap_ok(!err, "parallax-results/1 is read%s", why);
	if (err)
		goto out;
	rec = &px_results_round(&file.results, 1, 0, 0)->record;
	tap_ok(file.plan.timed && file.plan.nr_cases == 3 && file.cases[0].broken &&
	       file.cases[2].same && file.cases[1].spec.payload == 64 && rec->depth == 4 &&
	       !strcmp(rec->findings[0].what, "messages received") &&
	       !strcmp(file.cases[2].input->path, "sums.txt") &&
	       !strncmp(file.environment.counters, "n/a", 3) &&
	       px_results_timed(&file.results, 1, 0)->latency->max_ns, "keys keep their values");
	text = fake_print(px_json_write, &file.results, &file.environment);
	tap_ok(strstr(text, PX_JSON_SCHEMA) != NULL, "written again, it is of version 2");
	test_again(text);
	free(text);
out:
	px_result_file_free(&file);
}

/* A refusal has a reason, and no memory is leaked. */
static bool refused(const char *text, size_t size, const char *reason)
{
	struct px_result_file loaded;
	char why[256] = "";
	int err;

	put(path, text, size);
	err = px_result_file_read(&loaded, path, why, sizeof(why));
	px_result_file_free(&loaded);
	if (err && strstr(why, reason) && *why)
		return true;
	printf("# %d: %s\n", err, why);
	return false;
}

static void test_cut_off(const char *text)
{
	size_t whole = strlen(text);
	bool all = true;

	for (size_t size = 0; size < whole - 2; size += 1 + size / 150)
		all &= refused(text, size, "");
	tap_ok(all, "truncated anywhere: refused");
}

/* Replaces the first occurrence of what. */
static void test_changed(const char *text, const char *what, const char *with, const char *reason)
{
	const char *at = strstr(text, what);
	char *changed = malloc(strlen(text) + strlen(with) + 1);

	if (!at || !changed)
		abort();
	sprintf(changed, "%.*s%s%s", (int)(at - text), text, with, at + strlen(what));
	tap_ok(refused(changed, strlen(changed), reason), "%s: %s", with, reason);
	free(changed);
}

static void test_missing(void)
{
	struct px_result_file loaded;
	char why[256];

	tap_ok(px_result_file_read(&loaded, "/nowhere/at all", why, sizeof(why)) == -ENOENT &&
	       strstr(why, "No such file"), "no file: %s", why);
	px_result_file_free(&loaded);
}

static void test_refusals(const char *text)
{
	test_cut_off(text);
	test_missing();
	tap_ok(refused("{}", 2, "parallax-results/2"), "another document is refused");
	test_changed(text, "parallax-results/2", "parallax-results/3", "found parallax-results/3");
	test_changed(text, "\"rounds\": 11", "\"rounds\": 0",
		     "plan.rounds: expected an integer: 1 to 1000");
	test_changed(text, "\"rounds\": 11", "\"rounds\": 1001", "plan.rounds: ");
	test_changed(text, "\"rounds\": 11", "\"rounds\": 3",
		     "cases[0].sides.kernel.rounds[3].round: expected an integer: 0 to 2");
	test_changed(text, "\"round\": 1,", "\"round\": 0,",
		     "cases[0].sides.kernel.rounds[1]: the file has this round twice");
	test_changed(text, "\"threads\": 2", "\"threads\": 1025", "cases[0].run_spec.threads: ");
	test_changed(text, "\"threads\": 2", "\"threads\": \"2\"", "expected an integer");
	test_changed(text, "\"ops\": 1000", "\"ops\": -1",
		     "cases[0].sides.kernel.rounds[0].workers[0].ops: ");
	test_changed(text, "\"expected\": \"1000\"", "\"expected\": \"x\"", "digits");
	test_changed(text, "\"1000\"", "\"18446744073709551616\"", "digits");
	test_changed(text, "\"pin\": \"spread\"", "\"pin\": \"spred\"",
		     "expected one of: none, spread, one");
	test_changed(text, "\"kind\": \"pi\"", "\"kind\": \"moon\"",
		     "expected one of: default, adaptive, pi, errorcheck, writer");
	test_changed(text, "\"kernel\": \"struct rt_mutex\"", "\"kernel\": 7",
		     "cases[0].lock.kernel: expected a text");
	test_changed(text, "\"name\": \"user\"", "\"name\": \"\"", "plan.sides[1].name: ");
	test_changed(text, "\"cases\": [", "\"cases\": 7, \"case\": [", "cases: expected an array");
	test_changed(text, "\"buckets\": [", "\"buckets\": [[1],",
		     "timed_round.latency.buckets[0]: expected a pair");
	test_changed(text, "\"steal_share\": ", "\"steal_share\": -1e19, \"stolen\": ",
		     "environment.steal_share: expected 0 to 1");
	test_changed(text, "parallax-results/2", "\\u001b[2J\\n", "found ?[2J?");
}

static int diff(double slower, double share, const struct px_environment *environment,
		struct px_diff *diff)
{
	struct px_result_file loaded[2];
	char why[256], *text = written(slower, environment), *printed = NULL;
	size_t size;
	FILE *out = open_memstream(&printed, &size);
	int err;

	put(other_path, text, strlen(text));
	if (px_result_file_read(&loaded[0], path, why, sizeof(why)) ||
	    px_result_file_read(&loaded[1], other_path, why, sizeof(why)))
		abort();
	err = px_diff_check(&loaded[0], &loaded[1], why, sizeof(why));
	if (!err)
		err = px_diff_print(out, &loaded[0], &loaded[1], 1, share, diff);
	else
		printf("# %s\n", why);
	fclose(out);
	free(printed);
	free(text);
	px_result_file_free(&loaded[0]);
	px_result_file_free(&loaded[1]);
	return err;
}

/* Runs with different factors of the machine; the later half is slower by another factor. */
static int diff_series(const double *speeds, double slower, unsigned int nr, struct px_diff *diff)
{
	struct px_result_file loaded[16];
	char why[256], *printed = NULL;
	size_t size;
	FILE *out = open_memstream(&printed, &size);
	int err;

	for (unsigned int i = 0; i < 2 * nr; i++) {
		char *text = written(speeds[i % nr] * (i < nr ? 1 : slower * (1 + 0.01 * (i % 3))),
				     &fake_environment);

		put(other_path, text, strlen(text));
		free(text);
		if (px_result_file_read(&loaded[i], other_path, why, sizeof(why)))
			abort();
	}
	err = px_diff_print(out, loaded, loaded + nr, nr, 0.05, diff);
	fclose(out);
	tap_ok(strstr(printed, nr < 6 ? "too few runs" : " more\n") != NULL, "%u runs: text", nr);
	free(printed);
	for (unsigned int i = 0; i < 2 * nr; i++)
		px_result_file_free(&loaded[i]);
	return err;
}

static void test_series(void)
{
	static const double speeds[] = { 1, 1.4, 0.8, 1.1, 1.3, 0.9, 1.2, 1 };
	struct px_diff d;

	tap_ok(!diff_series(speeds, 1.1, 8, &d) && d.slower == 2 && !d.faster,
	       "10 %% slower at each of eight speeds: found");
	tap_ok(!diff_series(speeds, 1, 8, &d) && !d.slower && !d.faster, "no difference is found");
	tap_ok(!diff_series(speeds, 2, 5, &d) && !d.slower, "five runs show no difference");
}

static void test_diff(const char *text)
{
	struct px_environment environment = fake_environment;
	struct px_diff d;

	put(path, text, strlen(text));
	tap_ok(!diff(1, 0, &environment, &d) && d.compared == 4 && !d.slower && !d.faster &&
	       !d.alone,
	       "a file and itself: no difference");
	tap_ok(!diff(1.1, 0.05, &environment, &d) && d.slower == 2 && !d.faster,
	       "10 %% slower: both sides of the case are");
	tap_ok(!diff(1.1, 0.15, &environment, &d) && !d.slower, "not slower by more than 15 %%");
	tap_ok(!diff(0.8, 0.05, &environment, &d) && !d.slower && d.faster == 2, "20 %% faster");
	snprintf(environment.kernel, sizeof(environment.kernel), "another");
	tap_ok(!diff(1, 0, &environment, &d), "another kernel may be compared");
	snprintf(environment.accelerator, sizeof(environment.accelerator), "TCG emulation");
	tap_ok(diff(1, 0, &environment, &d) == -EINVAL, "another accelerator may not be compared");
	environment = fake_environment;
	environment.debug = PX_DEBUG_KASAN;
	tap_ok(diff(1, 0, &environment, &d) == -EINVAL, "a debug kernel may not be compared");
}

int main(void)
{
	char *text = written(1, &fake_environment);

	if (mkstemp(path) < 0 || mkstemp(other_path) < 0)
		abort();
	test_again(text);
	test_incomplete();
	test_version_1();
	test_refusals(text);
	test_diff(text);
	test_series();
	unlink(path);
	unlink(other_path);
	free(text);
	return tap_done();
}
