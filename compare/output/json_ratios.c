// SPDX-License-Identifier: GPL-2.0-only
#include <math.h>
#include <string.h>
#include "json_encode.h"
#include "json_ratios.h"
#include "json_results.h"

json_t *px_encode_ratio(const struct px_ratio *ratio)
{
	return json_pack("{s:o, s:o, s:o, s:i}",
			 "estimate", px_encode_number(ratio->estimate),
			 "low", px_encode_number(ratio->low),
			 "high", px_encode_number(ratio->high),
			 "pairs", (int)ratio->n);
}

void px_judged_free(struct px_judged *judged)
{
	for (unsigned int i = 0; i < judged->nr; i++)
		px_comparisons_free(&judged->pairs[i]);
}

int px_judge(const struct px_results *results, struct px_judged *judged)
{
	unsigned int pair[2];
	int err = px_comparisons_default(&judged->pairs[0], results);

	judged->nr = 1;
	for (pair[0] = 0; pair[0] < results->plan->nr_sides; pair[0]++)
		for (pair[1] = pair[0] + 1; pair[1] < results->plan->nr_sides && !err; pair[1]++)
			if (px_results_present(results, pair[0]) &&
			    px_results_present(results, pair[1]))
				err = px_comparisons_make(&judged->pairs[judged->nr++], results,
							  pair);
	return err;
}

json_t *px_encode_pair(const struct px_results *results, const struct px_comparisons *all,
		       unsigned int c)
{
	const struct px_comparison *row = all->rows ? &all->rows[c] : NULL;
	json_t *object;

	if (!row)
		return json_null();
	object = px_encode_ratio(&row->ratio);
	px_encode_set(&object, "sides", json_pack("[s, s]",
						  results->plan->sides[all->pair[0]]->name,
						  results->plan->sides[all->pair[1]]->name));
	px_encode_set(&object, "p_value", px_encode_number(row->p));
	px_encode_set(&object, "holm", isnan(row->p) ? json_null() : json_boolean(row->survives));
	px_encode_set(&object, "comparison", px_encode_text(row->text));
	px_encode_set(&object, "unfit_reason", row->kind != PX_COMPARED_UNFIT ? json_null() :
		      px_encode_text(row->text + strlen("unfit: ")));
	return object;
}

json_t *px_encode_pairs(const struct px_results *results, const struct px_judged *judged,
			unsigned int c)
{
	json_t *ratios = json_array();

	for (unsigned int i = 1; i < judged->nr; i++)
		px_encode_append(&ratios, px_encode_pair(results, &judged->pairs[i], c));
	return ratios;
}
