/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * claims: what the notes on Rust's concurrency claim, one by one, and what is
 * to be said of each. The labs that test a claim name it in their stories; so
 * do the programs of compare/rust/ and the files of compare/bugs/checkers/.
 */
#ifndef PX_CLAIMS_H
#define PX_CLAIMS_H

#include <stdbool.h>

enum px_note {			/* what the notes are, on that point */
	PX_NOTE_RIGHT,
	PX_NOTE_IMPRECISE,
	PX_NOTE_WRONG,
	PX_NOTE_OPEN		/* they don't say, or ask */
};

struct px_claim {
	const char *id;
	const char *text;	/* at most 28 columns */
	const char *notes_say;
	enum px_note note;
	const char *correction;	/* or the answer; NULL where the note is right */
	const char *headline;	/* observation for the scoreboard; NULL: the first lab's first */
	bool rust_only;		/* no counterpart in C: shown by programs alone */
	const char *dearer, *cheaper;	/* workloads whose costs answer it; or NULL */
};

extern const struct px_claim px_claims[];
extern const unsigned int px_claim_count;

/* NULL: there is none of that id. */
const struct px_claim *px_claim_find(const char *id);

/* "right", "imprecise", "wrong", "open" */
const char *px_note_word(enum px_note note);

#endif /* PX_CLAIMS_H */
