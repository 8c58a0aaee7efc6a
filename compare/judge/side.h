/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A side: one way to execute a workload. All that the judge knows of one.
 */
#ifndef PX_SIDE_H
#define PX_SIDE_H

#include <stddef.h>
#include "abi.h"
#include "input.h"
#include "record.h"

struct px_side {
	const char *name;

	/*
	 * Whether the side can run here. 0, or -errno with one line in why
	 * (size bytes) that says what is missing and what to do.
	 */
	int (*probe)(char *why, size_t size);

	/*
	 * Runs the workload once, on input (NULL: none), and fills rec, which
	 * the caller frees. 0, or -errno when the run could not be made at all;
	 * a run that began and failed is in rec->error.
	 */
	int (*run)(const char *workload, const struct px_spec *spec,
		   const struct px_input_file *input, struct px_record *rec);
};

/* All sides that the program knows, ended by NULL. */
extern const struct px_side *const px_sides[];

#endif /* PX_SIDE_H */
