/* SPDX-License-Identifier: GPL-2.0-only */
/* whose: on whose behalf a call waits, and for what; told to those who trace. */
#ifndef PX_KMOD_CALL_CTX_H
#define PX_KMOD_CALL_CTX_H

#include <linux/ktime.h>
#include "lock_owner.h"
#include "base/trace.h"

struct px_call_ctx {
	u32 instance;
	const char *object;	/* the caller's, as long as the call lasts */
	struct px_lock_owner party;
};

/* Before a wait: when it began. */
static inline u64 px_call_ctx_blocks(const struct px_call_ctx *w)
{
	trace_px_block(w->instance, w->object, w->party.owner);
	return ktime_get_ns();
}

/* After the wait that began then, and how it ended. */
static inline void px_call_ctx_wakes(const struct px_call_ctx *w, int err, u64 begin)
{
	trace_px_wake(w->instance, w->object, w->party.owner, err, ktime_get_ns() - begin);
}

#endif /* PX_KMOD_CALL_CTX_H */
