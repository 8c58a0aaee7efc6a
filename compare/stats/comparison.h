/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The comparison of two sides, for each case of the results. This is the one place that says
 * whether a row may be compared, and in which words.
 *
 * A row is not judged if its code is broken: a check failed, a run failed, the findings of the
 * sides differ, or the workload is BROKEN ON PURPOSE. Nor is a row whose runs were interrupted.
 * All judged rows together are adjusted by Holm's procedure (holm.h).
 */
#ifndef PX_COMPARISON_H
#define PX_COMPARISON_H

#include <stdio.h>
#include "measure/results.h"
#include "stats.h"

/* A ratio that differs by more from the quotient of the medians has a mark. */
#define PX_QUOTIENT_ERROR	0.05
#define PX_MARK_NOT_QUOTIENT	"‡"

enum px_comparison_kind {
	PX_COMPARED_FASTER,	/* 1 is outside of the 95 % interval */
	PX_COMPARED_NO_DIFFERENCE,	/* 1 is inside */
	PX_COMPARED_UNFIT,	/* see fitness.h: there is no ratio */
	PX_COMPARED_NOT_JUDGED,	/* broken code or interrupted: there is no ratio */
	PX_COMPARED_NOT,	/* one side only, or too few valid rounds */
};

struct px_comparison {
	enum px_comparison_kind kind;
	struct px_ratio ratio;	/* of the first side to the second; no estimate: not judged */
	double p;		/* that the ratio is 1; NAN unless FASTER or NO_DIFFERENCE */
	bool survives;		/* FASTER, after the adjustment for all judged rows */
	char text[128];		/* "kernel 1.14× faster, 95 % 1.10 to 1.19" */
};

/* All rows of one pair of sides. */
struct px_comparisons {
	unsigned int pair[2];		/* indices of sides */
	unsigned int nr, judged;	/* rows; rows with a p-value */
	unsigned int pairs;		/* the most pairs of rounds of a judged row */
	double by_chance;		/* judged rows that would differ by chance alone */
	struct px_comparison *rows;	/* owned, one for each case; NULL: there is no pair */
};

/* Why a side of a row cannot be compared, such as "check failed"; NULL: it can. */
const char *px_comparison_fault(const struct px_results *results, unsigned int bench_case,
				unsigned int side);

/* Compares pair[0] with pair[1], one row. It is not adjusted. 0 or -ENOMEM. */
int px_comparison_get(const struct px_results *results, unsigned int bench_case,
		      const unsigned int pair[2], struct px_comparison *comparison);

/* Compares and adjusts all rows. The caller must free. 0 or -ENOMEM. */
int px_comparisons_make(struct px_comparisons *all, const struct px_results *results,
			const unsigned int pair[2]);

/* Of the pair of px_results_pair(). Without one there are no rows. */
int px_comparisons_default(struct px_comparisons *all, const struct px_results *results);

void px_comparisons_free(struct px_comparisons *all);

/* The ratio is not near the quotient of the medians ns, which are by side. */
bool px_comparison_not_quotient(const struct px_comparison *comparison, const unsigned int pair[2],
				const double *ns);

/* With so few rounds no row can survive the adjustment. */
bool px_comparisons_hopeless(const struct px_comparisons *all);

/* Format: by_chance, judged. */
#define PX_BY_CHANCE	"By chance alone about %.1f of %u rows would differ before the "	\
			"adjustment (Holm, at 5 %% for all rows together)."

/* How many rows would differ by chance, and how many rounds the adjustment needs. */
void px_comparisons_print_chance(FILE *out, const struct px_comparisons *all);

/* Writes ", does not survive the adjustment for 31 rows" for a row, or nothing. */
void px_comparison_remark(const struct px_comparisons *all, unsigned int bench_case, char *text,
			  size_t size);

/*
 * Prints each case with a faster side; then the others, by kind. With a chosen reference every
 * other side is compared with it. 0 or -ENOMEM.
 */
int px_comparison_print(FILE *out, const struct px_results *results);

#endif /* PX_COMPARISON_H */
