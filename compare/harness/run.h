/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * run: one workload executed once by threads of the world it is compiled for.
 * The same text makes the kernel's runs (kthreads) and the program's (pthreads).
 */
#ifndef PX_RUN_H
#define PX_RUN_H

#include "base/types.h"
#include "uapi/parallax.h"
#include "histogram.h"
#include "workload.h"

struct px_run;

/*
 * Prepares a run of the workload: 0 and the run in *made; or -ENOMEM, -EINVAL
 * for input (NULL: none) that the workload does not take or for fewer threads
 * than it needs, or what its set-up says. The spec has been checked. The input outlives the run.
 */
int px_run_create(struct px_run **made, const struct px_workload *workload,
		  const struct px_run_spec *spec, const struct px_equations *input);

/* Undoes create. No run is going on. NULL is nothing. */
void px_run_destroy(struct px_run *run);

/*
 * Runs it, once, and returns when all workers have been joined. 0, or the
 * -errno that ended it early: a worker's, -ETIME for a count that was not
 * reached, -EINTR after a stop, or that no thread was to be had.
 */
int px_run_execute(struct px_run *run);

/* Makes execute return soon: each worker ends with the step that it is in. */
void px_run_stop(struct px_run *run);

/* Operations counted so far: a snapshot, exact once the run has ended. */
u64 px_run_progress(const struct px_run *run);

/* The workers' results, after execute: as many as px_workload_workers(). */
void px_run_results(const struct px_run *run, struct px_worker_result *results);

/* The state's invariants, after execute: how many findings it has written. */
u32 px_run_check(const struct px_run *run, struct px_finding *findings);

/* The most messages that waited in the state's channel, after execute; 0: it has none. */
u64 px_run_depth(const struct px_run *run);

/* Adds what the steps of all workers took, after execute: 0, or -ENODATA if not timed. */
int px_run_latency(const struct px_run *run, struct px_histogram *all);

#endif /* PX_RUN_H */
