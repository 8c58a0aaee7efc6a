// SPDX-License-Identifier: GPL-2.0-only
/* The bug matrix: observed detections compared with the expected ones. */
#include <stdlib.h>
#include <string.h>
#include "fake_results.h"
#include "line_width.h"
#include "claims/bug_matrix.h"
#include "measure/side.h"
#include "tap.h"

/* This test runs no lab. */
const struct px_side *const px_sides[] = { NULL };

/* Two bugs in place of the real ones. */
static const struct px_bug_doc slip = {
	.name = "slip",
	.wrong = "A value is wrong.",
	.effect = "The test fails.",
	.rust = "rustc refuses it.",
	.caught = "rustc clang lockdep tsan",
	.missed = "gcc asan",
	.sometimes = "lsan",
	.false_positive = "sparse",
};
static const struct px_bug_doc stumble = {
	.name = "stumble", .wrong = "A call is wrong.",
	.effect = "The test fails.", .rust = "rustc refuses it.",
	.caught = "sleep", .missed = "gcc", .kernel_only = true,
};
const struct px_bug_doc *const px_bug_docs[] = { &slip, &stumble };
const unsigned int px_bug_doc_count = 2;

/* The output of scripts/collect/bugs if all results are as expected. */
static const char as_expected[] =
	"slip\trustc\t1.95.0\tcaught\tslip.rs:1:1: error[E0382]: use of moved value\n"
	"slip\tgcc\t12.2.0\tmissed\t\n"
	"slip\tclang\t14.0.6\tcaught\tslip.c:1: warning: no\n"
	"slip\tsparse\t0.6.4\tfalse\tcontext imbalance\n"
	"slip\tlockdep\tdebug\tcaught\tWARNING: possible recursive locking detected\n"
	"slip\tasan\tgcc 12.2.0\tmissed\t\n"
	"slip\tlsan\tgcc 12.2.0\tmissed\t\n"
	"slip\ttsan\tgcc 12.2.0\tcaught\tWARNING: ThreadSanitizer: data race\n"
	"slip\thelgrind\t3.19.0\tmissed\t\n"
	"stumble\tgcc\t12.2.0\tmissed\t\n"
	"stumble\tsleep\tdebug\tcaught\tBUG: sleeping function\n";

/* Makes the matrix of these lines. The line that begins with start is replaced. */
static void make(struct px_bug_matrix *m, struct px_build_results *e, const char *start,
		 const char *replacement)
{
	char folder[] = "/tmp/parallax-matrix-XXXXXX", path[64];
	const char *line = as_expected;
	FILE *out;

	if (!mkdtemp(folder))
		exit(1);
	snprintf(path, sizeof(path), "%s/bugs.tsv", folder);
	out = fopen(path, "w");
	while (out && *line) {
		int length = (int)strcspn(line, "\n") + 1;

		if (start && !strncmp(line, start, strlen(start)))
			fprintf(out, "%s\t%s\n", start, replacement);
		else
			fprintf(out, "%.*s", length, line);
		line += length;
	}
	if (!out || fclose(out) || px_build_results_read(e, folder) || px_bug_matrix_init(m, e))
		exit(1);
	remove(path);
	remove(folder);
}

static unsigned int unexpected(const char *start, const char *replacement)
{
	struct px_build_results e;
	struct px_bug_matrix m;
	unsigned int nr;

	make(&m, &e, start, replacement);
	nr = m.unexpected;
	px_bug_matrix_free(&m);
	px_build_results_free(&e);
	return nr;
}

static void test_unexpected(void)
{
	tap_ok(unexpected(NULL, NULL) == 0, "all as expected");
	tap_ok(unexpected("slip\tclang", "14\tmissed\t") == 1,
	       "a detector that no longer catches the bug");
	tap_ok(unexpected("slip\tclang", "14\tfalse\tno") == 1,
	       "a detector that reports the corrected version too");
	tap_ok(unexpected("slip\tgcc", "13\tcaught\tyes") == 1,
	       "a detector that catches a bug that it missed before");
	tap_ok(unexpected("slip\tsparse", "1\tcaught\tyes") == 1,
	       "a detector whose false positive is gone");
	tap_ok(!unexpected("slip\tlsan", "12\tcaught\tyes"),
	       "no error where a detector catches the bug sometimes");
	tap_ok(unexpected("slip\tlsan", "12\tfailed\tno") == 1, "a failure of such a detector");
	tap_ok(unexpected("slip\thelgrind", "4\tcaught\tyes") == 1,
	       "a detector that was not applicable");
	tap_ok(unexpected("slip\tasan", "4\tfailed\tno") == 1, "a detector that failed");
	tap_ok(unexpected("slip\tasan", "4\twhat\tno") == 1, "an unknown result is a failure");
	tap_ok(unexpected("slip\tclang", "-\tabsent\tnot here") == 0,
	       "an absent detector is not an error");
	tap_ok(unexpected("stumble\tsleep", "debug\tmissed\t") == 2,
	       "a bug that no detector of a side catches");
}

static char *printed(void (*print)(FILE *out, const struct px_bug_matrix *m), const char *start,
		     const char *replacement)
{
	struct px_build_results e;
	struct px_bug_matrix m;
	char *text = NULL;
	size_t size;
	FILE *out;

	make(&m, &e, start, replacement);
	out = open_memstream(&text, &size);
	print(out, &m);
	fclose(out);
	px_bug_matrix_free(&m);
	px_build_results_free(&e);
	return text;
}

static void print_json(FILE *out, const struct px_bug_matrix *m)
{
	px_bug_matrix_json(out, m);
}

static void print_first(FILE *out, const struct px_bug_matrix *m)
{
	px_bug_row_print(out, &m->rows[0]);
}

static bool has(char *text, const char *part)
{
	bool there = strstr(text, part) || !printf("# not in: %s\n", text);

	free(text);
	return there;
}

static void test_output(void)
{
	char *matrix = printed(px_bug_matrix_print, NULL, NULL),
	     *row = printed(print_first, NULL, NULL);

	tap_ok(fits(matrix), "the matrix fits, and no line ends in blanks");
	tap_ok(fits(row), "the text of one bug fits");
	free(matrix);
	free(row);
	tap_ok(has(printed(px_bug_matrix_print, NULL, NULL),
		   "slip             E0382  ○   ●   ◐    ●"),
	       "a row: Rust's error, missed, caught, a false positive, caught");
	tap_ok(has(printed(px_bug_matrix_print, "slip\tclang", "14\tmissed\t"),
		   "UNEXPECTED: slip, clang: missed, expected caught"),
	       "an UNEXPECTED result is printed");
	tap_ok(has(printed(px_bug_matrix_print, "slip\trustc", "1\tcaught\tpanic: at the index"),
		   "slip             panic "),
	       "Rust's panic");
	tap_ok(has(printed(px_bug_matrix_print, "slip\trustc", "1\tcaught\tslip.rs: warning: no"),
		   "slip             lint "),
	       "Rust's lint");
	tap_ok(has(printed(px_bug_matrix_print, "stumble\tsleep", "debug\tmissed\t"),
		   "no detector caught it in kernel"),
	       "a bug that no detector caught");
	tap_ok(has(printed(print_first, NULL, NULL),
		   "lockdep      caught: WARNING: possible recursive"),
	       "the text of one bug has the detector's own line");
	tap_ok(has(printed(print_json, NULL, NULL), "\"unexpected\": 0"), "JSON");
}

int main(void)
{
	test_unexpected();
	test_output();
	return tap_done();
}
