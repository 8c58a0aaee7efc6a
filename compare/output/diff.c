// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "measure/case_name.h"
#include "measure/debug_options.h"
#include "measure/text.h"
#include "stats/figure.h"
#include "stats/stats.h"
#include "diff.h"
#include "diff_rows.h"
#include "environment_lines.h"

#define NAME	32u	/* columns of a case's name, */
#define SIDE	9u	/* of a side's, */
#define FIGURE	9u	/* and of a figure */

#define NO_DIFFERENCE	"≈"

static const char *or_unknown(const char *text)
{
	return *text ? text : "unknown";
}

int px_diff_check(const struct px_result_file *before, const struct px_result_file *after,
		  char *why, size_t size)
{
	const struct px_environment *a = &before->environment, *b = &after->environment;

	if (px_plan_paced(&before->plan) || px_plan_paced(&after->plan)) {
		snprintf(why, size, "a paced run (--rate) has no ns/op to compare: print its "
			 "response times with \"parallax show\"");
		return -EINVAL;
	}
	if (strcmp(a->accelerator, b->accelerator)) {
		snprintf(why, size, "the accelerator differs (%s, %s): times are not comparable",
			 or_unknown(a->accelerator), or_unknown(b->accelerator));
		return -EINVAL;
	}
	if (!*a->remote != !*b->remote) {
		snprintf(why, size, "the side kernel is on another kernel in one of them (%s): "
			 "times are not comparable", *a->remote ? a->remote : b->remote);
		return -EINVAL;
	}
	if (a->debug != b->debug) {
		const char *odd = px_debug_name(a->debug ^ b->debug, 0);

		snprintf(why, size, "the kernel's debug options differ (%s in one of them): "
			 "times are not comparable", odd ? odd : "another one");
		return -EINVAL;
	}
	return 0;
}

/* With too few pairs for the adjustment, the interval alone decides: no slower row is hidden. */
static const char *classify(const struct px_diff_rows *all, const struct px_diff_row *row,
			    double share, struct px_diff *diff)
{
	const struct px_ratio *ratio = &row->ratio;
	bool decided = row->survives || all->hopeless;

	diff->compared++;
	if (row->fault) {
		diff->not_judged++;
		return "not judged";
	}
	if (!ratio->has_interval)
		return diff->pairs > 1 ? "too few runs" : "too few rounds";
	if (ratio->low > 1 + share) {
		diff->slower += decided;
		return decided ? "SLOWER" : "slower?";
	}
	if (ratio->high < 1 / (1 + share)) {
		diff->faster += decided;
		return decided ? "faster" : "faster?";
	}
	return px_ratio_differs(ratio) ? "within" : NO_DIFFERENCE;
}

static void print_row(FILE *out, const char *bench_case, const char *side,
		      const struct px_diff_row *row, const char *result)
{
	char figure[PX_FIGURE_SIZE], estimate[PX_FIGURE_SIZE], interval[2 * PX_FIGURE_SIZE];

	px_text_left(out, bench_case, NAME);
	fputs("  ", out);
	px_text_left(out, side, SIDE);
	for (unsigned int i = 0; i < 2; i++) {
		px_figure_ns(figure, sizeof(figure), row->ns[i]);
		px_text_right(out, figure, FIGURE);
	}
	px_figure_ratio(&row->ratio, estimate, interval);
	px_text_right(out, estimate, 8);
	fputs("  ", out);
	px_text_left(out, row->fault ? "" : interval, 16);
	fprintf(out, "  %s\n", result);
	if (row->fault)
		fprintf(out, "    %s: %s\n", side, row->fault);
}

