/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * crossing: runs a workload with threads of this process whose steps are
 * executed in the module. The harness is the user side's; only where a step
 * would be, a door leads into the kernel.
 */
#ifndef PX_USER_SIDE_REMOTE_H
#define PX_USER_SIDE_REMOTE_H

#include "measure/side.h"
#include "base/types.h"
#include "harness/workload.h"

struct px_ring;

/* One worker's way in. */
struct px_remote_worker {
	int fd;			/* the instance */
	u32 worker;
	const struct px_side *side;
	const struct px_role *role;
	u32 lot;		/* steps at once: side->batch, or fewer if they take long */
	struct px_ring *ring;
} px_cacheline_aligned;

struct px_transport {
	/* By the thread that will step: 0 or -errno. May be NULL. */
	int (*open)(struct px_remote_worker *lane);

	/* Up to so many steps, side->batch at most; says what PX_IOC_STEP does. */
	long (*step)(struct px_remote_worker *lane, u32 count);

	void (*close)(struct px_remote_worker *lane);
};

/* As struct px_side has it. */
int px_side_remote_run(const struct px_side *side, const struct px_transport *door,
		    const char *workload, const struct px_run_spec *spec,
		    const struct px_input_file *input, struct px_record *rec);

/* Whether the module is there. */
int px_side_remote_probe(char *why, size_t size);

#endif /* PX_USER_SIDE_REMOTE_H */
