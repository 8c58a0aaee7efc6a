/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sweep: specs as they are asked for on a command line, where every number may be
 * a list. There is a spec for each combination; the threads change slowest.
 */
#ifndef PX_USER_SWEEP_H
#define PX_USER_SWEEP_H

#include "uapi/parallax.h"
#include "util/parse_number.h"

enum px_dimension {
	PX_DIM_THREADS, PX_DIM_SECONDS, PX_DIM_OPS, PX_DIM_HOLD, PX_DIM_THINK, PX_DIM_READ_SHARE,
	PX_DIM_LINES, PX_DIM_PAYLOAD, PX_DIM_CAPACITY, PX_DIM_PIN, PX_DIMENSIONS
};

#define PX_MAX_SPECS	4096u

struct px_sweep {
	struct px_list lists[PX_DIMENSIONS];	/* without a value: as base has it */
	struct px_run_spec base;
	uint32_t crowd;			/* and so many threads on one CPU; 0: not so */
};

/* The option's values: NULL; or what was expected instead; or "" for another option. */
const char *px_sweep_set(struct px_sweep *sweep, const char *option, const char *text);

/* How many specs there are; PX_MAX_SPECS + 1 stands for any number above. */
unsigned int px_sweep_count(const struct px_sweep *sweep);

struct px_run_spec px_sweep_spec(const struct px_sweep *sweep, unsigned int nth);

#endif /* PX_USER_SWEEP_H */
