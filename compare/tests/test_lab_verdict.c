// SPDX-License-Identifier: GPL-2.0-only
/* Verdicts on observations, the words for values, and the results recorded at build time. */
#include <errno.h>
#include <signal.h>
#include <unistd.h>
#include "claims/scoreboard.h"
#include "fake_lab.h"
#include "claims/value_format.h"
#include "tap.h"

static bool formats(const char *values, int64_t value, const char *wanted)
{
	char text[PX_VALUE_FORMAT_SIZE];

	px_value_format(text, values, value);
	return !strcmp(text, wanted) || !printf("# got: %s\n", text);
}

static void words(void)
{
	char text[PX_VALUE_FORMAT_SIZE];
	int64_t value;

	tap_ok(formats("0:waits|1:gets in", 1, "gets in"), "a value has words");
	tap_ok(formats("0:waits|1:gets in", 2, "2"), "a value without words is a number");
	tap_ok(formats("0:waits|*:%d of them, %d", -3, "-3 of them, -3"), "%%d is the number");
	tap_ok(formats("*:ends with %e", -EBUSY, "ends with -EBUSY"),
	       "%%e is the name of the error");
	tap_ok(formats("*:ends with %e", 5, "ends with 5"),
	       "%%e is a number if the value is no error");
	tap_ok(formats("*:100%", 1, "100%"), "a single per cent sign is printed");
	tap_ok(formats("-16:is busy|*:x", -16, "is busy"), "negative values have words");
	tap_ok(px_value_format_option(text, "*:%d|0:no|1:yes", 1, &value) && value == 1 &&
	       !strcmp(text, "yes"), "options are the values that the format names");
	tap_ok(!px_value_format_option(text, "*:%d|0:no|1:yes", 2, &value),
	       "other values are no options");
}

static enum px_agreement verdict_of(int64_t kernel, int64_t user)
{
	struct px_lab_case c;

	run(&c, kernel, user);
	return c.verdict.agreement;
}

static int observes_unexpected_name(struct px_lab_result *result)
{
	struct px_observation o = { .what = "never_heard_of" };

	fake_observe(1, result);
	px_lab_result_add(result, &o, 1, NULL, 0);
	return 0;
}

static int crashes(struct px_lab_result *result)
{
	fake_observe(1, result);
	raise(SIGKILL);
	return 0;
}

static int fails(struct px_lab_result *result)
{
	fake_observe(1, result);
	result->error = -ENOMEM;
	return 0;
}

static void verdicts(void)
{
	const struct px_test_config realtime = { .realtime = true, .cpus = 2 };
	struct px_lab_case c;

	tap_ok(verdict_of(0, 1) == PX_DIFFERS, "as expected, but not equal: differ");
	tap_ok(verdict_of(1, 1) == PX_UNEXPECTED, "a wrong value in the kernel: UNEXPECTED");
	tap_ok(verdict_of(0, 0) == PX_UNEXPECTED, "a wrong value in user space: UNEXPECTED");
	tap_ok(verdict_of(FAKE_ABSENT, 1) == PX_NOT_OBSERVED, "no kernel side: not observed");
	tap_ok(verdict_of(FAKE_ABSENT, 0) == PX_UNEXPECTED,
	       "an absent side does not hide UNEXPECTED");
	tap_ok(verdict_of(FAKE_NOTHING, 1) == PX_UNEXPECTED, "a missing observation: UNEXPECTED");
	run(&c, 7, 1);
	px_lab_verdict_reach(&c.verdict, &c.results, &fake_no_build, &realtime);
	tap_ok(c.verdict.agreement == PX_DIFFERS && c.verdict.nr == 1,
	       "another kernel has another expectation");
	fake_doc.expectations[1].user = fake_doc.expectations[1].kernel = 0;
	tap_ok(verdict_of(0, 0) == PX_AGREES, "equal values: agree");
	fake_doc.expectations[1].user = PX_ANY;
	tap_ok(verdict_of(0, 99) == PX_AGREES, "a value that depends on chance is ignored");
	fake_doc.expectations[1].user = PX_NONE;
	tap_ok(verdict_of(0, FAKE_NOTHING) == PX_AGREES,
	       "no counterpart, and none observed: agree");
	tap_ok(verdict_of(0, 0) == PX_UNEXPECTED, "no counterpart, but one observed: UNEXPECTED");
	fake_doc.expectations[1].user = 1;
	fake_user_perform = observes_unexpected_name;
	tap_ok(verdict_of(0, 1) == PX_UNEXPECTED,
	       "an observation without an expectation: UNEXPECTED");
	fake_user_perform = crashes;
	tap_ok(verdict_of(0, 1) == PX_UNEXPECTED, "a side that crashes: UNEXPECTED");
	fake_user_perform = fails;
	tap_ok(verdict_of(0, 1) == PX_UNEXPECTED, "a side that does not complete: UNEXPECTED");
	fake_user_perform = NULL;
}

