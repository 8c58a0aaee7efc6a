/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * trial: a lab performed on every side that is there, each act in a process of
 * its own, so that a lab that hangs or crashes takes nothing with it.
 */
#ifndef PX_TRIAL_H
#define PX_TRIAL_H

#include "lab.h"
#include "performance.h"
#include "side.h"

/* Rust, whose programs were run when parallax was built; and the two sides. */
enum px_world { PX_RUST, PX_KERNEL, PX_USER, PX_WORLDS };

struct px_trial {
	const struct px_lab *lab;
	const struct px_story *story;
	bool made[PX_WORLDS];			/* performed, or tried */
	char absent[PX_WORLDS][256];		/* why not */
	struct px_performance seen[PX_WORLDS];	/* all acts together */
};

/* The name of a world: "rust", "kernel", "user". */
const char *px_world_name(enum px_world world);

/* Performs a lab; what went wrong is in it. 0, or -errno if it could not even be tried. */
int px_trial_make(struct px_trial *trial, const struct px_lab *lab,
		  const struct px_story *story);

/* What a world observed under that name. */
bool px_trial_value(const struct px_trial *trial, enum px_world world, const char *what,
		    int64_t *value);

#endif /* PX_TRIAL_H */
