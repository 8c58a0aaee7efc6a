/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * user_workers: the workers of a run that are threads of processes. Each worker
 * attaches, steps (user_step.h) and detaches by ioctls of its own. The kernel
 * executes the steps in the caller's context. Errors are those of PX_IOC_ATTACH,
 * DELAY, STEP and DETACH in uapi/parallax.h.
 */
#ifndef PX_KMOD_USER_WORKERS_H
#define PX_KMOD_USER_WORKERS_H

#include <linux/atomic.h>
#include <linux/nospec.h>
#include <linux/pid.h>
#include <linux/spinlock.h>
#include "base/types.h"
#include "harness/run.h"
#include "harness/run_internal.h"

/*
 * A call that changes a worker from READY to BUSY has it alone until it sets
 * another state. If the process of a BUSY worker exits, the flush marks the worker
 * EXITED; the call detaches it on return.
 */
enum px_user_worker_state {
	PX_USER_WORKER_READY,
	PX_USER_WORKER_BUSY,
	PX_USER_WORKER_EXITED,		/* its process has ended; a call still uses it */
	PX_USER_WORKER_ABSENT,
	PX_USER_WORKER_DETACHED
};

struct px_user_worker {
	atomic_t state;			/* enum px_user_worker_state */
	struct px_worker *worker;
	int (*loop)(void *state, struct px_worker *w);
	void *shared;			/* the state that loop takes */
	struct px_user_workers *set;
	struct px_worker_thread *thread;
	struct pid *owner;		/* its process, referenced */
} px_cacheline_aligned;

struct px_user_workers {
	u32 direct;			/* workers that may use the fast path of a step */
	struct px_user_worker *all;	/* one for each of the run's workers; NULL before init */
	u32 stepping;			/* workers that may step: 0 before begin */
	struct px_run *run;
	u32 instance;			/* number of the instance, for the trace */
	atomic_t present;		/* workers that have attached and not detached */
	spinlock_t lock;		/* protects begun, and the owner while it attaches */
	bool begun;
};

/**
 * px_user_workers_prepare() - initialise a set to which no worker can attach yet
 * @set: the workers
 * @instance: number of the instance
 *
 * Context: any.
 */
void px_user_workers_prepare(struct px_user_workers *set, u32 instance);

/**
 * px_user_workers_init() - let the workers of a run attach
 * @set: the workers, prepared
 * @run: the run
 * @workers: number of its workers
 *
 * Context: process, may sleep.
 * Return: 0 or -ENOMEM.
 */
int px_user_workers_init(struct px_user_workers *set, struct px_run *run, u32 workers);

/**
 * px_user_workers_destroy() - detach the workers that are left, free the set
 * @set: the workers; no call on them is in progress
 *
 * Context: process, may sleep.
 */
void px_user_workers_destroy(struct px_user_workers *set);

/**
 * px_user_workers_attach() - PX_IOC_ATTACH, once the run is by user workers
 * @set: the workers
 * @number: of the worker
 * @file: the device's file
 *
 * It belongs to the current process.
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int px_user_workers_attach(struct px_user_workers *set, u32 number, const struct file *file);

/**
 * px_user_workers_set_delay() - PX_IOC_DELAY: calibrate hold and think times
 * @set: the workers
 * @number: of the worker
 * @hold_ns: out: the measured length of one hold
 * @think_ns: out: the measured length of one think
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int px_user_workers_set_delay(struct px_user_workers *set, u32 number, u64 *hold_ns,
			      u64 *think_ns);

/**
 * px_user_workers_detach() - PX_IOC_DETACH
 * @set: the workers
 * @number: of the worker
 * @ops: out: the number of its steps
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int px_user_workers_detach(struct px_user_workers *set, u32 number, u64 *ops);

/**
 * px_user_workers_begin() - PX_IOC_START: all workers have attached and may step
 * @set: the workers
 *
 * Context: process, may sleep.
 * Return: 0, or -EBUSY if it has begun or a worker is in a call.
 */
int px_user_workers_begin(struct px_user_workers *set);

/**
 * px_user_workers_flush() - a process closes the file or has ended
 * @set: the workers
 * @process: the process
 *
 * Detaches the workers of the process. Another process may set up the instance
 * at the same time; then this process has no worker yet.
 *
 * Context: process, may sleep.
 */
void px_user_workers_flush(struct px_user_workers *set, struct pid *process);

/**
 * px_user_workers_ended() - has the run by user workers ended?
 * @set: the workers
 *
 * Context: any.
 * Return: 0 if all workers have detached, -EBUSY before that, -EBADFD before begin.
 */
int px_user_workers_ended(struct px_user_workers *set);

/**
 * px_user_workers_state() - the state of the run as one word of fdinfo
 * @set: the workers
 *
 * Context: any.
 * Return: the word.
 */
const char *px_user_workers_state(struct px_user_workers *set);

/* For user_workers.c and user_step.c only. */

/**
 * px_user_worker_at() - the worker of a number that was checked
 * @set: the workers
 * @number: below the number of workers
 *
 * A CPU does not speculate beyond the array.
 *
 * Context: any.
 * Return: the worker.
 */
static inline struct px_user_worker *px_user_worker_at(struct px_user_workers *set, u32 number)
{
	return &set->all[array_index_nospec(number, set->run->workers)];
}

/**
 * px_user_worker_claim() - make a ready worker busy, for the calling thread
 * @uw: the worker
 *
 * Context: any.
 * Return: 0, -ESRCH if it is not attached, -EBUSY if it is in another call.
 */
static inline int px_user_worker_claim(struct px_user_worker *uw)
{
	int state = atomic_cmpxchg_acquire(&uw->state, PX_USER_WORKER_READY, PX_USER_WORKER_BUSY);

	switch (state) {
	case PX_USER_WORKER_READY:
		return 0;
	case PX_USER_WORKER_ABSENT:
	case PX_USER_WORKER_DETACHED:
		return -ESRCH;
	default:
		return -EBUSY;
	}
}

/**
 * px_user_worker_release() - make a worker ready again, or detach it if it has exited
 * @uw: the worker, claimed
 *
 * Context: process, may sleep.
 */
void px_user_worker_release(struct px_user_worker *uw);

/**
 * px_user_worker_exit() - detach a worker whose process is gone
 * @uw: the worker, claimed
 *
 * Context: process, may sleep.
 */
void px_user_worker_exit(struct px_user_worker *uw);

/**
 * px_user_worker_call() - call a function of the workload for a worker
 * @uw: the worker, claimed
 * @fn: the function
 *
 * If the call may take long, a signal to the caller stops it.
 *
 * Context: process. May sleep unless the worker's wait mode is PX_NOWAIT.
 * Return: what @fn returns.
 */
int px_user_worker_call(struct px_user_worker *uw, int (*fn)(void *state, struct px_worker *w));

#endif /* PX_KMOD_USER_WORKERS_H */
