// SPDX-License-Identifier: GPL-2.0-only
#include <inttypes.h>
#include <string.h>
#include "measure/debug_options.h"
#include "measure/text.h"
#include "stats/comparison.h"
#include "stats/figure.h"
#include "stats/stats.h"
#include "stats/user_mode.h"
#include "table_footnotes.h"

/* The marks that occur in the table, and whether a row shows a result. */
struct marks {
	bool no_difference, weak, not_judged, not_quotient, no_interval;
	bool unfit, overloaded, unquotable, no_figure, none_shown;
	bool any_result;
};

static bool has_unfit(const struct px_results *results, const struct px_table_row *row)
{
	for (unsigned int s = 0; s < results->plan->nr_sides; s++)
		if (row->unfit[s])
			return true;
	return false;
}

static bool is_overloaded(const struct px_results *results, const struct px_table_row *row)
{
	for (unsigned int s = 0; s < results->plan->nr_sides; s++)
		if (row->overloaded[s])
			return true;
	return false;
}

static bool has_unquotable(const struct px_results *results, const struct px_table_row *row)
{
	for (unsigned int s = 0; s < results->plan->nr_sides; s++)
		if (row->unquotable[s])
			return true;
	return false;
}

static struct marks find_marks(const struct px_results *results,
			       const struct px_table_row *rows, bool paired)
{
	struct marks marks = { 0 };

	for (unsigned int c = 0; c < results->plan->nr_cases; c++) {
		const struct px_table_row *row = &rows[c];

		for (unsigned int s = 0; s < results->plan->nr_sides; s++)
			marks.no_figure |= px_results_present(results, s) &&
				!strcmp(row->ns[s], PX_NO_FIGURE);
		marks.no_difference |= paired && row->kind == PX_COMPARED_NO_DIFFERENCE;
		marks.weak |= paired && row->weak;
		marks.not_judged |= paired && row->kind == PX_COMPARED_NOT_JUDGED;
		marks.not_quotient |= paired && row->not_quotient;
		marks.no_interval |= paired && row->kind == PX_COMPARED_NOT;
		marks.none_shown |= !strcmp(row->check, "none shown");
		marks.unfit |= has_unfit(results, row);
		marks.overloaded |= is_overloaded(results, row);
		marks.unquotable |= has_unquotable(results, row);
		marks.any_result |= !has_unfit(results, row) &&
			!(paired && row->kind == PX_COMPARED_NO_DIFFERENCE);
	}
	return marks;
}

static bool share_cpus(const struct px_run_spec *spec, const struct px_environment *environment)
{
	unsigned int cpus = spec->pin == PX_PIN_ONE ? 1 : environment->cpus_allowed;

	return cpus && spec->threads > cpus;
}

static bool any_shares_cpus(const struct px_plan *plan, const struct px_environment *environment)
{
	for (unsigned int c = 0; c < plan->nr_cases; c++)
		if (share_cpus(&plan->cases[c].spec, environment))
			return true;
	return false;
}

static void explain_figures(FILE *out, const struct px_results *results,
			    const struct px_table_columns *columns,
			    const struct px_environment *environment)
{
	if (px_plan_paced(results->plan)) {
		px_text_sentence(out, "ops/s  ", "achieved operations per second of all paced "
				 "workers (open loop, --rate), over all rounds; a paced worker "
				 "waits, so there is no ns/op");
		return;
	}
	px_text_sentence(out, "ns/op  ", "worker's time: nanoseconds of all workers, divided by "
			 "their operations; median of the rounds");
	if (any_shares_cpus(results->plan, environment))
		px_text_sentence(out, "       ", "more workers than CPUs: they take turns, so "
				 "ns/op includes waiting for a CPU");
	if (columns->paired)
		px_text_sentence(out, "ratio  ", "%s/%s: median of the ratios of paired rounds "
				 "(pseudo-median, by Hodges-Lehmann), and its 95 %% interval by "
				 "the signed-rank test; not the quotient of the two medians",
				 results->plan->sides[columns->pair[0]]->name,
				 results->plan->sides[columns->pair[1]]->name);
}

static void explain_side(FILE *out, const struct px_side *side)
{
	static const char indent[] = "       ";

	if (side->batch && side->polled)
		px_text_sentence(out, indent, "%s: batches of %u commands, one step each; a kernel "
				 "thread polls for them, without a call", side->name, side->batch);
	else if (side->batch && side->queued)
		px_text_sentence(out, indent, "%s: a call submits %u command%s to a ring, one "
				 "step each", side->name, side->batch, side->batch == 1 ? "" : "s");
	else if (side->batch)
		px_text_sentence(out, indent, "%s: a call is %u step%s", side->name, side->batch,
				 side->batch == 1 ? "" : "s");
	else if (!strcmp(side->name, "kernel"))
		px_text_sentence(out, indent, "kernel: in the kernel, by kernel threads, no "
				 "crossing");
	else if (!strcmp(side->name, "user"))
		px_text_sentence(out, indent, "user: in user space, by threads of the program");
}

static void explain_unquotable(FILE *out, const struct px_environment *environment)
{
	px_text_sentence(out, PX_MARK_UNQUOTABLE "      ",
			 "do not quote: its threads slept more than once in 1000 operations, and "
			 "signals of the host wake them in " PX_USER_MODE "%s%s",
			 environment->deviating[0] ? "; or it executes other instructions than a "
			 "stock kernel (make native-check): " : "", environment->deviating);
}

