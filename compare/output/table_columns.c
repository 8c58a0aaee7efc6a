// SPDX-License-Identifier: GPL-2.0-only
#include <string.h>
#include "measure/text.h"
#include "stats/figure.h"
#include "table_columns.h"

#define MANY_SIDES	5u
#define SIDE_NAME	9u	/* as wide as the widest figure; clipped beyond */

static unsigned int max(unsigned int a, unsigned int b)
{
	return a > b ? a : b;
}

static void measure_side(struct px_table_columns *layout, unsigned int s,
			 const struct px_results *results,
			 const struct px_table_row *rows)
{
	unsigned int name = px_text_width(results->plan->sides[s]->name);
	unsigned int whole = 0;

	for (unsigned int r = 0; r < results->plan->nr_cases; r++) {
		unsigned int fraction = layout->tight ? 0 : px_figure_fraction(rows[r].ns[s]);

		layout->fraction[s] = max(layout->fraction[s], fraction);
		whole = max(whole, px_text_width(rows[r].ns[s]) - fraction);
		layout->marked[s] |= rows[r].apart[s];
	}
	name = name > SIDE_NAME ? SIDE_NAME : name;
	layout->side[s] = max(max(name, strlen("ns/op")),
			      whole + layout->fraction[s]);
	layout->total += layout->gap + layout->side[s] + layout->marked[s];
}

static void measure_ratio(struct px_table_columns *layout, unsigned int nr_rows,
			  const struct px_table_row *rows)
{
	unsigned int interval = 0;

	for (unsigned int r = 0; r < nr_rows; r++) {
		unsigned int mark = rows[r].alike ? strlen(" ~") : 0;

		layout->estimate = max(layout->estimate,
				       px_text_width(rows[r].estimate));
		interval = max(interval, px_text_width(rows[r].interval) + mark);
	}
	layout->ratio = max(layout->estimate + 1 + interval,
			    strlen("[95 % interval]"));
	layout->total += layout->gap + layout->ratio;
}

/* Where there are many sides, the names have more to say than one ratio. */
static void leave_room(struct px_table_columns *layout, unsigned int nr_shown)
{
	if (!layout->paired || nr_shown < MANY_SIDES ||
	    layout->total + layout->name <= PX_TEXT_COLUMNS)
		return;
	layout->paired = false;
	layout->total -= layout->gap + layout->ratio;
}

/* The names get what the figures detach; a longer one has a line of its own. */
static void measure_name(struct px_table_columns *layout, const struct px_plan *plan,
			 unsigned int nr_shown)
{
	unsigned int left;

	layout->name = strlen("workload");
	for (unsigned int c = 0; c < plan->nr_cases; c++)
		layout->name = max(layout->name,
				   px_text_width(plan->cases[c].workload));
	leave_room(layout, nr_shown);
	left = layout->total < PX_TEXT_COLUMNS ? PX_TEXT_COLUMNS - layout->total : 0;
	if (layout->name > left)
		layout->name = left;
	layout->total += layout->name;
}

void px_table_columns_measure(struct px_table_columns *layout,
		       const struct px_results *results,
		       const struct px_table_row *rows)
{
	const struct px_plan *plan = results->plan;
	unsigned int nr_shown = 0;

	memset(layout, 0, sizeof(*layout));
	for (unsigned int s = 0; s < plan->nr_sides; s++) {
		layout->shown[s] = px_results_present(results, s);
		nr_shown += layout->shown[s];
	}
	layout->tight = nr_shown > 3;
	layout->gap = layout->tight ? 1 : 2;
	layout->total = 2 * layout->gap + PX_TABLE_COLUMNS_THREADS + PX_TABLE_COLUMNS_CHECK;
	for (unsigned int s = 0; s < plan->nr_sides; s++)
		if (layout->shown[s])
			measure_side(layout, s, results, rows);
	layout->paired = px_results_pair(results, layout->pair);
	if (layout->paired)
		measure_ratio(layout, plan->nr_cases, rows);
	measure_name(layout, plan, nr_shown);
}
