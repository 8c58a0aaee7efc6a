/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * crossing: runs a workload with threads of this process whose steps are
 * executed in the module. The harness is the user side's; only where a step
 * would be, a door leads into the kernel.
 */
#ifndef PX_USER_CROSSING_H
#define PX_USER_CROSSING_H

#include "side.h"
#include "types.h"
#include "workload.h"

struct px_ring;

/* One worker's way in. */
struct px_lane {
	int fd;			/* the instance */
	u32 worker;
	const struct px_side *side;
	const struct px_role *role;
	u32 lot;		/* steps at once: side->batch, or fewer if they take long */
	struct px_ring *ring;
} px_own_line;

struct px_door {
	/* By the thread that will step: 0 or -errno. May be NULL. */
	int (*open)(struct px_lane *lane);

	/* Up to so many steps, side->batch at most; says what PX_IOC_STEP does. */
	long (*step)(struct px_lane *lane, u32 count);

	void (*close)(struct px_lane *lane);
};

/* As struct px_side has it. */
int px_crossing_run(const struct px_side *side, const struct px_door *door,
		    const char *workload, const struct px_spec *spec,
		    const struct px_input_file *input, struct px_record *rec);

/* Whether the module is there. */
int px_crossing_probe(char *why, size_t size);

#endif /* PX_USER_CROSSING_H */
