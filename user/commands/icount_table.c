// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include "icount_table.h"
#include "measure/text.h"
#include "output/report_header.h"
#include "stats/break_even.h"
#include "util/error.h"

#define NAME	18u		/* columns of a workload's name */
#define FIGURE	11u		/* columns of a number */
#define SIZED	8u		/* the same with --steps: there may be 8 sides */
#define PAYS	8u

/* The heading of a column: the kind of the side, and below it the steps at once. */
static void print_sized_head(const struct px_plan *plan)
{
	char text[16];

	px_text_left(stdout, "", NAME);
	for (unsigned int s = 0; s < plan->nr_sides; s++)
		px_text_right(stdout, px_side_kind(plan->sides[s]), SIZED);
	px_text_right(stdout, "ioctl", PAYS);
	px_text_right(stdout, "uring", PAYS);
	putchar('\n');
	px_text_left(stdout, "workload", NAME);
	for (unsigned int s = 0; s < plan->nr_sides; s++) {
		snprintf(text, sizeof(text), "×%u", plan->sides[s]->batch);
		px_text_right(stdout, plan->sides[s]->batch ? text : "", SIZED);
	}
	px_text_right(stdout, "pays", PAYS);
	px_text_right(stdout, "pays", PAYS);
}

static void print_head(const struct px_plan *plan, const struct px_environment *env, bool sized)
{
	unsigned int columns = NAME + plan->nr_sides * (sized ? SIZED : FIGURE);

	px_report_header_machine(stdout, env);
	puts("\nInstructions of one operation: one thread, no contention\n");
	if (sized) {
		print_sized_head(plan);
		columns += 2 * PAYS;
	} else {
		px_text_left(stdout, "workload", NAME);
		for (unsigned int s = 0; s < plan->nr_sides; s++)
			px_text_right(stdout, plan->sides[s]->name, FIGURE);
	}
	putchar('\n');
	while (columns--)
		fputs("─", stdout);
	putchar('\n');
}

/* Of the sides of a kind, the one with the most steps at once; or the fewest. */
static int find_size(const struct px_plan *plan, const char *kind, bool most)
{
	int found = -1;

	for (unsigned int s = 0; s < plan->nr_sides; s++) {
		const struct px_side *side = plan->sides[s];

		if (!strcmp(px_side_kind(side), kind) &&
		    (found < 0 || (side->batch > plan->sides[found]->batch) == most))
			found = (int)s;
	}
	return found;
}

/* NAN: never. With one size, a step costs as much as on the side kernel. */
static double pays_from(const struct px_plan *plan, const struct px_cost *costs, const char *kind)
{
	int few = find_size(plan, kind, false), many = find_size(plan, kind, true);
	int user = find_size(plan, "user", true), kernel = find_size(plan, "kernel", true);
	struct px_step_cost one = { plan->sides[few]->batch, costs[few].instructions };
	struct px_step_cost other = { INFINITY, costs[kernel].instructions };

	if (few != many)
		other = (struct px_step_cost) {
			plan->sides[many]->batch, costs[many].instructions
		};
	return px_break_even_exact(one, other, costs[user].instructions);
}

/* Prints from how many steps on a call of this kind takes fewer instructions than user space. */
static void print_pays(const struct px_plan *plan, const struct px_cost *costs, const char *kind)
{
	double from = pays_from(plan, costs, kind);
	char text[32];

	if (isfinite(from))
		snprintf(text, sizeof(text), from < 1e5 ? "%.0f" : "%.0e", from);
	else
		snprintf(text, sizeof(text), "–");
	px_text_right(stdout, text, PAYS);
}

/* Prints a row, and below it each change from the baseline. Returns the number of longer costs. */
static unsigned int print_row(const struct px_plan *plan, const struct px_cost *costs,
			      const struct px_baseline *before, bool sized)
{
	static const char *const words[] = {
		[PX_CHANGE_LONGER] = "LONGER", [PX_CHANGE_SHORTER] = "shorter",
	};
	unsigned int longer = 0, nr = plan->nr_sides;

	px_text_left(stdout, costs[0].workload, NAME);
	for (unsigned int s = 0; s < nr; s++)
		printf("%*.2f", (int)(sized ? SIZED : FIGURE), costs[s].instructions);
	if (sized) {
		print_pays(plan, costs, "ioctl");
		print_pays(plan, costs, "uring");
	}
	putchar('\n');
	for (unsigned int s = 0; s < nr && before->nr; s++) {
		double was = px_baseline_cost(before, costs[s].workload, costs[s].side);
		enum px_change change = px_baseline_change(was, costs[s].instructions);

		if (change == PX_CHANGE_NEW && sized)
			continue;
		if (change == PX_CHANGE_NEW)
			printf("    %s: new\n", costs[s].side);
		else if (change != PX_CHANGE_NONE)
			printf("    %s: %s by %.2f than the %.2f of the baseline\n", costs[s].side,
			       words[change], fabs(costs[s].instructions - was), was);
		longer += change == PX_CHANGE_LONGER;
	}
	return longer;
}

static int print_end(const struct px_icount_options *o, const struct px_baseline *before,
		     const char *why, unsigned int longer)
{
	putchar('\n');
	if (!before->nr)
		px_text_sentence(stdout, "", "no baseline%s%s%s", o->baseline ? " in " : "",
				 o->baseline ? o->baseline : "", why);
	else
		px_text_sentence(stdout, "", "%u of %u costs are longer than in the baseline%s",
				 longer, before->nr,
				 longer ? ": if intended, run \"make icount-update\"" : "");
	if (o->steps.count)
		px_text_sentence(stdout, "", "pays: from this number of steps in one call on, an "
				 "operation takes fewer instructions than on the side user. It is "
				 "computed from the fewest and the most steps of the row. "
				 "–: never");
	px_text_sentence(stdout, "", "Each number includes the loop, whose cost is in the first "
			 "row. Instructions measure the length of a path, not its time. A change "
			 "within 0.5 %% or a quarter of an instruction is ignored.");
	return longer ? PX_EXIT_FAILED : PX_EXIT_FINE;
}

int px_icount_print(const struct px_icount_options *o, const struct px_results *results,
		    const struct px_baseline *costs, const struct px_environment *env)
{
	static struct px_baseline before;
	unsigned int sides = results->plan->nr_sides, longer = 0;
	char reason[128] = "", why[192] = "";
	int err = o->baseline ? px_baseline_read(&before, o->baseline, env, reason,
						 sizeof(reason)) : 0;

	if (err)
		before.nr = 0;
	if (err && err != -ESTALE && err != -ENOENT)
		return px_fail("%s: %s", o->baseline, reason);
	snprintf(why, sizeof(why), "%s%s", err ? ": " : "", err ? reason : "");
	print_head(results->plan, env, o->steps.count);
	for (unsigned int i = 0; i < costs->nr; i += sides)
		longer += print_row(results->plan, &costs->costs[i], &before, o->steps.count);
	return print_end(o, &before, why, longer);
}
