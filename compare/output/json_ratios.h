/* SPDX-License-Identifier: GPL-2.0-only */
/* The ratios of a case as JSON: that of the table, and those of all pairs of sides. */
#ifndef PX_JSON_RATIOS_H
#define PX_JSON_RATIOS_H

#include <jansson.h>
#include "stats/comparison.h"

/* The comparisons of all pairs of sides that are present; the first is that of the table. */
struct px_judged {
	unsigned int nr;
	struct px_comparisons pairs[1 + PX_MAX_SIDES * (PX_MAX_SIDES - 1) / 2];
};

/* The caller must free, even after an error. 0 or -ENOMEM. */
int px_judge(const struct px_results *results, struct px_judged *judged);

void px_judged_free(struct px_judged *judged);

/* The ratio of one case; null without a pair. */
json_t *px_encode_pair(const struct px_results *results, const struct px_comparisons *all,
		       unsigned int c);

/* An array of the ratios of all pairs. */
json_t *px_encode_pairs(const struct px_results *results, const struct px_judged *judged,
			unsigned int c);

#endif /* PX_JSON_RATIOS_H */
