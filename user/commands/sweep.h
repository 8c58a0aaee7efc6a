/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * sweep: the combinations of all values on the command line of "run". There is one run spec
 * for each combination; the number of threads changes slowest.
 */
#ifndef PX_USER_SWEEP_H
#define PX_USER_SWEEP_H

#include "uapi/parallax.h"
#include "util/parse_number.h"

enum px_dimension {
	PX_DIM_THREADS, PX_DIM_SECONDS, PX_DIM_OPS, PX_DIM_HOLD, PX_DIM_THINK, PX_DIM_READ_SHARE,
	PX_DIM_LINES, PX_DIM_PAYLOAD, PX_DIM_CAPACITY, PX_DIM_PIN, PX_DIM_KIND, PX_DIM_RATE,
	PX_DIMENSIONS
};

#define PX_MAX_SPECS	4096u

struct px_sweep {
	struct px_list lists[PX_DIMENSIONS];	/* empty: the value in base */
	struct px_run_spec base;
	bool all_kinds;			/* each workload in all its kinds: no other is missed */
	uint32_t all_on_one;		/* one more: this many threads on one CPU; 0: none */
};

/* Sets the values of a dimension: NULL, or a text that says what was expected. */
const char *px_sweep_set(struct px_sweep *sweep, enum px_dimension d, const char *text);

/* The number of specs; PX_MAX_SPECS + 1 stands for any greater number. */
unsigned int px_sweep_count(const struct px_sweep *sweep);

struct px_run_spec px_sweep_spec(const struct px_sweep *sweep, unsigned int nth);

/* Sets the value of a dimension in a spec. */
void px_sweep_put(struct px_run_spec *spec, enum px_dimension d, uint64_t value);

#endif /* PX_USER_SWEEP_H */
