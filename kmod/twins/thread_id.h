/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_THREAD_ID_H
#define PX_THREAD_ID_H

#include <linux/sched.h>
#include "contract/thread_id.h"

/* Not the address of the task, which must not leave the kernel. */
static inline u64 px_thread_id(void)
{
	return current->pid;
}

#endif /* PX_THREAD_ID_H */
