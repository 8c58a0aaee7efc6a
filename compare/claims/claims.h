/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * claims: the statements of the notes on Rust's concurrency, and whether each is
 * right. A lab names the claims that it tests in its document. The programs of
 * compare/rust/ and the files of compare/bugs/checkers/ name theirs too.
 */
#ifndef PX_CLAIMS_H
#define PX_CLAIMS_H

#include <stdbool.h>

enum px_note {			/* are the notes right on that point? */
	PX_NOTE_RIGHT,
	PX_NOTE_IMPRECISE,
	PX_NOTE_WRONG,
	PX_NOTE_OPEN		/* they do not answer it, or ask about it */
};

struct px_claim {
	const char *id;
	const char *text;	/* at most 28 columns */
	const char *notes_say;
	enum px_note note;
	const char *correction;	/* or the answer to an open point; NULL if the notes are right */
	const char *headline;	/* the observation in the scoreboard; NULL: the first one */
	bool rust_only;		/* no counterpart in C: only Rust programs show it */
	const char *dearer, *cheaper;	/* workloads whose costs are compared; or NULL */
};

extern const struct px_claim px_claims[];
extern const unsigned int px_claim_count;

/* The claim of that id, or NULL. */
const struct px_claim *px_claim_find(const char *id);

/* "right", "imprecise", "wrong", "open" */
const char *px_note_word(enum px_note note);

#endif /* PX_CLAIMS_H */
