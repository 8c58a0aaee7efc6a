/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * wait_check: is that thread blocked? Any thread may sleep for a moment, for
 * memory or a page fault. A thread that is asleep at several checks in a row is
 * blocked.
 */
#ifndef PX_WAIT_CHECK_H
#define PX_WAIT_CHECK_H

#include "os.h"
#include "thread.h"
#include "base/types.h"

#define PX_WAIT_CHECKS		3
#define PX_WAIT_CHECK_PERIOD	2000000ull	/* ns between two checks, at least */

/*
 * Waits until the thread is blocked, *done is not 0, or ns have passed. done may
 * be NULL. Returns true if the thread is blocked. It must not be joined yet.
 */
static inline bool px_thread_blocked(struct px_thread *t, const u32 *done, u64 ns)
{
	u64 end = px_os_now() + ns;
	u32 asleep = 0;

	while (asleep < PX_WAIT_CHECKS && px_os_now() < end && !(done && px_read_once(*done))) {
		px_os_sleep(PX_WAIT_CHECK_PERIOD);
		asleep = px_thread_asleep(t) ? asleep + 1 : 0;
	}
	return asleep == PX_WAIT_CHECKS;
}

#endif /* PX_WAIT_CHECK_H */
