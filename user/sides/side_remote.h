/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Runs a workload with threads of this process whose steps are executed in the module. The
 * harness is that of the user side; a transport (ioctl or io_uring) replaces each step.
 */
#ifndef PX_USER_SIDE_REMOTE_H
#define PX_USER_SIDE_REMOTE_H

#include "measure/side.h"
#include "base/types.h"
#include "harness/workload.h"

struct px_ring;

/* A worker of the module that a thread of this process steps. */
struct px_remote_worker {
	int fd;			/* the instance */
	u32 worker;
	const struct px_side *side;
	const struct px_role *role;
	u32 batch;		/* steps in one call, at most side->batch */
	struct px_ring *ring;
} px_cacheline_aligned;

struct px_transport {
	/* Called by the thread that executes the steps. Returns 0 or -errno. May be NULL. */
	int (*open)(struct px_remote_worker *r);

	/* Executes up to count steps; count is at most side->batch. Returns as PX_IOC_STEP. */
	long (*step)(struct px_remote_worker *r, u32 count);

	/* May be NULL. */
	void (*close)(struct px_remote_worker *r);
};

/* The run() of a side with this transport: see struct px_side. */
int px_side_remote_run(const struct px_side *side, const struct px_transport *transport,
		       const char *workload, const struct px_run_spec *spec,
		       const struct px_input_file *input, struct px_record *rec);

/* The probe() of a side that needs the module and threads of this process; */
int px_side_remote_probe(char *why, size_t size);

/* and a ring. */
int px_side_uring_probe(char *why, size_t size);

#endif /* PX_USER_SIDE_REMOTE_H */
