/* SPDX-License-Identifier: GPL-2.0-only */
/* The labs and the scoreboard for a program: JSON, described in output/RESULTS.md. */
#ifndef PX_LABS_JSON_H
#define PX_LABS_JSON_H

#include <stdio.h>
#include "scoreboard.h"
#include "measure/environment.h"

/* Both: 0, -ENOMEM, or -errno when out could not be written. */
int px_labs_json_write(FILE *out, const struct px_lab_case *cases, unsigned int nr,
		       const struct px_environment *environment);
int px_scoreboard_json_write(FILE *out, const struct px_scoreboard_line *lines,
			     unsigned int nr_lines, const struct px_lab_case *cases,
			     unsigned int nr_cases, const struct px_build_results *build,
			     const struct px_environment *environment);

#endif /* PX_LABS_JSON_H */
