/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * matrix: mistakes and nets: who caught what, as it was observed (scripts/mistakes),
 * held against what the mistakes' tales expect.
 */
#ifndef PX_MATRIX_H
#define PX_MATRIX_H

#include <stdbool.h>
#include <stdio.h>
#include "evidence.h"
#include "nets.h"
#include "tales.h"

enum px_catch {
	PX_NO_PART,		/* not what the net looks for, or no such mistake in its world */
	PX_CAUGHT,
	PX_MISSED,
	PX_CHANCE,		/* expected: caught or missed, as it happens */
	PX_CRIES,		/* speaks of what is right as well, so it has found nothing */
	PX_HARMLESS,		/* Rust: it compiles, runs, and there is no mistake any more */
	PX_NET_FAILED,
	PX_NET_ABSENT		/* or was not asked */
};

struct px_haul {		/* of a net, from one mistake */
	enum px_catch expected, observed;
	bool unexpected;
	const struct px_evidence_item *seen;	/* NULL: nothing */
};

struct px_catches {		/* of one mistake */
	const struct px_tale *tale;
	struct px_haul cells[PX_MAX_NETS];	/* as px_nets */
	bool uncaught[PX_NET_GROUPS];	/* nobody caught it there: kernel, user space */
};

struct px_matrix {
	unsigned int nr;
	struct px_catches *rows;	/* owned */
	unsigned int observed;		/* cells of which something was seen */
	unsigned int unexpected;	/* cells, and worlds where nobody caught a mistake */
};

/* Of what evidence has, which must live as long: 0, or -ENOMEM. */
int px_matrix_make(struct px_matrix *m, const struct px_evidence *evidence);
void px_matrix_free(struct px_matrix *m);

/* "caught", "missed", "false alarm", …; and "not applicable" */
const char *px_catch_word(enum px_catch c);

/* What is shown of it, in a column or a few: ●, ○ …; of Rust what happened: E0382, lint, panic, ○ … */
void px_haul_mark(char mark[16], const struct px_haul *cell);

/* What tools there were, as "gcc 12.2.0"; "" for those that have no version of their own. */
const char *px_matrix_version(const struct px_matrix *m, unsigned int net);

void px_matrix_print(FILE *out, const struct px_matrix *m);

/* One mistake's story, with what each net said of it. */
void px_matrix_tell(FILE *out, const struct px_catches *row);

/* For a program: an object with "mistakes" and "nets". 0, -ENOMEM or -errno. */
int px_matrix_json(FILE *out, const struct px_matrix *m);

#endif /* PX_MATRIX_H */
