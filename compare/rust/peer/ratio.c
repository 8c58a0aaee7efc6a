// SPDX-License-Identifier: GPL-2.0-only
/*
 * Reads rounds, two numbers a line, and prints the median of each column and
 * the ratio of the first to the second with its 95 % interval, by the judge's
 * own statistics: median, median, ratio, low, high ("-" where there is none).
 */
#include <stdio.h>
#include "stats.h"

#define MAX_ROUNDS	1000u

static void print_number(double x, bool there, char after)
{
	if (there)
		printf("%.4g%c", x, after);
	else
		printf("-%c", after);
}

int main(void)
{
	static double first[MAX_ROUNDS], second[MAX_ROUNDS];
	struct px_ratio ratio;
	unsigned int n = 0;

	while (n < MAX_ROUNDS && scanf("%lf %lf", &first[n], &second[n]) == 2)
		n++;
	if (!n || px_stats_ratio(first, second, n, &ratio))
		return 1;
	print_number(px_stats_median(first, n), true, ' ');
	print_number(px_stats_median(second, n), true, ' ');
	print_number(ratio.estimate, ratio.n, ' ');
	print_number(ratio.low, ratio.has_interval, ' ');
	print_number(ratio.high, ratio.has_interval, '\n');
	return 0;
}