static void write_file(const char *folder, const char *name, const char *text)
{
	char path[256];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	f = fopen(path, "w");
	if (!f || fputs(text, f) < 0 || fclose(f))
		abort();
}

static void remove_file(const char *folder, const char *name)
{
	char path[256];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	unlink(path);
}

static void build_results(void)
{
	char folder[] = "/tmp/px-build-XXXXXX";
	struct px_build_results e;
	struct px_lab_case c;
	unsigned int good;
	int64_t value;

	if (!mkdtemp(folder))
		abort();
	tap_ok(!px_build_results_read(&e, folder) && !e.nr && !e.rustc[0], "no files: no items");
	write_file(folder, "rust.tsv", "rustc\t1.95.0\n"
		   "reentry\tW1,W2\trun\texit 0\texit 0\tok\tshows it\n"
		   "value\treentry\tgets_in\t0\t1\n"
		   "other\tW2\terror\tE0277\tcompiles\tnot_ok\tis refused\n");
	write_file(folder, "checkers.tsv",
		   "clang\t14\tM3\tx.c\trefused\trefused\tok\tx.c:1: warning\n"
		   "kcsan\t-\tS1\ty.c\trefused\tabsent\tabsent\n");
	tap_ok(!px_build_results_read(&e, folder) && e.nr == 5, "each line is an item");
	tap_ok(!strcmp(e.rustc, "1.95.0"), "the version of the compiler is read");
	tap_ok(px_build_results_value(&e, "reentry", "gets_in", &value) && value == 1,
	       "a value is what the program printed");
	tap_ok(!px_build_results_value(&e, "reentry", "gets", &value),
	       "a value is found by its full name only");
	tap_ok(px_build_results_programs(&e, "W2", &good) == 2 && good == 1,
	       "programs are counted");
	tap_ok(px_build_results_programs(&e, "W", &good) == 0,
	       "a claim is found by its full id only");
	tap_ok(!px_build_results_next(&e, "S1", NULL)->present,
	       "an absent checker observed nothing");
	run(&c, 0, 1);
	px_lab_verdict_reach(&c.verdict, &c.results, &e, &fake_config);
	tap_ok(c.verdict.agreement == PX_UNEXPECTED && !c.verdict.findings[0].stated,
	       "a Rust program that shows another value: UNEXPECTED");
	px_build_results_free(&e);
	write_file(folder, "rust.tsv", "reentry\tW1\n");
	tap_ok(px_build_results_read(&e, folder) == -EINVAL,
	       "a line with too few fields is refused");
	write_file(folder, "rust.tsv", "rustc\tabsent\tnone found\n");
	tap_ok(!px_build_results_read(&e, folder) && !e.rustc[0] && e.nr == 2,
	       "without rustc there is no version");
	px_build_results_free(&e);
	remove_file(folder, "rust.tsv");
	remove_file(folder, "checkers.tsv");
	rmdir(folder);
}

int main(void)
{
	words();
	verdicts();
	build_results();
	return tap_done();
}
