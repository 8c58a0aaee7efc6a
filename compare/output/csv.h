/* SPDX-License-Identifier: GPL-2.0-only */
/* The rounds as CSV (RFC 4180): the names of the columns, then a row for each run. */
#ifndef PX_CSV_H
#define PX_CSV_H

#include <stdio.h>
#include "measure/results.h"
#include "measure/environment.h"

/* 0, or -errno when out could not be written. */
int px_csv_write(FILE *out, const struct px_results *results,
		 const struct px_environment *environment);

#endif /* PX_CSV_H */
