/* SPDX-License-Identifier: GPL-2.0-only */
/* concepts: what the notes are about, and where parallax has it. */
#ifndef PX_CONCEPTS_H
#define PX_CONCEPTS_H

#include <stdio.h>

struct px_concept {
	const char *name;
	const char *notes_say;
	const char *kernel;	/* its API there */
	const char *user;
	const char *watch_for;
	const char *claims;	/* ids; their labs are this concept's */
	const char *workloads;
	const char *sources;	/* contract, twins, or what is written once */
};

extern const struct px_concept px_concepts[];
extern const unsigned int px_concept_count;

/* NULL: there is none of that name. */
const struct px_concept *px_concept_find(const char *name);

/* All that parallax has to say of one. */
void px_concept_print(FILE *out, const struct px_concept *concept);

#endif /* PX_CONCEPTS_H */
