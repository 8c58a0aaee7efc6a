/* SPDX-License-Identifier: GPL-2.0-only */
/* run_limits: the upper bounds of the parameters of a run. */
#ifndef PX_RUN_LIMITS_H
#define PX_RUN_LIMITS_H

#include "types.h"

struct px_limits {
	u32 max_threads;
	u64 max_duration_ns;
	u64 max_ops;
	u64 max_busy_ns;
};

#endif /* PX_RUN_LIMITS_H */
