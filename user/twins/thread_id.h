/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_THREAD_ID_H
#define PX_THREAD_ID_H

#include <unistd.h>
#include "contract/thread_id.h"

/* Not pthread_self(): the next thread after a join often gets the same value. */
static inline u64 px_thread_id(void)
{
	static __thread u64 id;

	if (!id)
		id = (u64)gettid();
	return id;
}

#endif /* PX_THREAD_ID_H */
