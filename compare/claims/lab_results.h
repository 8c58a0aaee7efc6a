/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * trial: a lab performed on every side that is there, each act in a process of
 * its own, so that a lab that hangs or crashes takes nothing with it.
 */
#ifndef PX_LAB_RESULTS_H
#define PX_LAB_RESULTS_H

#include "harness/lab.h"
#include "measure/lab_result.h"
#include "measure/side.h"

/* Rust, whose programs were run when parallax was built; and the two sides. */
enum px_world { PX_RUST, PX_KERNEL, PX_USER, PX_WORLDS };

struct px_lab_results {
	const struct px_lab *lab;
	const struct px_lab_doc *story;
	bool made[PX_WORLDS];			/* performed, or tried */
	char absent[PX_WORLDS][256];		/* why not */
	struct px_lab_result seen[PX_WORLDS];	/* all acts together */
};

/* The name of a world: "rust", "kernel", "user". */
const char *px_world_name(enum px_world world);

/* Performs a lab; what went wrong is in it. 0, or -errno if it could not even be tried. */
int px_lab_results_collect(struct px_lab_results *trial, const struct px_lab *lab,
		  const struct px_lab_doc *story);

/* What a world observed under that name. */
bool px_lab_results_value(const struct px_lab_results *trial, enum px_world world, const char *what,
		    int64_t *value);

#endif /* PX_LAB_RESULTS_H */