static void explain_marks(FILE *out, const struct marks *marks,
			  const struct px_comparisons *comparisons,
			  const struct px_environment *environment)
{
	if (marks->no_difference)
		px_text_sentence(out, PX_MARK_NO_DIFFERENCE "      ",
				 "no difference shown: 1 is in the interval");
	if (marks->weak)
		px_text_sentence(out, PX_MARK_WEAK "      ",
				 "different, but one of so many rows may be so by chance: it does "
				 "not survive the adjustment for %u rows", comparisons->judged);
	if (marks->not_quotient)
		px_text_sentence(out, PX_MARK_NOT_QUOTIENT "      ",
				 "the ratio is more than %.0f %% from the quotient of the two "
				 "medians beside it: outliers or drift moved the medians",
				 100 * PX_QUOTIENT_ERROR);
	if (marks->not_judged)
		px_text_sentence(out, PX_NO_FIGURE "      ",
				 "not judged: a check or a run failed, the findings of the sides "
				 "differ, the run was interrupted, or the workload is broken on "
				 "purpose");
	if (marks->no_interval)
		px_text_sentence(out, PX_NO_FIGURE "      ",
				 "no interval: it needs at least %u rounds that are valid on both "
				 "sides", PX_STATS_MIN_PAIRS);
	if (marks->no_figure)
		px_text_sentence(out, PX_NO_FIGURE "      ", "no figure: no round is valid");
	if (marks->unfit)
		px_text_sentence(out, PX_MARK_UNFIT "      ",
				 "unfit: the workers ran together for less than 80 %% of the time, "
				 "or the limits or the CPU time of the sides differ");
	if (marks->overloaded)
		px_text_sentence(out, PX_MARK_OVERLOADED "      ",
				 "overloaded: less than 99 %% of the asked rate; steps that had "
				 "not begun at the end have no response time");
	if (marks->unquotable)
		explain_unquotable(out, environment);
	if (marks->none_shown)
		px_text_sentence(out, "", "\"none shown\" proves nothing: a fault that did not "
				 "show this time is still there.");
	if (!marks->any_result)
		px_text_sentence(out, "", "No row shows a result. Try longer runs (--seconds), "
				 "more rounds (--rounds) or an idle machine.");
}

static void name_absent_sides(FILE *out, const struct px_results *results)
{
	for (unsigned int s = 0; s < results->plan->nr_sides; s++)
		if (!px_results_present(results, s))
			px_text_sentence(out, "", "%s side absent: %s",
					 results->plan->sides[s]->name,
					 results->absent[s]);
}

static void warn_debug(FILE *out, uint32_t debug)
{
	char names[128] = "";
	size_t used = 0;

	for (unsigned int i = 0; px_debug_name(debug, i); i++)
		used += (size_t)snprintf(names + used, sizeof(names) - used, "%s%s",
					 i ? ", " : "", px_debug_name(debug, i));
	if (used)
		px_text_sentence(out, "", "A debug kernel (%s): its checks are part of every "
				 "kernel figure. The figures are not costs.", names);
}

static bool has_remarks(const struct px_results *results,
			const struct px_environment *environment)
{
	for (unsigned int s = 0; s < results->plan->nr_sides; s++)
		if (!px_results_present(results, s))
			return true;
	return !px_results_complete(results) || results->plan->left_out ||
	       environment->debug || environment->emulated || px_user_mode(results);
}

/* The answer of the first case with an input file, if it is the same on all sides. */
static void print_answer(FILE *out, const struct px_results *results,
			 const struct px_table_row *rows)
{
	for (unsigned int c = 0; c < results->plan->nr_cases; c++) {
		const struct px_bench_case *bench_case = &results->plan->cases[c];
		unsigned int s = px_results_present(results, 0) ? 0 : 1;
		const struct px_round *round;

		if (!bench_case->same || !bench_case->input || strcmp(rows[c].check, "ok"))
			continue;
		round = px_results_round(results, c, s, 0);
		fputc('\n', out);
		px_text_sentence(out, "", "%s of %s: %" PRIu64 ", by every side in every round",
				 round->record.findings[0].what, bench_case->input->path,
				 (uint64_t)round->record.findings[0].observed);
		return;
	}
}

void px_table_footnotes_print(FILE *out, const struct px_results *results,
			      const struct px_table_row *rows,
			      const struct px_table_columns *columns,
			      const struct px_comparisons *comparisons,
			      const struct px_environment *environment)
{
	struct marks marks = find_marks(results, rows, columns->paired);

	fputc('\n', out);
	explain_figures(out, results, columns, environment);
	for (unsigned int s = 0; s < results->plan->nr_sides; s++)
		if (px_results_present(results, s))
			explain_side(out, results->plan->sides[s]);
	explain_marks(out, &marks, comparisons, environment);
	px_comparisons_print_chance(out, comparisons);
	print_answer(out, results, rows);
	if (has_remarks(results, environment))
		fputc('\n', out);
	if (!px_results_complete(results))
		px_text_sentence(out, "", "INCOMPLETE: interrupted after %u of %u runs.",
				 results->made, results->planned);
	if (columns->shed)
		px_text_left_out(out);
	name_absent_sides(out, results);
	if (results->plan->left_out)
		px_text_sentence(out, "", "%s", results->plan->left_out);
	warn_debug(out, environment->debug);
	if (px_user_mode(results))
		px_text_sentence(out, "", PX_USER_MODE_DIFFERS ".%s",
				 environment->deviating[0] ? "" : " Its instructions were not "
				 "compared with those of a stock kernel: see make native-check.");
	if (px_user_mode_all(results))
		px_text_sentence(out, "", PX_USER_MODE_CALLS ".");
	if (environment->emulated)
		px_text_sentence(out, "", "%s: " PX_EMULATED ".", environment->remote[0] ?
				 environment->remote : environment->accelerator);
}
