/* SPDX-License-Identifier: GPL-2.0-only */
/* worker_thread: one worker with its thread and its measurements. */
#ifndef PX_WORKER_THREAD_H
#define PX_WORKER_THREAD_H

#include "counters.h"
#include "os.h"
#include "thread.h"
#include "base/types.h"
#include "uapi/parallax.h"
#include "workload.h"

struct px_worker_thread {
	struct px_worker worker;
	struct px_run *run;
	const struct px_role *role;
	u32 cpu;			/* where it is pinned, unless spec.pin is PX_PIN_NONE */
	int error;
	u64 start, end;			/* by px_os_now() */
	u64 hold_ns, think_ns;		/* measured */
	u32 paced_number;		/* among the paced workers, from 0 */
	struct px_histogram *response;	/* of a paced worker: from when a step is due; or NULL */
	struct px_thread_usage used;	/* between start and end */
	struct px_counters counters;	/* enabled between start and end */
	u64 counts[PX_COUNTERS];
	u32 counted;			/* bit mask of the counts that are valid */
	int count_error;		/* why a count is missing, or 0 */
	struct px_thread thread;
} px_cacheline_aligned;

/* Finds the iterations of px_busy() for the hold and think times, and measures these times. */
void px_worker_thread_set_delay(struct px_worker_thread *p);

/* The thread's function: attach, steps, detach. The outcome is in the worker thread. */
u64 px_worker_thread_main(void *worker_thread);

#endif /* PX_WORKER_THREAD_H */
