/* SPDX-License-Identifier: GPL-2.0-only */
/* run_in_thread: runs a function in another thread and waits until that thread ends. */
#ifndef PX_RUN_IN_THREAD_H
#define PX_RUN_IN_THREAD_H

#include "thread.h"
#include "base/types.h"

/* 0 when the thread has ended, also by a panic; or -errno of the spawn. */
static inline int px_run_in_thread(px_thread_fn fn, void *arg)
{
	struct px_thread other;
	int err = px_thread_spawn(&other, fn, arg);

	if (!err)
		px_thread_join(&other, NULL);
	return err;
}

#endif /* PX_RUN_IN_THREAD_H */
