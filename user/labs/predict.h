/* SPDX-License-Identifier: GPL-2.0-only */
/* predict: asks a person what a lab will show, and compares. */
#ifndef PX_USER_PREDICT_H
#define PX_USER_PREDICT_H

#include <stdio.h>
#include "claims/lab_verdict.h"

struct px_prediction {
	bool made[PX_WORLDS];
	int64_t value[PX_WORLDS];
};

/* Asks, for each world, what the story's first observation will be. */
void px_predict_ask(struct px_prediction *p, FILE *in, FILE *out, const struct px_lab_doc *story);

/* Says where the prediction was right. */
void px_predict_compare(const struct px_prediction *p, FILE *out,
			const struct px_lab_verdict *ruling);

#endif /* PX_USER_PREDICT_H */