static void print_rows(FILE *out, const struct px_plan *plan, const struct px_diff_rows *all,
		       double share, struct px_diff *diff)
{
	const struct px_diff_row *named = NULL;	/* the last row with a name */
	char name[128];

	for (unsigned int i = 0; i < all->nr; i++) {
		const struct px_diff_row *row = &all->rows[i];

		if (row->alone) {
			diff->alone++;
			continue;
		}
		px_case_name(plan, row->bench_case, name, sizeof(name));
		print_row(out, named && named->bench_case == row->bench_case ? "" : name,
			  plan->sides[row->side]->name, row, classify(all, row, share, diff));
		named = row;
	}
}

static void print_head(FILE *out)
{
	fputc('\n', out);
	px_text_left(out, "", NAME + 2 + SIDE);
	px_text_right(out, "before", FIGURE);
	px_text_right(out, "after", FIGURE);
	fputs("   after/before\n", out);
	px_text_left(out, "workload", NAME + 2);
	px_text_left(out, "side", SIDE);
	px_text_right(out, "ns/op", FIGURE);
	px_text_right(out, "ns/op", FIGURE);
	fputs("          [95 % interval]   result\n", out);
	for (unsigned int i = 0; i < NAME + SIDE + 2 * FIGURE + 41; i++)
		fputs("─", out);
	fputc('\n', out);
}

static void print_adjustment(FILE *out, const struct px_diff_rows *all, const struct px_diff *diff)
{
	if (all->judged < 2)
		return;
	if (all->hopeless)
		px_text_sentence(out, "", "Not adjusted for %u rows: with so few pairs no row can "
				 "survive. Some rows may be slower by chance. Use at least %u %s.",
				 all->judged, all->pairs_needed,
				 diff->pairs > 1 ? "runs of each" : "rounds (--rounds)");
	else
		px_text_sentence(out, "slower? ", "above the threshold, but it does not survive "
				 "the adjustment for %u rows (Holm, at 5 %% for all together): "
				 "perhaps by chance; not counted", all->judged);
}

static void print_end(FILE *out, const struct px_diff_rows *all, const struct px_diff *diff,
		      double share)
{
	fputc('\n', out);
	px_text_sentence(out, "", "%u compared: %u slower, %u faster by more than %.3g %%%s",
			 diff->compared, diff->slower, diff->faster, 100 * share,
			 diff->alone ? "" : ".");
	if (diff->alone)
		px_text_sentence(out, "", "%u of the second file are not in the first.",
				 diff->alone);
	px_text_sentence(out, "SLOWER  ", "the whole interval is above the threshold "
			 "(--threshold); within: a difference, perhaps below the threshold; "
			 NO_DIFFERENCE ": no difference shown; ×2: two threads");
	print_adjustment(out, all, diff);
	if (diff->not_judged)
		px_text_sentence(out, "", "%u not judged: a check or a run failed, the findings "
				 "differ, a run was interrupted, or the workload is broken on "
				 "purpose.", diff->not_judged);
	if (diff->pairs == 1)
		px_text_sentence(out, "", "One run each: the intervals are those of the rounds. "
				 "Effects on a whole run are not included. For those, alternate %u "
				 "runs of each (make compare-revisions).", PX_STATS_MIN_PAIRS);
}

static void print_series(FILE *out, const char *what, const struct px_result_file *runs,
			 unsigned int nr)
{
	fprintf(out, "%s %s", what, runs->path);
	if (nr > 1)
		fprintf(out, " and %u more", nr - 1);
	fputc('\n', out);
}

int px_diff_print(FILE *out, const struct px_result_file *before,
		  const struct px_result_file *after, unsigned int nr, double share,
		  struct px_diff *diff)
{
	struct px_diff_rows all;
	int err = px_diff_rows_make(&all, before, after, nr);

	*diff = (struct px_diff){ .pairs = nr };
	if (!err) {
		print_series(out, "before:", before, nr);
		print_series(out, "after: ", after, nr);
		px_environment_lines_diff(out, &before->environment, &after->environment);
		print_head(out);
		print_rows(out, &after->plan, &all, share, diff);
		print_end(out, &all, diff, share);
	}
	free(all.rows);
	return err;
}
