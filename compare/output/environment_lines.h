/* SPDX-License-Identifier: GPL-2.0-only */
/* All that is known of the environment of a run, one property on each line. */
#ifndef PX_ENVIRONMENT_LINES_H
#define PX_ENVIRONMENT_LINES_H

#include <stdio.h>
#include "measure/environment.h"

#define PX_ENVIRONMENT_LABEL	21u	/* columns of a label */

void px_environment_lines_print(FILE *out, const struct px_environment *environment);

/* The properties that differ: the value before, and below it the value after. */
void px_environment_lines_diff(FILE *out, const struct px_environment *before,
			       const struct px_environment *after);

#endif /* PX_ENVIRONMENT_LINES_H */
