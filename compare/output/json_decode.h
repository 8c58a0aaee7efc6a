/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Reads the results that parallax run --json wrote. Derived figures are not read: the program
 * computes them again from the rounds.
 */
#ifndef PX_JSON_DECODE_H
#define PX_JSON_DECODE_H

#include <jansson.h>
#include "measure/results.h"
#include "measure/environment.h"

struct px_result_file {
	const char *path;		/* borrowed */
	struct px_environment environment;
	struct px_plan plan;
	struct px_results results;
	json_t *document;		/* owns all names */
	struct px_side *sides;		/* owned, as are the following */
	const struct px_side **list;
	struct px_bench_case *cases;
	struct px_input_file *inputs;	/* of the cases */
};

/*
 * Reads a file. 0; or -errno, with one line in reason (size bytes) that says what is wrong, and
 * the path of the key. The caller must call px_result_file_free() in both cases.
 */
int px_result_file_read(struct px_result_file *file, const char *path, char *reason, size_t size);

void px_result_file_free(struct px_result_file *file);

#endif /* PX_JSON_DECODE_H */
