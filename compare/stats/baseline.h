/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The baseline: the number of executed instructions per operation, of each workload on each side.
 * It is compared with later versions of the source. It is valid for one kernel, one libc and one
 * version of each compiler.
 *
 * The file is text: one line with these versions, then one line for each cost. Tabs separate the
 * fields.
 */
#ifndef PX_BASELINE_H
#define PX_BASELINE_H

#include <stdio.h>
#include "uapi/parallax.h"
#include "measure/environment.h"

#define PX_MAX_COSTS	512u

struct px_cost {
	char workload[PX_NAME_SIZE];
	char side[PX_NAME_SIZE];
	double instructions;		/* per operation; NAN: unknown */
};

struct px_baseline {
	unsigned int nr;
	struct px_cost costs[PX_MAX_COSTS];
};

/*
 * Reads a baseline of this environment. 0; or an error, with one line in why: -ENOENT no such
 * file; -ESTALE made in another environment; -EINVAL bad line; another -errno from reading.
 */
int px_baseline_read(struct px_baseline *baseline, const char *path,
		     const struct px_environment *environment, char *why, size_t size);

/* 0 or -errno. */
int px_baseline_write(FILE *out, const struct px_baseline *baseline,
		      const struct px_environment *environment);

/* NAN: not in the baseline. */
double px_baseline_cost(const struct px_baseline *baseline, const char *workload,
			const char *side);

enum px_change { PX_CHANGE_NONE, PX_CHANGE_LONGER, PX_CHANGE_SHORTER, PX_CHANGE_NEW };

/* Changes of at most 0.5 %, or a quarter of an instruction, are PX_CHANGE_NONE. */
enum px_change px_baseline_change(double before, double now);

#endif /* PX_BASELINE_H */
