// SPDX-License-Identifier: GPL-2.0-only
/* What was observed, held against what was expected; values in words; evidence. */
#include <errno.h>
#include <signal.h>
#include <unistd.h>
#include "claims/scoreboard.h"
#include "fake_lab.h"
#include "claims/value_format.h"
#include "tap.h"

static bool says(const char *rules, int64_t value, const char *wanted)
{
	char text[PX_VALUE_FORMAT_SIZE];

	px_value_format(text, rules, value);
	return !strcmp(text, wanted) || !printf("# got: %s\n", text);
}

static void words(void)
{
	char text[PX_VALUE_FORMAT_SIZE];
	int64_t value;

	tap_ok(says("0:waits|1:gets in", 1, "gets in"), "a value has its words");
	tap_ok(says("0:waits|1:gets in", 2, "2"), "a value without words is a number");
	tap_ok(says("0:waits|*:%d of them, %d", -3, "-3 of them, -3"), "%%d is the number");
	tap_ok(says("*:ends with %e", -EBUSY, "ends with -EBUSY"), "%%e is the error's name");
	tap_ok(says("*:ends with %e", 5, "ends with 5"), "or the number, if it is none");
	tap_ok(says("*:100%", 1, "100%"), "a lone per cent sign stays");
	tap_ok(says("-16:is busy|*:x", -16, "is busy"), "negative values have words");
	tap_ok(px_value_format_option(text, "*:%d|0:no|1:yes", 1, &value) && value == 1 &&
	       !strcmp(text, "yes"), "options are the values that are told by name");
	tap_ok(!px_value_format_option(text, "*:%d|0:no|1:yes", 2, &value), "and no more");
}

static enum px_agreement ruled(int64_t kernel, int64_t user)
{
	struct px_lab_case c;

	run(&c, kernel, user);
	return c.ruling.agreement;
}

static int shows_a_stranger(struct px_lab_result *seen)
{
	struct px_observation o = { .what = "never_heard_of" };

	play_show(1, seen);
	px_lab_result_add(seen, &o, 1, NULL, 0);
	return 0;
}

static int dies(struct px_lab_result *seen)
{
	play_show(1, seen);
	raise(SIGKILL);
	return 0;
}

static int fails(struct px_lab_result *seen)
{
	play_show(1, seen);
	seen->error = -ENOMEM;
	return 0;
}

static void rulings(void)
{
	const struct px_test_config realtime = { .realtime = true, .cpus = 2 };
	struct px_lab_case c;

	tap_ok(ruled(0, 1) == PX_DIFFERS, "as expected, and not the same: differ");
	tap_ok(ruled(1, 1) == PX_UNEXPECTED, "the kernel's value is another: UNEXPECTED");
	tap_ok(ruled(0, 0) == PX_UNEXPECTED, "user space's value is another: UNEXPECTED");
	tap_ok(ruled(PLAY_ABSENT, 1) == PX_NOT_OBSERVED, "no kernel side: not observed");
	tap_ok(ruled(PLAY_ABSENT, 0) == PX_UNEXPECTED, "nor does that hide what is UNEXPECTED");
	tap_ok(ruled(PLAY_NOTHING, 1) == PX_UNEXPECTED, "nothing observed where something should be");
	run(&c, 7, 1);
	px_lab_verdict_reach(&c.ruling, &c.trial, &play_no_evidence, &realtime);
	tap_ok(c.ruling.agreement == PX_DIFFERS && c.ruling.nr == 1,
	       "another expectation on another kernel");
	play_story.expects[1].user = play_story.expects[1].kernel = 0;
	tap_ok(ruled(0, 0) == PX_AGREES, "the same everywhere: agree");
	play_story.expects[1].user = PX_ANY;
	tap_ok(ruled(0, 99) == PX_AGREES, "a matter of chance counts for nothing");
	play_story.expects[1].user = PX_NONE;
	tap_ok(ruled(0, PLAY_NOTHING) == PX_AGREES, "no counterpart, and none seen: no difference");
	tap_ok(ruled(0, 0) == PX_UNEXPECTED, "no counterpart, yet something seen");
	play_story.expects[1].user = 1;
	play_user_perform = shows_a_stranger;
	tap_ok(ruled(0, 1) == PX_UNEXPECTED, "an observation that nobody expected");
	play_user_perform = dies;
	tap_ok(ruled(0, 1) == PX_UNEXPECTED, "a side that dies over it");
	play_user_perform = fails;
	tap_ok(ruled(0, 1) == PX_UNEXPECTED, "a side that does not come to the end");
	play_user_perform = NULL;
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

static void evidence(void)
{
	char folder[] = "/tmp/px-evidence-XXXXXX";
	struct px_build_results e;
	struct px_lab_case c;
	unsigned int good;
	int64_t value;

	if (!mkdtemp(folder))
		abort();
	tap_ok(!px_build_results_read(&e, folder) && !e.nr && !e.rustc[0], "no files: no evidence");
	write_file(folder, "rust.tsv", "rustc\t1.95.0\n"
		   "play\tW1,W2\trun\texit 0\texit 0\tok\tshows it\n"
		   "value\tplay\tgets_in\t0\t1\n"
		   "other\tW2\terror\tE0277\tcompiles\tnot_ok\tis refused\n");
	write_file(folder, "checkers.tsv",
		   "clang\t14\tM3\tx.c\trefused\trefused\tok\tx.c:1: warning\n"
		   "kcsan\t-\tS1\ty.c\trefused\tabsent\tabsent\n");
	tap_ok(!px_build_results_read(&e, folder) && e.nr == 5, "each line is an item");
	tap_ok(!strcmp(e.rustc, "1.95.0"), "the compiler is known");
	tap_ok(px_build_results_value(&e, "play", "gets_in", &value) && value == 1,
	       "a value is what the program printed");
	tap_ok(!px_build_results_value(&e, "play", "gets", &value), "by its whole name");
	tap_ok(px_build_results_programs(&e, "W2", &good) == 2 && good == 1, "programs are counted");
	tap_ok(px_build_results_programs(&e, "W", &good) == 0, "by the claim's whole id");
	tap_ok(!px_build_results_next(&e, "S1", NULL)->there, "an absent checker observed nothing");
	run(&c, 0, 1);
	px_lab_verdict_reach(&c.ruling, &c.trial, &e, &play_setting);
	tap_ok(c.ruling.agreement == PX_UNEXPECTED && !c.ruling.opinions[0].stated,
	       "a Rust program that shows another value: UNEXPECTED");
	px_build_results_free(&e);
	write_file(folder, "rust.tsv", "play\tW1\n");
	tap_ok(px_build_results_read(&e, folder) == -EINVAL, "a line with too few fields is refused");
	write_file(folder, "rust.tsv", "rustc\tabsent\tnone found\n");
	tap_ok(!px_build_results_read(&e, folder) && !e.rustc[0] && e.nr == 2, "no rustc: no version");
	px_build_results_free(&e);
	remove_file(folder, "rust.tsv");
	remove_file(folder, "checkers.tsv");
	rmdir(folder);
}

int main(void)
{
	words();
	rulings();
	evidence();
	return tap_done();
}
