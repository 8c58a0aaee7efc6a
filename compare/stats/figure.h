/* SPDX-License-Identifier: GPL-2.0-only */
/* Figures as text. Each text has room for PX_FIGURE_SIZE bytes. */
#ifndef PX_FIGURE_H
#define PX_FIGURE_H

#include <stddef.h>
#include "stats.h"

#define PX_FIGURE_SIZE	24

/* Printed for a figure that is not known. */
#define PX_NO_FIGURE	"–"

/* At most 9 columns. */
void px_figure_ns(char *text, size_t size, double ns);

/* The estimate and the bounds of a ratio, with the same number of decimals. */
void px_figure_bounds(const struct px_ratio *ratio, char *estimate, char *low, char *high);

/* The same, as an estimate and an interval of 2 * PX_FIGURE_SIZE bytes. */
void px_figure_ratio(const struct px_ratio *ratio, char *estimate, char *interval);

/* Columns from the decimal point on. */
unsigned int px_figure_fraction(const char *figure);

#endif /* PX_FIGURE_H */
