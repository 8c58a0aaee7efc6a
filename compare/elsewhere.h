/* SPDX-License-Identifier: GPL-2.0-only */
/* elsewhere: something done by another thread, while the caller waits for its end. */
#ifndef PX_ELSEWHERE_H
#define PX_ELSEWHERE_H

#include "thread.h"
#include "types.h"

/* 0 however it ended, be it by a panic; or why there was no thread. */
static inline int px_elsewhere(px_thread_fn fn, void *arg)
{
	struct px_thread other;
	int err = px_thread_spawn(&other, fn, arg);

	if (!err)
		px_thread_join(&other, NULL);
	return err;
}

#endif /* PX_ELSEWHERE_H */
