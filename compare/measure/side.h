/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A side: one way to execute a workload. All that the judge knows of one.
 */
#ifndef PX_SIDE_H
#define PX_SIDE_H

#include <stdbool.h>
#include <stddef.h>
#include "uapi/parallax.h"
#include "input_file.h"
#include "lab_result.h"
#include "record.h"

#define PX_MAX_BATCH	1024u		/* steps at once */

struct px_side {
	const char *name;	/* in tables: unlike any other's */
	const char *kind;	/* NULL: as its name */

	/* Of a side that calls across the boundary: how many steps at once. 0: it does not. */
	unsigned int batch;
	bool queued;		/* as so many commands, not as one call */
	bool polled;		/* a thread of the kernel's looks for them, without a call */

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
	int (*run)(const struct px_side *side, const char *workload, const struct px_run_spec *spec,
		   const struct px_input_file *input, struct px_record *rec);

	/*
	 * Performs one act of a lab, adding to what was seen before. In a
	 * process that ends with it. NULL: the side knows no labs. 0, or -errno
	 * when it could not be performed at all; else see seen->error.
	 */
	int (*run_lab)(const char *lab, uint32_t phase, struct px_lab_result *seen);
};

/* All sides that the program knows, ended by NULL. */
extern const struct px_side *const px_sides[];

static inline const char *px_side_kind(const struct px_side *side)
{
	return side->kind ? side->kind : side->name;
}

#endif /* PX_SIDE_H */
