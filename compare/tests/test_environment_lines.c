// SPDX-License-Identifier: GPL-2.0-only
/* The environment as lines, alone and compared with another one. */
#include "fake_results.h"
#include "line_width.h"
#include "output/environment_lines.h"
#include "tap.h"

static char *printed(const struct px_environment *a, const struct px_environment *b)
{
	char *text = NULL;
	size_t size;
	FILE *out = open_memstream(&text, &size);

	if (!out)
		abort();
	if (b)
		px_environment_lines_diff(out, a, b);
	else
		px_environment_lines_print(out, a);
	if (fclose(out))
		abort();
	return text;
}

static void test_print(void)
{
	struct px_environment e = fake_environment;
	char *text;

	for (size_t i = 0; i < sizeof(e.mitigations) - 1; i++)
		e.mitigations[i] = i % 8 ? 'm' : ' ';
	text = printed(&e, NULL);
	tap_ok(strstr(text, "\nCPUs                 2 online, 2 allowed\n") &&
	       strstr(text, "\nboost                on\n"), "known properties");
	tap_ok(strstr(text, "\nclock source         unknown\n") &&
	       strstr(text, "\nlimits of CPU time   none seen\n"), "properties without a value");
	tap_ok(strstr(text, "\nprogram source       1123") &&
	       strstr(text, "\nmodule source        2123"), "the hash of each half");
	tap_ok(fits(text), "long lines are broken");
	free(text);
}

static void test_diff(void)
{
	struct px_environment a = fake_environment, b = fake_environment;
	char *text = printed(&a, &b);

	tap_ok(!*text, "equal environments: nothing is printed");
	free(text);
	b.module_own_hash[0] = '3';
	b.cpus_allowed = 1;
	snprintf(b.clocksource, sizeof(b.clocksource), "tsc");
	text = printed(&a, &b);
	tap_ok(!strcmp(text,
		       "CPUs                 before  2 online, 2 allowed\n"
		       "                     after   2 online, 1 allowed\n"
		       "clock source         before  unknown\n"
		       "                     after   tsc\n"
		       "module source        before  2123456789abcdef0123456789abcdef\n"
		       "                     after   3123456789abcdef0123456789abcdef\n"),
	       "each difference is printed");
	free(text);
}

int main(void)
{
	test_print();
	test_diff();
	return tap_done();
}
