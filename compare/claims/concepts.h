/* SPDX-License-Identifier: GPL-2.0-only */
/* concepts: the topics of the notes, and where parallax implements each. */
#ifndef PX_CONCEPTS_H
#define PX_CONCEPTS_H

#include <stdio.h>

struct px_concept {
	const char *name;
	const char *notes_say;
	const char *kernel;	/* its API in the kernel */
	const char *user;
	const char *watch_for;
	const char *claims;	/* ids; the labs of these claims belong to the concept */
	const char *workloads;
	const char *sources;	/* its contract, twins or primitive */
};

extern const struct px_concept px_concepts[];
extern const unsigned int px_concept_count;

/* The concept of that name, or NULL. */
const struct px_concept *px_concept_find(const char *name);

/* Prints everything that parallax knows about a concept. */
void px_concept_print(FILE *out, const struct px_concept *concept);

#endif /* PX_CONCEPTS_H */
