/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * loaded: results read back from the JSON that parallax run wrote, so that all
 * that can be said of them at once can be said later. What drains from the
 * rounds is not read but found again.
 */
#ifndef PX_JSON_DECODE_H
#define PX_JSON_DECODE_H

#include <jansson.h>
#include "measure/results.h"
#include "measure/environment.h"

struct px_result_file {
	const char *path;		/* borrowed */
	struct px_environment stamp;
	struct px_plan plan;
	struct px_results results;
	json_t *document;		/* owns all names */
	struct px_side *sides;		/* owned, as are the following */
	const struct px_side **list;
	struct px_bench_case *cells;
	struct px_input_file *inputs;	/* of the cells */
};

/*
 * Reads a file. 0; or -errno with one line in why (size bytes) that says what is
 * wrong with it, and where. px_result_file_free() in every case.
 */
int px_result_file_read(struct px_result_file *loaded, const char *path, char *why, size_t size);

void px_result_file_free(struct px_result_file *loaded);

#endif /* PX_JSON_DECODE_H */
