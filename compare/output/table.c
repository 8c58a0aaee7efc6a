// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include "measure/case_name.h"
#include "measure/text.h"
#include "stats/check_status.h"
#include "stats/figure.h"
#include "stats/summary.h"
#include "report_header.h"
#include "table.h"
#include "table_columns.h"
#include "table_footnotes.h"

#define INDENT	4u	/* of the lines below a row */

struct table {
	FILE *out;
	const struct px_results *results;
	const struct px_table_row *rows;
	struct px_table_columns columns;
};

static const char *side_name(const struct table *table, unsigned int side)
{
	return table->results->plan->sides[side]->name;
}

static void gap(const struct table *table)
{
	px_text_left(table->out, "", table->columns.gap);
}

/* Prints words above the column of each side; NULL: the name of the side. */
static void print_sides(const struct table *table, const char *words)
{
	const struct px_table_columns *columns = &table->columns;

	for (unsigned int s = 0; s < PX_MAX_SIDES; s++) {
		if (!columns->shown[s])
			continue;
		gap(table);
		px_text_right(table->out, words ? words : side_name(table, s),
			      columns->side[s]);
		px_text_left(table->out, "", columns->marked[s]);
	}
}

static void print_names(const struct table *table)
{
	const struct px_table_columns *columns = &table->columns;
	char ratio[64];

	px_text_left(table->out, "", columns->name + columns->gap +
		     PX_TABLE_COLUMNS_THREADS);
	print_sides(table, NULL);
	if (columns->paired) {
		snprintf(ratio, sizeof(ratio), "%.30s/%.30s",
			 side_name(table, columns->pair[0]),
			 side_name(table, columns->pair[1]));
		px_text_clip(ratio, columns->ratio);
		gap(table);
		fputs(ratio, table->out);
	}
	fputc('\n', table->out);
}

static void print_units(const struct table *table)
{
	const struct px_table_columns *columns = &table->columns;

	px_text_left(table->out, "workload", columns->name);
	gap(table);
	px_text_right(table->out, "threads", PX_TABLE_COLUMNS_THREADS);
	print_sides(table, px_plan_paced(table->results->plan) ? "ops/s" : "ns/op");
	if (columns->paired) {
		gap(table);
		px_text_left(table->out, "[95 % interval]", columns->ratio);
	}
	gap(table);
	fputs("check\n", table->out);
}

static void print_rule(const struct table *table)
{
	for (unsigned int i = 0; i < table->columns.total; i++)
		fputs("─", table->out);
	fputc('\n', table->out);
}

static void print_figure(const struct table *table, const struct px_table_row *row,
			 unsigned int s)
{
	const struct px_table_columns *columns = &table->columns;
	unsigned int pad =
		columns->tight ? 0 : columns->fraction[s] - px_figure_fraction(row->ns[s]);

	/* A power of ten is not aligned at the decimal point. */
	if (pad + px_text_width(row->ns[s]) > columns->side[s])
		pad = 0;
	gap(table);
	px_text_right(table->out, row->ns[s], columns->side[s] - pad);
	if (columns->marked[s])
		px_text_left(table->out, px_table_row_mark(row, s), 1);
	px_text_left(table->out, "", pad);
}

static void print_ratio(const struct table *table, const struct px_table_row *row)
{
	const struct px_table_columns *columns = &table->columns;
	char interval[sizeof(row->interval) + sizeof(row->marks) + 1];

	snprintf(interval, sizeof(interval), "%s%s%s", row->interval, row->marks[0] ? " " : "",
		 row->marks);
	gap(table);
	px_text_right(table->out, row->estimate, columns->estimate);
	fputc(' ', table->out);
	px_text_left(table->out, interval, columns->ratio - columns->estimate - 1);
}

static void print_row(const struct table *table, unsigned int c)
{
	const struct px_bench_case *bench_case = &table->results->plan->cases[c];
	const struct px_table_columns *columns = &table->columns;
	bool fits = px_text_width(bench_case->workload) <= columns->name;
	char threads[16];

	if (!fits)
		fprintf(table->out, "%s\n", bench_case->workload);
	px_text_left(table->out, fits ? bench_case->workload : "", columns->name);
	snprintf(threads, sizeof(threads), "%u", bench_case->spec.threads);
	gap(table);
	px_text_right(table->out, threads, PX_TABLE_COLUMNS_THREADS);
	for (unsigned int s = 0; s < PX_MAX_SIDES; s++)
		if (columns->shown[s])
			print_figure(table, &table->rows[c], s);
	if (columns->paired)
		print_ratio(table, &table->rows[c]);
	gap(table);
	fprintf(table->out, "%s\n", table->rows[c].check);
}

