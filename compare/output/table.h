/* SPDX-License-Identifier: GPL-2.0-only */
/* The results as a table of at most 100 columns, in UTF-8. */
#ifndef PX_TABLE_H
#define PX_TABLE_H

#include <stdio.h>
#include "measure/results.h"
#include "measure/environment.h"

/* 0, -ENOMEM, or -errno when out could not be written. */
int px_table_print(FILE *out, const struct px_results *results,
		   const struct px_environment *environment);

#endif /* PX_TABLE_H */
