/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_SELF_H
#define PX_SELF_H

#include <unistd.h>
#include "contract/self.h"

/* Not pthread_self(), which the next thread after a join often has again. */
static inline u64 px_self_id(void)
{
	static __thread u64 id;

	if (!id)
		id = (u64)gettid();
	return id;
}

#endif /* PX_SELF_H */