static struct px_flow begin_below(const struct table *table)
{
	struct px_flow flow = { .out = table->out, .separator = " · ",
				.indent = INDENT, .column = INDENT };

	px_text_left(table->out, "", INDENT);
	return flow;
}

static void print_check_status(const struct table *table, unsigned int c)
{
	struct px_flow flow = begin_below(table);
	struct px_check_status status;

	for (unsigned int s = 0; s < PX_MAX_SIDES; s++) {
		if (!table->columns.shown[s])
			continue;
		px_check_status_get(table->results, c, s, &status);
		px_flow_item(&flow, "%s: %s", side_name(table, s), status.text);
	}
	px_flow_end(&flow);
}

/* The parameters that vary, and what the lock is on each side. */
static void print_spec(const struct table *table, unsigned int c)
{
	const struct px_plan *plan = table->results->plan;
	const struct px_bench_case *bench_case = &plan->cases[c];
	bool named = px_case_names_kind(plan, bench_case);
	struct px_flow flow;
	char name[128];

	px_case_name(plan, c, name, sizeof(name));
	if (!named && !strstr(name, ", "))	/* no value differs */
		return;
	flow = begin_below(table);
	if (!px_cases_uniform(plan))
		px_case_spec(&flow, plan, &bench_case->spec, true);
	if (named) {
		px_flow_item(&flow, "kernel: %s", bench_case->lock.kernel);
		px_flow_item(&flow, "user: %s", bench_case->lock.user);
	}
	px_flow_end(&flow);
}

/* The measured time of a busy loop, on the sides that had one. */
static void print_busy(const struct table *table, const char *what,
		       uint64_t asked, const double *measured)
{
	struct px_flow flow = { .out = table->out, .separator = " · " };

	for (unsigned int s = 0; s < PX_MAX_SIDES; s++) {
		if (!table->columns.shown[s] || !(measured[s] > 0))
			continue;
		if (!flow.column) {
			flow = begin_below(table);
			px_flow_item(&flow, "%s of %" PRIu64 " ns took", what, asked);
			flow.separator = " ";
		}
		px_flow_item(&flow, "%.0f ns (%s)", measured[s], side_name(table, s));
		flow.separator = ", ";
	}
	px_flow_end(&flow);
}

static void print_below(const struct table *table, unsigned int c)
{
	const struct px_plan *plan = table->results->plan;
	const struct px_run_spec *spec = &plan->cases[c].spec;
	const struct px_summary *summary = &table->rows[c].summary;

	if (table->rows[c].details)
		print_check_status(table, c);
	if (!px_cases_uniform(plan) || px_case_names_kind(plan, &plan->cases[c]))
		print_spec(table, c);
	if (spec->hold_ns)
		print_busy(table, "hold", spec->hold_ns, summary->hold_ns);
	if (spec->think_ns)
		print_busy(table, "think", spec->think_ns, summary->think_ns);
}

static void print_table(struct table *table)
{
	px_table_columns_measure(&table->columns, table->results, table->rows);
	fputc('\n', table->out);
	print_names(table);
	print_units(table);
	print_rule(table);
	for (unsigned int c = 0; c < table->results->plan->nr_cases; c++) {
		print_row(table, c);
		print_below(table, c);
	}
}

int px_table_print(FILE *out, const struct px_results *results,
		   const struct px_environment *environment)
{
	unsigned int nr_cases = results->plan->nr_cases;
	struct px_table_row *rows = calloc(nr_cases, sizeof(*rows));
	struct table table = { .out = out, .results = results, .rows = rows };
	struct px_comparisons comparisons;
	int err = px_comparisons_default(&comparisons, results);

	if (!rows)
		err = -ENOMEM;
	for (unsigned int c = 0; c < nr_cases && !err; c++)
		err = px_table_row_make(results, c, &comparisons, &rows[c]);
	if (err)
		goto out;
	px_report_header_print(out, results, environment);
	print_table(&table);
	px_table_footnotes_print(out, results, rows, &table.columns, &comparisons, environment);
	errno = 0;
	if (fflush(out) || ferror(out))
		err = errno ? -errno : -EIO;
out:
	px_comparisons_free(&comparisons);
	free(rows);
	return err;
}
