/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * evidence: what was observed when parallax was built, since only a build can
 * show it: what rustc makes of the programs in compare/rust/, and what checkers
 * say of the files in compare/refused/, and what any net catches of compare/mistakes/.
 * Read from rust.tsv, drawn.tsv, refused.tsv and mistakes.tsv, which scripts/rust,
 * scripts/refused and scripts/mistakes write.
 */
#ifndef PX_EVIDENCE_H
#define PX_EVIDENCE_H

#include <stdbool.h>
#include <stdint.h>
#include "performance.h"

#define PX_EVIDENCE_TEXT	160

enum px_evidence_kind {
	PX_BY_PROGRAM,		/* of Rust: compiles, is refused, or runs, as expected or not */
	PX_BY_VALUE,		/* what such a program printed */
	PX_BY_EVENT,		/* what an actor of such a program did next */
	PX_BY_CHECKER,
	PX_BY_NET		/* what a net made of a mistake: subject and name */
};

struct px_evidence_item {
	enum px_evidence_kind kind;
	char claims[PX_EVIDENCE_TEXT];		/* with commas between */
	char subject[PX_EVIDENCE_TEXT];		/* the program, or the checker */
	char name[PX_EVIDENCE_TEXT];		/* of the value, the event's actor, the checked file */
	char version[PX_EVIDENCE_TEXT];		/* of the checker, or the net */
	char expected[PX_EVIDENCE_TEXT];
	char observed[PX_EVIDENCE_TEXT];
	char text[2 * PX_EVIDENCE_TEXT];	/* what it shows, or the checker's first line */
	bool there;				/* observed at all */
	bool good;				/* as expected */
};

struct px_evidence {
	char rustc[PX_EVIDENCE_TEXT];	/* its version; "": there was none */
	unsigned int nr;
	struct px_evidence_item *items;	/* owned */
};

/* Reads the files from a folder; one that is not there holds nothing. 0 or -errno. */
int px_evidence_read(struct px_evidence *e, const char *folder);

void px_evidence_free(struct px_evidence *e);

/* The next item that serves a claim, after the one given (NULL: the first); or NULL. */
const struct px_evidence_item *px_evidence_next(const struct px_evidence *e, const char *claim,
						const struct px_evidence_item *after);

/* What program printed as the value of that name. */
bool px_evidence_value(const struct px_evidence *e, const char *program, const char *name,
		       int64_t *value);

/* The events that program drew, as a lab's. */
void px_evidence_draw(const struct px_evidence *e, const char *program,
		      struct px_performance *seen);

/* Rust's programs of a claim: how many there are, and how many did as expected. */
unsigned int px_evidence_programs(const struct px_evidence *e, const char *claim,
				  unsigned int *good);

/* Whether a word is in a list with commas or blanks between. */
bool px_evidence_lists(const char *list, const char *word);

#endif /* PX_EVIDENCE_H */
