// SPDX-License-Identifier: GPL-2.0-only
#include <math.h>
#include <string.h>
#include "figure.h"
#include "latency.h"
#include "mean_remark.h"
#include "measure/case_name.h"
#include "measure/environment.h"
#include "measure/text.h"
#include "resource_usage.h"
#include "summary.h"

/* Involuntary context switches per 1000 operations; NAN: unknown. */
static double preemptions(const struct px_results *results, unsigned int bench_case,
			  unsigned int side)
{
	const struct px_resource_usage *usage = px_resource_usages;

	while (usage->head && strcmp(usage->head, "preempt"))
		usage++;
	return usage->head ? px_resource_usage_median(results, bench_case, side, usage) : NAN;
}

/* Each step of a batch has the latency of the whole batch. */
static double p99_of_step(const struct px_side *side, const struct px_record *timed)
{
	return px_latency_percentile(timed->latency, 0.99) / (side->batch ? side->batch : 1);
}

bool px_mean_remark(const struct px_results *results, unsigned int bench_case, unsigned int side,
		    char *text, size_t size)
{
	const struct px_record *timed = px_results_timed(results, bench_case, side);
	double steal = results->environment ?
		px_environment_steal_share(results->environment) : NAN;
	char mean[PX_FIGURE_SIZE], p99[PX_FIGURE_SIZE], preempted[PX_FIGURE_SIZE], name[128];
	struct px_summary summary;
	int n;

	if (!timed ||
	    px_results_summarize(results, bench_case, &summary) ||
	    !(summary.ns_per_op[side] > p99_of_step(results->plan->sides[side], timed)))
		return false;
	px_case_name(results->plan, bench_case, name, sizeof(name));
	px_figure_ns(mean, sizeof(mean), summary.ns_per_op[side]);
	px_figure_ns(p99, sizeof(p99), p99_of_step(results->plan->sides[side], timed));
	px_figure_ns(preempted, sizeof(preempted), preemptions(results, bench_case, side));
	n = snprintf(text, size, "%s, %.20s: the mean of the rounds, %s ns, is above p99 of the "
		     "timed pass, %s ns. Few steps took very long, such as preempted ones. "
		     "Involuntary switches per 1000 operations: %s.", name,
		     results->plan->sides[side]->name, mean, p99, preempted);
	if (n > 0 && (size_t)n < size && isfinite(steal))
		snprintf(text + n, size - (size_t)n, " CPU time stolen by other guests: %.1f %%.",
			 100 * steal);
	return true;
}

void px_mean_remarks_print(FILE *out, const struct px_results *results)
{
	char text[512];

	for (unsigned int c = 0; c < results->plan->nr_cases; c++)
		for (unsigned int s = 0; s < results->plan->nr_sides; s++)
			if (px_mean_remark(results, c, s, text, sizeof(text)))
				px_text_sentence(out, "", "%s", text);
}
