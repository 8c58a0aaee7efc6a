/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * evidence: what was observed when parallax was built, since only a build can
 * show it: what rustc makes of the programs in compare/rust/, and what checkers
 * say of the files in compare/bugs/checkers/, and what any net catches of compare/bugs/.
 * Read from rust.tsv, drawn.tsv, checkers.tsv and bugs.tsv, which scripts/collect/rust,
 * scripts/collect/checkers and scripts/collect/bugs write.
 */
#ifndef PX_BUILD_RESULTS_H
#define PX_BUILD_RESULTS_H

#include <stdbool.h>
#include <stdint.h>
#include "measure/lab_result.h"

#define PX_BUILD_RESULTS_TEXT	160

enum px_build_result_kind {
	PX_BY_PROGRAM,		/* of Rust: compiles, is refused, or runs, as expected or not */
	PX_BY_VALUE,		/* what such a program printed */
	PX_BY_EVENT,		/* what an actor of such a program did next */
	PX_BY_CHECKER,
	PX_BY_DETECTOR		/* what a net made of a mistake: subject and name */
};

struct px_build_result {
	enum px_build_result_kind kind;
	char claims[PX_BUILD_RESULTS_TEXT];		/* with commas between */
	char subject[PX_BUILD_RESULTS_TEXT];		/* the program, or the checker */
	char name[PX_BUILD_RESULTS_TEXT];		/* of the value, the event's actor, the checked file */
	char version[PX_BUILD_RESULTS_TEXT];		/* of the checker, or the net */
	char expected[PX_BUILD_RESULTS_TEXT];
	char observed[PX_BUILD_RESULTS_TEXT];
	char text[2 * PX_BUILD_RESULTS_TEXT];	/* what it shows, or the checker's first line */
	bool there;				/* observed at all */
	bool good;				/* as expected */
};

struct px_build_results {
	char rustc[PX_BUILD_RESULTS_TEXT];	/* its version; "": there was none */
	unsigned int nr;
	struct px_build_result *items;	/* owned */
};

/* Reads the files from a folder; one that is not there holds nothing. 0 or -errno. */
int px_build_results_read(struct px_build_results *e, const char *folder);

void px_build_results_free(struct px_build_results *e);

/* The next item that serves a claim, after the one given (NULL: the first); or NULL. */
const struct px_build_result *px_build_results_next(const struct px_build_results *e, const char *claim,
						const struct px_build_result *after);

/* What program printed as the value of that name. */
bool px_build_results_value(const struct px_build_results *e, const char *program, const char *name,
		       int64_t *value);

/* The events that program drew, as a lab's. */
void px_build_results_draw(const struct px_build_results *e, const char *program,
		      struct px_lab_result *seen);

/* Rust's programs of a claim: how many there are, and how many did as expected. */
unsigned int px_build_results_programs(const struct px_build_results *e, const char *claim,
				  unsigned int *good);

/* Whether a word is in a list with commas or blanks between. */
bool px_build_results_lists(const char *list, const char *word);

#endif /* PX_BUILD_RESULTS_H */
