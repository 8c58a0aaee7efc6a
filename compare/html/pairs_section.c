// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <string.h>
#include "cost_section.h"
#include "html.h"
#include "measure/case_name.h"
#include "stats/comparison.h"
#include "stats/figure.h"

static void put_row(FILE *out, const struct px_result_file *file, const struct px_comparisons *all,
		    unsigned int bench_case)
{
	const struct px_comparison *row = &all->rows[bench_case];
	char estimate[PX_FIGURE_SIZE], interval[2 * PX_FIGURE_SIZE], text[128];

	px_case_name(&file->plan, bench_case, text, sizeof(text));
	fputs("<tr><td>", out);
	px_html_text(out, text);
	fputs("</td><td>", out);
	px_html_print(out, "%s / %s", file->plan.sides[all->pair[0]]->name,
		      file->plan.sides[all->pair[1]]->name);
	px_figure_ratio(&row->ratio, estimate, interval);
	px_comparison_remark(all, bench_case, text, sizeof(text));
	fprintf(out, "</td><td class=\"n\">%s</td><td>%s</td><td>", estimate, interval);
	px_html_print(out, "%s%s", row->text, text);
	fputs("</td></tr>\n", out);
}

int px_cost_section_pairs(FILE *out, const struct px_result_file *file, const char *workload)
{
	unsigned int sides = file->plan.nr_sides, pair[2];
	struct px_comparisons all;
	int err = 0;

	if (!px_results_pair(&file->results, pair))
		return 0;
	fputs("<details><summary>every pair of sides</summary>\n", out);
	px_html_table(out, "workload × threads|sides|#ratio|95 % interval|comparison");
	for (pair[0] = 0; pair[0] < sides; pair[0]++)
		for (pair[1] = pair[0] + 1; pair[1] < sides && !err; pair[1]++) {
			if (!px_results_present(&file->results, pair[0]) ||
			    !px_results_present(&file->results, pair[1]))
				continue;
			err = px_comparisons_make(&all, &file->results, pair);
			for (unsigned int c = 0; c < all.nr && !err; c++)
				if (!strcmp(file->plan.cases[c].workload, workload))
					put_row(out, file, &all, c);
			px_comparisons_free(&all);
		}
	px_html_table_end(out);
	fputs("</details>\n", out);
	return err;
}
