/* SPDX-License-Identifier: GPL-2.0-only */
/* predict: the user's guesses of what a lab will show, and how many were right. */
#ifndef PX_USER_PREDICT_H
#define PX_USER_PREDICT_H

#include <stdio.h>
#include "claims/lab_verdict.h"

#define PX_MAX_GUESSES	256u

struct px_guess {		/* a guess of a lab's first observation */
	const struct px_lab_doc *doc;
	enum px_world world;
	int64_t value;
	bool is_observed;
	int64_t observed;
};

struct px_guesses {
	unsigned int nr;
	struct px_guess list[PX_MAX_GUESSES];
};

/*
 * Asks for a guess for each world in the mask, one question at a time. Returns an exit status:
 * the end of input is a usage error.
 */
int px_predict_ask(struct px_guesses *g, FILE *in, FILE *out, const struct px_lab_doc *doc,
		   unsigned int worlds);

/* Reads guesses that px_predict_save() has written. An exit status. */
int px_predict_load(struct px_guesses *g, const char *path);

/* Writes the guesses and what was observed, as JSON. An exit status. */
int px_predict_save(const struct px_guesses *g, const char *path);

/* Prints each guess on this lab beside what was observed. */
void px_predict_compare(struct px_guesses *g, FILE *out, const struct px_lab_doc *doc,
			const struct px_lab_verdict *verdict);

/* Prints the number of right guesses. */
void px_predict_total(const struct px_guesses *g, FILE *out);

#endif /* PX_USER_PREDICT_H */
