/* SPDX-License-Identifier: GPL-2.0-only */
/* The labs and the scoreboard for a program: JSON, described in judge/RESULTS.md. */
#ifndef PX_LABS_JSON_H
#define PX_LABS_JSON_H

#include <stdio.h>
#include "board.h"
#include "stamp.h"

/* Both: 0, -ENOMEM, or -errno when out could not be written. */
int px_labs_json_write(FILE *out, const struct px_case *cases, unsigned int nr,
		       const struct px_stamp *stamp);
int px_board_json_write(FILE *out, const struct px_line *lines, unsigned int nr_lines,
			const struct px_case *cases, unsigned int nr_cases,
			const struct px_evidence *evidence, const struct px_stamp *stamp);

#endif /* PX_LABS_JSON_H */
