/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * player: one worker with its thread and its measurements. The inside of a run.
 */
#ifndef PX_WORKER_THREAD_H
#define PX_WORKER_THREAD_H

#include "gate.h"
#include "os.h"
#include "thread.h"
#include "base/types.h"
#include "uapi/parallax.h"
#include "workload.h"

struct px_worker_thread {
	struct px_worker worker;
	struct px_run *run;
	const struct px_role *role;
	u32 cpu;			/* where it is pinned, if at all */
	int error;
	u64 start, end;			/* by px_os_now() */
	u64 hold_ns, think_ns;		/* measured */
	struct px_thread_usage used;		/* between start and end */
	struct px_thread thread;
} px_cacheline_aligned;

struct px_run {
	const struct px_workload *workload;
	struct px_run_spec spec;
	void *state;
	struct px_worker_thread *threads;
	struct px_histogram *histograms;	/* of the players; NULL: not timed */
	u32 workers;			/* how many of them */
	struct px_gate gate;		/* before the first step */
	struct px_gate finish;		/* after the last one */
	u32 stopped;			/* nobody begins another burst */
	u32 stop_requested;		/* not because the time is over */
};

/* The longest that the workers may step, in ns. */
static inline u64 px_run_length(const struct px_run_spec *spec)
{
	return spec->duration_ns ? spec->duration_ns : PX_MAX_DURATION_NS;
}

/* Finds out how many turns keep it busy as long as the spec has it, and how long that is. */
void px_worker_thread_set_delay(struct px_worker_thread *p);

/* A worker's life, from attach to detach; its outcome is in the player. */
u64 px_worker_thread_main(void *player);

#endif /* PX_WORKER_THREAD_H */
