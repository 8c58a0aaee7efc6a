/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tell: the story of a lab: what was done, what each world showed, why they
 * differ. Every sentence on this run is made of an observation.
 */
#ifndef PX_TELL_H
#define PX_TELL_H

#include <stdio.h>
#include "ruling.h"

/* The part that comes before anything was seen: what is asked, and what is done. */
void px_tell_question(FILE *out, const struct px_story *story);

#define PX_SENTENCE	1024

/* What the worlds showed of one thing: "the second read waits (Rust, kernel), gets in (user)". */
void px_tell_sentence(char text[PX_SENTENCE], const struct px_opinion *opinion);

/* The part that was seen, and the verdict. */
void px_tell_answer(FILE *out, const struct px_trial *trial, const struct px_ruling *ruling);

#endif /* PX_TELL_H */
