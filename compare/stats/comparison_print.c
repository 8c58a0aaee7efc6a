// SPDX-License-Identifier: GPL-2.0-only
#include <string.h>
#include "comparison.h"
#include "holm.h"
#include "measure/case_name.h"
#include "measure/environment.h"
#include "measure/text.h"

#define NAME	24u	/* columns of a case's name */

static const char *side_name(const struct px_results *results, unsigned int side)
{
	return results->plan->sides[side]->name;
}

static unsigned int count_faster(const struct px_comparisons *all, bool survives)
{
	unsigned int n = 0;

	for (unsigned int c = 0; c < all->nr; c++)
		n += all->rows[c].kind == PX_COMPARED_FASTER && all->rows[c].survives == survives;
	return n;
}

/* The text gets a line of its own if it does not fit. */
static void print_row(FILE *out, const char *indent, const char *name, const char *text)
{
	unsigned int width = px_text_width(name) > NAME ? px_text_width(name) : NAME;

	fputs(indent, out);
	if (px_text_width(indent) + width + 2 + px_text_width(text) <= px_text_columns) {
		px_text_left(out, name, width);
		fprintf(out, "  %s\n", text);
	} else {
		fprintf(out, "%s\n", name);
		px_text_sentence(out, "        ", "%s", text);
	}
}

/* The rows with a faster side that survive the adjustment, or those that do not. */
static void print_faster(FILE *out, const struct px_results *results,
			 const struct px_comparisons *all, bool survives)
{
	char name[128];

	if (!count_faster(all, survives))
		return;
	if (all->judged > 1)
		fprintf(out, "  %s the adjustment for %u rows:\n",
			survives ? "differ, and survive" : "differ, but do not survive",
			all->judged);
	for (unsigned int c = 0; c < all->nr; c++) {
		const struct px_comparison *row = &all->rows[c];

		if (row->kind != PX_COMPARED_FASTER || row->survives != survives)
			continue;
		px_case_name(results->plan, c, name, sizeof(name));
		print_row(out, all->judged > 1 ? "    " : "  ", name, row->text);
	}
}

/* Prints the cases with the text of case c, from c on, and the reason behind the last one. */
static void print_alike(struct px_flow *flow, const struct px_results *results,
			const struct px_comparisons *all, unsigned int c)
{
	const char *text = all->rows[c].text, *reason = strchr(text, ':');
	unsigned int next;
	char name[128];

	for (; c < all->nr; c = next) {
		for (next = c + 1; next < all->nr && strcmp(all->rows[next].text, text);)
			next++;
		px_case_name(results->plan, c, name, sizeof(name));
		if (reason && next == all->nr)
			px_flow_item(flow, "%s (%s)", name, reason + 2);
		else
			px_flow_item(flow, "%s", name);
	}
}

static bool is_first(const struct px_comparisons *all, unsigned int c)
{
	for (unsigned int i = 0; i < c; i++)
		if (!strcmp(all->rows[i].text, all->rows[c].text))
			return false;
	return true;
}

/* Prints all cases of one kind, by reason. */
static void print_others(FILE *out, const struct px_results *results,
			 const struct px_comparisons *all, enum px_comparison_kind kind,
			 const char *what)
{
	struct px_flow flow = { .out = out, .separator = " · ", .indent = 4 };

	for (unsigned int c = 0; c < all->nr; c++) {
		if (all->rows[c].kind != kind || !is_first(all, c))
			continue;
		if (!flow.column) {
			fprintf(out, "  %s:\n    ", what);
			flow.column = flow.indent;
		}
		print_alike(&flow, results, all, c);
	}
	px_flow_end(&flow);
}

void px_comparisons_print_chance(FILE *out, const struct px_comparisons *all)
{
	if (all->judged < 2)
		return;
	px_text_sentence(out, "", PX_BY_CHANCE, all->by_chance, all->judged);
	if (px_comparisons_hopeless(all))
		px_text_sentence(out, "", "With %u rounds no row of %u can survive the adjustment: "
				 "use --rounds %u.", all->pairs, all->judged,
				 px_holm_pairs(all->judged));
}

/* "Comparison of kernel and user, from pairs of rounds" */
static void print_title(FILE *out, const struct px_results *results, const unsigned int pair[2])
{
	bool emulated = results->environment && results->environment->emulated;

	fputc('\n', out);
	px_text_sentence(out, "", "Comparison of %s and %s%s, from pairs of rounds (×2: two "
			 "threads):", side_name(results, pair[0]), side_name(results, pair[1]),
			 emulated ? " on this emulated machine" : "");
	fputc('\n', out);
}

static int print_pair(FILE *out, const struct px_results *results, const unsigned int pair[2])
{
	struct px_comparisons all;
	int err = px_comparisons_make(&all, results, pair);

	if (!err) {
		print_title(out, results, pair);
		print_faster(out, results, &all, true);
		print_faster(out, results, &all, false);
		print_others(out, results, &all, PX_COMPARED_NO_DIFFERENCE, "no difference shown");
		print_others(out, results, &all, PX_COMPARED_NOT_JUDGED, "not judged");
		print_others(out, results, &all, PX_COMPARED_UNFIT,
			     "unfit, for the reason in parentheses");
		print_others(out, results, &all, PX_COMPARED_NOT, "too few rounds");
	}
	if (!err && results->reference == pair[1] && all.judged > 1) {
		fputc('\n', out);
		px_comparisons_print_chance(out, &all);
	}
	px_comparisons_free(&all);
	return err;
}

int px_comparison_print(FILE *out, const struct px_results *results)
{
	unsigned int pair[2];
	int err = 0;

	if (!px_results_pair(results, pair) || px_plan_paced(results->plan))
		return 0;
	if (results->reference != PX_NO_REFERENCE && results->reference != pair[1]) {
		fputc('\n', out);
		px_text_sentence(out, "", "The %s side is absent: --against has no effect.",
				 side_name(results, results->reference));
	}
	if (results->reference != pair[1])
		return print_pair(out, results, pair);
	for (unsigned int s = 0; s < results->plan->nr_sides && !err; s++) {
		pair[0] = s;
		if (s != pair[1] && px_results_present(results, s))
			err = print_pair(out, results, pair);
	}
	return err;
}
