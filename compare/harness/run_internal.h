/* SPDX-License-Identifier: GPL-2.0-only */
/* run_internal: the internals of a run, for run.c, worker_thread.c and kmod/run. */
#ifndef PX_RUN_INTERNAL_H
#define PX_RUN_INTERNAL_H

#include "gate.h"
#include "worker_thread.h"

struct px_run {
	const struct px_workload *workload;
	struct px_run_spec spec;
	void *state;
	struct px_worker_thread *threads;
	struct px_histogram *histograms;	/* one per worker; NULL: not timed */
	u32 workers;			/* number of workers */
	u32 paced_workers;		/* those that spec.rate is for */
	int count_error;		/* the caller may not count: no worker counts; or 0 */
	struct px_gate gate;		/* all workers pass it before their first step */
	struct px_gate finish;		/* all workers arrive after their last step */
	u32 stopped;			/* no worker begins another burst */
	u32 stop_requested;		/* stopped before the time was over */
};

/* The maximum time that the workers may step, in ns. */
static inline u64 px_run_length(const struct px_run_spec *spec)
{
	return spec->duration_ns ? spec->duration_ns : PX_MAX_DURATION_NS;
}

/* Ends all bursts. The fence pairs with the fence of burst_may_begin(). */
static inline void px_run_end_bursts(struct px_run *run)
{
	u32 i;

	px_write_once(run->stopped, 1);
	px_full_fence();
	for (i = 0; i < run->workers; i++)
		px_write_once(run->threads[i].worker.limit, 0);
	if (run->spec.rate)
		px_os_wake(&run->stopped);
}

static inline void px_run_request_stop(struct px_run *run)
{
	px_write_once(run->stop_requested, 1);
	px_full_fence();
	px_run_end_bursts(run);
}

#endif /* PX_RUN_INTERNAL_H */
