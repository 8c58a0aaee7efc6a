/* SPDX-License-Identifier: GPL-2.0-only */
/* elsewhere: something done by another thread, while the caller waits for its end. */
#ifndef PX_RUN_IN_THREAD_H
#define PX_RUN_IN_THREAD_H

#include "thread.h"
#include "base/types.h"

/* 0 however it ended, be it by a panic; or why there was no thread. */
static inline int px_run_in_thread(px_thread_fn fn, void *arg)
{
	struct px_thread other;
	int err = px_thread_spawn(&other, fn, arg);

	if (!err)
		px_thread_join(&other, NULL);
	return err;
}

#endif /* PX_RUN_IN_THREAD_H */
