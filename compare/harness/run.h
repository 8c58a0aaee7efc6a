/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * run: executes one workload once, with threads of this side: kthreads in the
 * kernel, pthreads in the program.
 */
#ifndef PX_RUN_H
#define PX_RUN_H

#include "base/types.h"
#include "uapi/parallax.h"
#include "histogram.h"
#include "workload.h"

struct px_run;

/*
 * Prepares a run. The caller has checked the spec. The input (NULL: none) must
 * outlive the run. Returns 0 and the run in *made; -ENOMEM; -EINVAL if the
 * workload takes no input, needs more threads or has no lock of this kind; or the
 * error of its setup.
 */
int px_run_create(struct px_run **made, const struct px_workload *workload,
		  const struct px_run_spec *spec, const struct px_equations *input);

/* Frees a run that does not execute. NULL does nothing. */
void px_run_destroy(struct px_run *run);

/*
 * Executes the run, once, and joins all workers. Returns 0 or the error that
 * ended it: a worker's error, -ETIME if the operations were not reached in time,
 * -EINTR after a stop, or the error of starting a thread.
 */
int px_run_execute(struct px_run *run);

/* Makes px_run_execute() return soon: each worker ends after its current step. */
void px_run_stop(struct px_run *run);

/* The operations so far. Exact after the run has ended. */
u64 px_run_progress(const struct px_run *run);

/* After execute: stores the results of the workers, px_workload_workers() of them. */
void px_run_results(const struct px_run *run, struct px_worker_result *results);

/* After execute: checks the state. Returns the number of findings. */
u32 px_run_check(const struct px_run *run, struct px_finding *findings);

/* After execute: the most messages that were queued in the state's channel; 0 without one. */
u64 px_run_depth(const struct px_run *run);

/* After execute: adds the step times of all workers. Returns 0, or -ENODATA if not timed. */
int px_run_latency(const struct px_run *run, struct px_histogram *all);

#endif /* PX_RUN_H */
