// SPDX-License-Identifier: GPL-2.0-only
#include <inttypes.h>
#include <string.h>
#include "measure/debug_options.h"
#include "measure/text.h"
#include "stats/stats.h"
#include "table_footnotes.h"

/* Which marks the rows bear. */
struct marks {
	bool alike, apart, short_of_rounds, none_shown;
};

static struct marks find_marks(const struct px_results *results,
			       const struct px_table_row *rows, bool paired)
{
	struct marks marks = { 0 };

	for (unsigned int c = 0; c < results->plan->nr_cases; c++) {
		const struct px_table_row *row = &rows[c];

		marks.alike |= paired && row->alike;
		marks.short_of_rounds |= paired && !row->summary.ratio.has_interval;
		marks.none_shown |= !strcmp(row->check, "none shown");
		for (unsigned int s = 0; s < results->plan->nr_sides; s++)
			marks.apart |= row->apart[s];
	}
	return marks;
}

static void explain_figures(FILE *out, const struct px_results *results,
			    const struct px_table_columns *layout)
{
	px_text_sentence(out, "ns/op  ", "nanoseconds of a worker's time for one "
			 "operation; median of the rounds");
	if (layout->paired)
		px_text_sentence(out, "ratio  ", "%s/%s, from the rounds in pairs: "
				 "Hodges-Lehmann estimate, exact signed-rank "
				 "interval",
				 results->plan->sides[layout->pair[0]]->name,
				 results->plan->sides[layout->pair[1]]->name);
}

/* What one call into the module does, on the sides that make any. */
static void explain_calls(FILE *out, const struct px_results *results)
{
	for (unsigned int s = 0; s < results->plan->nr_sides; s++) {
		const struct px_side *side = results->plan->sides[s];

		if (!side->batch || !px_results_present(results, s))
			continue;
		if (side->polled)
			px_text_sentence(out, "       ", "%s: batches of %u commands, a step each, "
					 "found by a kernel thread without a call",
					 side->name, side->batch);
		else if (side->queued)
			px_text_sentence(out, "       ", "%s: a call submits %u commands to a "
					 "ring, a step each", side->name, side->batch);
		else
			px_text_sentence(out, "       ", "%s: a call is %u step%s", side->name,
					 side->batch, side->batch == 1 ? "" : "s");
	}
}

static void explain_marks(FILE *out, const struct marks *marks)
{
	if (marks->alike)
		px_text_sentence(out, PX_MARK_ALIKE "      ",
				 "no difference shown: 1 is in the interval");
	if (marks->short_of_rounds)
		px_text_sentence(out, PX_NO_FIGURE "      ",
				 "no interval: that takes at least %u rounds that "
				 "went well on both sides", PX_STATS_MIN_PAIRS);
	if (marks->apart)
		px_text_sentence(out, PX_MARK_APART "      ",
				 "the workers all ran together for less than 80 %% "
				 "of the time: not the load that was asked for");
	if (marks->none_shown)
		px_text_sentence(out, "", "\"none shown\" proves nothing: a fault that "
				 "did not show this time is still there.");
}

static void name_absent(FILE *out, const struct px_results *results)
{
	for (unsigned int s = 0; s < results->plan->nr_sides; s++)
		if (!px_results_present(results, s))
			px_text_sentence(out, "", "%s side absent: %s",
					 results->plan->sides[s]->name,
					 results->absent[s]);
}

/* Checks of the kernel's own cost more than the primitives they check. */
static void warn_debug(FILE *out, uint32_t debug)
{
	char names[128] = "";
	size_t used = 0;

	for (unsigned int i = 0; px_debug_name(debug, i); i++)
		used += (size_t)snprintf(names + used, sizeof(names) - used, "%s%s",
					 i ? ", " : "", px_debug_name(debug, i));
	if (used)
		px_text_sentence(out, "", "A debug kernel (%s): its own checks are in "
				 "every kernel figure, so nothing drains about "
				 "costs.", names);
}

static bool something_to_say(const struct px_results *results,
			     const struct px_environment *environment)
{
	bool all_present = true;

	for (unsigned int s = 0; s < results->plan->nr_sides; s++)
		all_present &= px_results_present(results, s);
	return !all_present || !px_results_complete(results) || results->plan->left_out || environment->debug || environment->emulated;
}

/* What the first job on a file came to, where all sides came to the same. */
static void tell_answer(FILE *out, const struct px_results *results,
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
		    const struct px_table_row *rows, const struct px_table_columns *layout,
		    const struct px_environment *environment)
{
	struct marks marks = find_marks(results, rows, layout->paired);

	fputc('\n', out);
	explain_figures(out, results, layout);
	explain_calls(out, results);
	explain_marks(out, &marks);
	tell_answer(out, results, rows);
	if (something_to_say(results, environment))
		fputc('\n', out);
	if (!px_results_complete(results))
		px_text_sentence(out, "", "INCOMPLETE: interrupted after %u of %u runs.",
				 results->made, results->planned);
	name_absent(out, results);
	if (results->plan->left_out)
		px_text_sentence(out, "", "%s", results->plan->left_out);
	warn_debug(out, environment->debug);
	if (environment->emulated)
		px_text_sentence(out, "", "%s: columns may be compared with one "
				 "another, absolute times may not be quoted.",
				 environment->accelerator);
}
