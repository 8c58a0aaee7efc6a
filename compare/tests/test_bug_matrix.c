// SPDX-License-Identifier: GPL-2.0-only
/* Mistakes and nets: what was seen, held against what was expected. */
#include <stdlib.h>
#include <string.h>
#include "fake_results.h"
#include "line_width.h"
#include "claims/bug_matrix.h"
#include "measure/side.h"
#include "tap.h"

/* No lab is performed here. */
const struct px_side *const px_sides[] = { NULL };

/* Two tales of the test's own, in place of all others. */
static const struct px_bug_doc slip = {
	.name = "slip", .wrong = "A foot.", .ends = "A fall.", .rust = "No feet.",
	.caught = "rustc clang lockdep tsan", .missed = "gcc asan", .chance = "lsan", .cries = "sparse",
};
static const struct px_bug_doc stumble = {
	.name = "stumble", .wrong = "A stone.", .ends = "A fall.", .rust = "No stones.",
	.caught = "sleep", .missed = "gcc", .kernel_only = true,
};
const struct px_bug_doc *const px_bug_docs[] = { &slip, &stumble };
const unsigned int px_bug_doc_count = 2;

/* What scripts/collect/bugs would have written if all is as expected. */
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

/* The matrix of these lines, of which that of a mistake and a net is another one. */
static void make(struct px_bug_matrix *m, struct px_build_results *e, const char *start, const char *instead)
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
			fprintf(out, "%s\t%s\n", start, instead);
		else
			fprintf(out, "%.*s", length, line);
		line += length;
	}
	if (!out || fclose(out) || px_build_results_read(e, folder) || px_bug_matrix_make(m, e))
		exit(1);
	remove(path);
	remove(folder);
}

static unsigned int unexpected(const char *start, const char *instead)
{
	struct px_build_results e;
	struct px_bug_matrix m;
	unsigned int nr;

	make(&m, &e, start, instead);
	nr = m.unexpected;
	px_bug_matrix_free(&m);
	px_build_results_free(&e);
	return nr;
}

static void judges(void)
{
	tap_ok(unexpected(NULL, NULL) == 0, "all as expected");
	tap_ok(unexpected("slip\tclang", "14\tmissed\t") == 1, "a net that catches no more is noticed");
	tap_ok(unexpected("slip\tclang", "14\tfalse\tno") == 1, "and one that speaks of what is right as well");
	tap_ok(unexpected("slip\tgcc", "13\tcaught\tyes") == 1, "and one that catches what it did not");
	tap_ok(unexpected("slip\tsparse", "1\tcaught\tyes") == 1, "and one that has learned what is right");
	tap_ok(!unexpected("slip\tlsan", "12\tcaught\tyes"), "not where it is a matter of chance");
	tap_ok(unexpected("slip\tlsan", "12\tfailed\tno") == 1, "but a failure is one");
	tap_ok(unexpected("slip\thelgrind", "4\tcaught\tyes") == 1, "and one that had no part in it");
	tap_ok(unexpected("slip\tasan", "4\tfailed\tno") == 1, "and one that failed");
	tap_ok(unexpected("slip\tasan", "4\twhat\tno") == 1, "a word that is none is a failure");
	tap_ok(unexpected("slip\tclang", "-\tabsent\tnot here") == 0, "one that is absent did nothing wrong");
	tap_ok(unexpected("stumble\tsleep", "debug\tmissed\t") == 2, "what nobody catches in a world is noticed");
}

static char *printed(void (*print)(FILE *out, const struct px_bug_matrix *m), const char *start, const char *instead)
{
	struct px_build_results e;
	struct px_bug_matrix m;
	char *text = NULL;
	size_t size;
	FILE *out;

	make(&m, &e, start, instead);
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

static void tell_first(FILE *out, const struct px_bug_matrix *m)
{
	px_bug_matrix_tell(out, &m->rows[0]);
}

static bool has(char *text, const char *part)
{
	bool there = strstr(text, part) || !printf("# not in: %s\n", text);

	free(text);
	return there;
}

static void prints(void)
{
	char *matrix = printed(px_bug_matrix_print, NULL, NULL), *story = printed(tell_first, NULL, NULL);

	tap_ok(fits(matrix), "the matrix fits, and no line ends in blanks");
	tap_ok(fits(story), "a story fits");
	free(matrix);
	free(story);
	tap_ok(has(printed(px_bug_matrix_print, NULL, NULL), "slip             E0382  ○   ●   ◐    ●"),
	       "a row: Rust's error, missed, caught, a false alarm, caught");
	tap_ok(has(printed(px_bug_matrix_print, "slip\tclang", "14\tmissed\t"),
		   "UNEXPECTED: slip, clang: missed, expected caught"), "what is UNEXPECTED is told");
	tap_ok(has(printed(px_bug_matrix_print, "slip\trustc", "1\tcaught\tpanic: at the index"), "slip             panic "),
	       "Rust's panic");
	tap_ok(has(printed(px_bug_matrix_print, "slip\trustc", "1\tcaught\tslip.rs: warning: no"), "slip             lint "),
	       "Rust's lint");
	tap_ok(has(printed(px_bug_matrix_print, "stumble\tsleep", "debug\tmissed\t"), "in kernel nobody caught it"),
	       "a mistake that nobody caught");
	tap_ok(has(printed(tell_first, NULL, NULL), "lockdep      caught: WARNING: possible recursive"),
	       "a story has the net's own line");
	tap_ok(has(printed(print_json, NULL, NULL), "\"unexpected\": 0"), "JSON");
}

int main(void)
{
	judges();
	prints();
	return tap_done();
}
