/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * build_results: what was observed when parallax was built: how rustc treats the
 * programs of compare/rust/, what checkers report on the files of
 * compare/bugs/checkers/, and which detector finds which bug of compare/bugs/.
 * Read from rust.tsv, drawn.tsv, checkers.tsv and bugs.tsv. scripts/collect/rust,
 * scripts/collect/checkers and scripts/collect/bugs write these files.
 */
#ifndef PX_BUILD_RESULTS_H
#define PX_BUILD_RESULTS_H

#include <stdbool.h>
#include <stdint.h>
#include "measure/lab_result.h"

#define PX_BUILD_RESULTS_TEXT	160

enum px_build_result_kind {
	PX_BY_PROGRAM,		/* a Rust program: compiles, is refused, or runs */
	PX_BY_VALUE,		/* a value that a Rust program printed */
	PX_BY_EVENT,		/* an event of an actor of a Rust program */
	PX_BY_CHECKER,		/* a report of a checker on a file */
	PX_BY_DETECTOR		/* the result of a detector (subject) for a bug (name) */
};

struct px_build_result {
	enum px_build_result_kind kind;
	char claims[PX_BUILD_RESULTS_TEXT];		/* ids, separated by commas */
	char subject[PX_BUILD_RESULTS_TEXT];		/* the program, checker or detector */
	char name[PX_BUILD_RESULTS_TEXT];		/* of the value, actor, file or bug */
	char version[PX_BUILD_RESULTS_TEXT];		/* of the checker or detector */
	char expected[PX_BUILD_RESULTS_TEXT];
	char observed[PX_BUILD_RESULTS_TEXT];
	char text[2 * PX_BUILD_RESULTS_TEXT];	/* what it shows, or the first line of the report */
	bool present;				/* it was observed */
	bool good;				/* as expected */
};

struct px_build_results {
	char rustc[PX_BUILD_RESULTS_TEXT];	/* its version; "" if it was absent */
	unsigned int nr;
	struct px_build_result *items;	/* owned */
};

/* Reads the files of a folder; a missing file counts as empty. Returns 0 or -errno. */
int px_build_results_read(struct px_build_results *e, const char *folder);

void px_build_results_free(struct px_build_results *e);

/* The next item of a claim. after NULL: the first one. Returns NULL at the end. */
const struct px_build_result *px_build_results_next(const struct px_build_results *e,
						    const char *claim,
						    const struct px_build_result *after);

/* The value of that name that a Rust program printed. False if there is none. */
bool px_build_results_value(const struct px_build_results *e, const char *program, const char *name,
			    int64_t *value);

/* Adds the events of a Rust program to a lab result. */
void px_build_results_events(const struct px_build_results *e, const char *program,
			     struct px_lab_result *result);

/* The number of Rust programs of a claim. *good: those that behaved as expected. */
unsigned int px_build_results_programs(const struct px_build_results *e, const char *claim,
				       unsigned int *good);

/* True if the word is in a list that is separated by commas or blanks. */
bool px_build_results_lists(const char *list, const char *word);

#endif /* PX_BUILD_RESULTS_H */
