/* SPDX-License-Identifier: GPL-2.0-only */
/* user_step: PX_IOC_STEP. Its fast path is inlined into the ioctl. */
#ifndef PX_KMOD_USER_STEP_H
#define PX_KMOD_USER_STEP_H

#include "base/trace.h"
#include "user_workers.h"

/**
 * px_user_step_slow() - the part of px_user_workers_step() that is not inlined
 * @set: the workers
 * @packed: PX_STEP(worker, count)
 * @wait_mode: how a step may wait
 *
 * Context: process.
 * Return: as px_user_workers_step().
 */
long px_user_step_slow(struct px_user_workers *set, u64 packed, enum px_wait_mode wait_mode);

/**
 * px_user_step_end() - end a step on the fast path that failed or whose process exited
 * @uw: the worker
 * @err: what the step returned
 *
 * Context: process.
 * Return: as px_user_workers_step().
 */
long px_user_step_end(struct px_user_worker *uw, int err);

/**
 * px_user_workers_step() - PX_IOC_STEP
 * @set: the workers
 * @packed: PX_STEP(worker, count)
 * @wait_mode: how a step may wait
 *
 * The cost of a call is what this program measures. The fast path of a single
 * step therefore has one comparison for count and number together, and keeps only
 * @uw in registers. The worker's limit stays 0, which means one step. If waits are
 * traced, every step takes the slow path.
 *
 * Context: process. With PX_NOWAIT it does not sleep.
 * Return: the number of steps done; 0 if the worker has nothing left to do; or
 * the negative errno of the first step, with -ERESTARTSYS for -EINTR.
 */
static __always_inline long px_user_workers_step(struct px_user_workers *set, u64 packed,
						 enum px_wait_mode wait_mode)
{
	u32 direct = smp_load_acquire(&set->direct); /* pairs with px_user_workers_begin() */
	u64 number = packed - PX_STEP(0, 1);
	int expected = PX_USER_WORKER_READY;
	struct px_user_worker *uw;
	int err;

	if (unlikely(number >= direct || px_traces_waits()))
		return px_user_step_slow(set, packed, wait_mode);
	uw = &set->all[array_index_nospec(number, direct)];
	if (unlikely(!atomic_try_cmpxchg_acquire(&uw->state, &expected, PX_USER_WORKER_BUSY)))
		return px_user_step_slow(set, packed, wait_mode);
	uw->worker->delay.mode = wait_mode;
	err = uw->loop(uw->shared, uw->worker);
	if (unlikely(err || !atomic_dec_and_test(&uw->state)))
		return px_user_step_end(uw, err);
	return 1;
}

#endif /* PX_KMOD_USER_STEP_H */
