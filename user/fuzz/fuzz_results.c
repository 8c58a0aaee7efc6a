// SPDX-License-Identifier: GPL-2.0-only
/*
 * A file of results, as parallax show, diff and page read it. It is refused in one line; or it can
 * be printed, and written and read again without a change.
 */
#include "output/csv.h"
#include "output/diff.h"
#include "fuzz.h"
#include "output/json_results.h"
#include "stats/comparison.h"
#include "stats/latency.h"
#include "output/json_decode.h"
#include "output/plot.h"
#include "output/table.h"
#include "json_mutator.h"
#include "stats/resource_usage.h"

#define MAX_PRINTED	300u	/* runs: larger files are slow and add nothing */

static void print_all(const struct px_result_file *l)
{
	const struct px_results *results = &l->results;
	FILE *out = fuzz_null();
	struct px_diff diff;
	char why[256];

	px_table_print(out, results, &l->environment);
	px_comparison_print(out, results);
	px_resource_usage_print(out, results, &l->environment);
	px_latency_print(out, results);
	px_plot_print(out, results);
	px_csv_write(out, results, &l->environment);
	if (!px_diff_check(l, l, why, sizeof(why)))
		px_diff_print(out, l, l, 1, 0.05, &diff);
}

static char *write_again(const struct px_result_file *l, size_t *size)
{
	char *text = NULL;
	FILE *out = open_memstream(&text, size);

	fuzz_require(out && !px_json_write(out, &l->results, &l->environment) && !fclose(out));
	return text;
}

static void read_again(const struct px_result_file *l)
{
	size_t size, size_again;
	char *text = write_again(l, &size), *again, why[256];
	struct px_result_file other;

	fuzz_require(!px_result_file_read(&other, fuzz_file(text, size), why, sizeof(why)));
	again = write_again(&other, &size_again);
	fuzz_require(size == size_again && !memcmp(text, again, size));
	px_result_file_free(&other);
	free(again);
	free(text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char why[256] = "";
	struct px_result_file l;
	int err = px_result_file_read(&l, fuzz_file(data, size), why, sizeof(why));

	if (err)
		fuzz_require(*why && !strchr(why, '\n'));
	else if (px_plan_slots(&l.plan) * px_plan_passes(&l.plan) <= MAX_PRINTED) {
		print_all(&l);
		read_again(&l);
	}
	px_result_file_free(&l);
	return 0;
}

/* Random bytes are rarely JSON. So most mutations change values. */
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t room, unsigned int seed)
{
	size_t changed = seed % 8 ? fuzz_mutate_json(data, size, room, seed) : 0;

	return changed ? changed : LLVMFuzzerMutate(data, size, room);
}
