/* SPDX-License-Identifier: GPL-2.0-only */
/* BROKEN ON PURPOSE: join loses half of the thread's value, and its panic. */
#ifndef PX_BROKEN_THREAD_H
#define PX_BROKEN_THREAD_H

#define px_thread_join	px_thread_join_correct
#include "../../twins/thread.h"
#undef px_thread_join

static inline int px_thread_join(struct px_thread *t, u64 *value)
{
	px_thread_join_correct(t, value);
	if (value)
		*value = (u32)*value;
	return 0;
}

#endif /* PX_BROKEN_THREAD_H */
