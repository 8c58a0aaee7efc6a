/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * asleep: to see that a thread waits, instead of giving it time and hoping.
 * Any thread may sleep for a moment, for memory or a page; one that is asleep
 * at each of a few looks waits for something that does not come.
 */
#ifndef PX_WAIT_CHECK_H
#define PX_WAIT_CHECK_H

#include "os.h"
#include "thread.h"
#include "base/types.h"

#define PX_WAIT_CHECK_LOOKS		3
#define PX_WAIT_CHECK_PERIOD	2000000ull	/* from look to look, in ns, at least */

/* Waits until the thread, not yet joined, is seen to wait, or for ns: false then. */
static inline bool px_thread_seen_asleep(struct px_thread *t, u64 ns)
{
	u64 end = px_os_now() + ns;
	u32 looks = 0;

	while (looks < PX_WAIT_CHECK_LOOKS && px_os_now() < end) {
		px_os_sleep(PX_WAIT_CHECK_PERIOD);
		looks = px_thread_asleep(t) ? looks + 1 : 0;
	}
	return looks == PX_WAIT_CHECK_LOOKS;
}

#endif /* PX_WAIT_CHECK_H */
