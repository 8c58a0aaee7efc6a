/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * baseline: what each workload costs on each side in executed instructions, as it
 * is kept from one version of the source to the next. It holds for one kernel, one
 * libc and one version of each compiler.
 *
 * A text file: a line for what it was made with, then a line for each cost, all
 * fields apart by tabs.
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
	double instructions;		/* for one operation; NAN: unknown */
};

struct px_baseline {
	unsigned int nr;
	struct px_cost costs[PX_MAX_COSTS];
};

/*
 * Reads one that was made with what the environment says. 0; -ENOENT no such file;
 * -ESTALE made with something else; -EINVAL or another -errno: not to be read. With
 * one line in why, unless 0.
 */
int px_baseline_read(struct px_baseline *baseline, const char *path,
		     const struct px_environment *environment, char *why, size_t size);

/* 0 or -errno. */
int px_baseline_write(FILE *out, const struct px_baseline *baseline,
		      const struct px_environment *environment);

/* NAN: it is not there. */
double px_baseline_cost(const struct px_baseline *baseline, const char *workload,
			const char *side);

enum px_change { PX_CHANGE_NONE, PX_CHANGE_LONGER, PX_CHANGE_SHORTER, PX_CHANGE_NEW };

/* Half a percent, and a quarter of an instruction, are nothing. */
enum px_change px_baseline_change(double before, double now);

#endif /* PX_BASELINE_H */
