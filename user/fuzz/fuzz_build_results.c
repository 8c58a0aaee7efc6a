// SPDX-License-Identifier: GPL-2.0-only
/*
 * The tables of results that a build makes: everything that is read can be printed. The first
 * byte selects the table.
 */
#include "claims/scoreboard.h"
#include "fuzz.h"
#include "claims/bug_matrix.h"
#include "claims/lab_docs.h"
#include "claims/timeline.h"

static const char *const names[] = { "rust.tsv", "drawn.tsv", "checkers.tsv", "bugs.tsv" };
#define NAMES	(sizeof(names) / sizeof(names[0]))

static char folder[] = "/tmp/px-fuzz-XXXXXX";
static char link_path[sizeof(folder) + 16];

static void remove_folder(void)
{
	unlink(link_path);
	rmdir(folder);
}

/* Puts a file of that name, in memory, into the folder. */
static void put(const char *name, const void *data, size_t size)
{
	if (!link_path[0]) {
		if (!mkdtemp(folder))
			abort();
		atexit(remove_folder);
	}
	unlink(link_path);
	snprintf(link_path, sizeof(link_path), "%s/%s", folder, name);
	if (symlink(fuzz_file(data, size), link_path))
		abort();
}

static void print_bugs(const struct px_build_results *build)
{
	struct px_bug_matrix m;

	if (px_bug_matrix_init(&m, build))
		abort();
	px_bug_matrix_print(fuzz_null(), &m);
	for (unsigned int i = 0; i < m.nr; i++)
		px_bug_row_print(fuzz_null(), &m.rows[i]);
	fuzz_require(!px_bug_matrix_json(fuzz_null(), &m));
	px_bug_matrix_free(&m);
}

static void print_claims(const struct px_build_results *build)
{
	static struct px_scoreboard_line lines[100];

	fuzz_require(px_claim_count <= 100);
	for (unsigned int i = 0; i < px_claim_count; i++)
		px_scoreboard_line(&lines[i], &px_claims[i], NULL, 0, build, NULL);
	px_scoreboard_print(fuzz_null(), lines, px_claim_count, build);
}

static void print_labs(const struct px_build_results *build)
{
	static struct px_lab_result seen;
	int64_t value;

	for (unsigned int i = 0; i < px_lab_count; i++) {
		seen = (struct px_lab_result) { 0 };
		px_build_results_events(build, px_labs[i]->name, &seen);
		px_timeline_print(fuzz_null(), "Rust", &seen, px_lab_docs[i]);
		px_build_results_value(build, px_labs[i]->name, "seen", &value);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct px_build_results build;

	if (!size)
		return 0;
	put(names[data[0] % NAMES], data + 1, size - 1);
	if (px_build_results_read(&build, folder))
		return 0;
	print_bugs(&build);
	print_claims(&build);
	print_labs(&build);
	px_build_results_free(&build);
	return 0;
}
