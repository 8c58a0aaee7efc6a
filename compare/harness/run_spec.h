/* SPDX-License-Identifier: GPL-2.0-only */
/* run_spec: the limits of a run's parameters. */
#ifndef PX_RUN_SPEC_H
#define PX_RUN_SPEC_H

#include "base/run_limits.h"
#include "base/types.h"
#include "uapi/parallax.h"

/* The limits of uapi/parallax.h. Lower limits can be configured, not higher ones. */
extern const struct px_limits px_limits_hard;

static inline u32 px_run_spec_payload(const struct px_run_spec *spec)
{
	return spec->payload ? spec->payload : PX_DEFAULT_PAYLOAD;
}

static inline u32 px_run_spec_capacity(const struct px_run_spec *spec)
{
	return spec->capacity ? spec->capacity : PX_DEFAULT_CAPACITY;
}

/* Returns 0; or -EINVAL and in *why one line: the parameter and its limits. */
int px_run_spec_check(const struct px_run_spec *spec, const struct px_limits *limits,
		      const char **why);

#endif /* PX_RUN_SPEC_H */
