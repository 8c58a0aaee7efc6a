/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * loaded: results read back from the JSON that parallax run wrote, so that all
 * that can be said of them at once can be said later. What follows from the
 * rounds is not read but found again.
 */
#ifndef PX_LOADED_H
#define PX_LOADED_H

#include <jansson.h>
#include "results.h"
#include "stamp.h"

struct px_loaded {
	const char *path;		/* borrowed */
	struct px_stamp stamp;
	struct px_plan plan;
	struct px_results results;
	json_t *document;		/* owns all names */
	struct px_side *sides;		/* owned, as are the following */
	const struct px_side **list;
	struct px_cell *cells;
	struct px_input_file *inputs;	/* of the cells */
};

/*
 * Reads a file. 0; or -errno with one line in why (size bytes) that says what is
 * wrong with it, and where. px_loaded_free() in every case.
 */
int px_loaded_read(struct px_loaded *loaded, const char *path, char *why, size_t size);

void px_loaded_free(struct px_loaded *loaded);

#endif /* PX_LOADED_H */
