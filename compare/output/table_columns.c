// SPDX-License-Identifier: GPL-2.0-only
#include <string.h>
#include "measure/text.h"
#include "stats/figure.h"
#include "table_columns.h"

#define MANY_SIDES	5u
#define SHORT_NAME	8u	/* "workload": a longer name has a line of its own */
#define SIDE_NAME	9u	/* the widest figure; a longer name is clipped */

static unsigned int max(unsigned int a, unsigned int b)
{
	return a > b ? a : b;
}

static void measure_side(struct px_table_columns *columns, unsigned int s,
			 const struct px_results *results,
			 const struct px_table_row *rows)
{
	unsigned int name = px_text_width(results->plan->sides[s]->name);
	unsigned int whole = 0;

	for (unsigned int r = 0; r < results->plan->nr_cases; r++) {
		unsigned int fraction = columns->tight ? 0 : px_figure_fraction(rows[r].ns[s]);

		columns->fraction[s] = max(columns->fraction[s], fraction);
		whole = max(whole, px_text_width(rows[r].ns[s]) - fraction);
		columns->marked[s] |= *px_table_row_mark(&rows[r], s);
	}
	name = name > SIDE_NAME ? SIDE_NAME : name;
	columns->side[s] = max(max(name, strlen("ns/op")),
			       whole + columns->fraction[s]);
	columns->total += columns->gap + columns->side[s] + columns->marked[s];
}

static void measure_ratio(struct px_table_columns *columns, unsigned int nr_rows,
			  const struct px_table_row *rows)
{
	unsigned int interval = 0;

	for (unsigned int r = 0; r < nr_rows; r++) {
		unsigned int marks = px_text_width(rows[r].marks);

		columns->estimate = max(columns->estimate,
					px_text_width(rows[r].estimate));
		interval = max(interval, px_text_width(rows[r].interval) +
			       (marks ? marks + 1 : 0));
	}
	columns->ratio = max(columns->estimate + 1 + interval,
			     strlen("[95 % interval]"));
	columns->total += columns->gap + columns->ratio;
}

/*
 * With many sides the names need the room of the ratio. On a narrow terminal the figures need it,
 * and then the last sides are left out.
 */
static void leave_room(struct px_table_columns *columns, unsigned int nr_shown)
{
	const bool narrow = px_text_columns < PX_TEXT_COLUMNS;

	if (columns->paired && (narrow || nr_shown >= MANY_SIDES) &&
	    columns->total + (narrow ? SHORT_NAME : columns->name) > px_text_columns) {
		columns->paired = false;
		columns->shed = narrow;
		columns->total -= columns->gap + columns->ratio;
	}
	for (unsigned int s = PX_MAX_SIDES; narrow && nr_shown > 1 && s-- > 0;)
		if (columns->shown[s] && columns->total + SHORT_NAME > px_text_columns) {
			columns->shown[s] = false;
			columns->shed = true;
			nr_shown--;
			columns->total -= columns->gap + columns->side[s] + columns->marked[s];
		}
}

/* The names get the room that is left. A longer name has a line of its own. */
static void measure_name(struct px_table_columns *columns, const struct px_plan *plan,
			 unsigned int nr_shown)
{
	unsigned int left;

	columns->name = strlen("workload");
	for (unsigned int c = 0; c < plan->nr_cases; c++)
		columns->name = max(columns->name,
				    px_text_width(plan->cases[c].workload));
	leave_room(columns, nr_shown);
	left = columns->total < px_text_columns ? px_text_columns - columns->total : 0;
	if (columns->name > left)
		columns->name = left;
	columns->total += columns->name;
}

void px_table_columns_measure(struct px_table_columns *columns,
			      const struct px_results *results,
			      const struct px_table_row *rows)
{
	const struct px_plan *plan = results->plan;
	unsigned int nr_shown = 0;

	memset(columns, 0, sizeof(*columns));
	for (unsigned int s = 0; s < plan->nr_sides; s++) {
		columns->shown[s] = px_results_present(results, s);
		nr_shown += columns->shown[s];
	}
	columns->tight = nr_shown > 3;
	columns->gap = columns->tight ? 1 : 2;
	columns->total = 2 * columns->gap + PX_TABLE_COLUMNS_THREADS + PX_TABLE_COLUMNS_CHECK;
	for (unsigned int s = 0; s < plan->nr_sides; s++)
		if (columns->shown[s])
			measure_side(columns, s, results, rows);
	columns->paired = px_results_pair(results, columns->pair) && !px_plan_paced(plan);
	if (columns->paired)
		measure_ratio(columns, plan->nr_cases, rows);
	measure_name(columns, plan, nr_shown);
}
