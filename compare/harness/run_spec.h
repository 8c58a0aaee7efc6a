/* SPDX-License-Identifier: GPL-2.0-only */
/* spec: the bounds of what a run may be asked to do. */
#ifndef PX_RUN_SPEC_H
#define PX_RUN_SPEC_H

#include "base/run_limits.h"
#include "base/types.h"
#include "uapi/parallax.h"

/* The bounds of abi.h, which nothing exceeds. */
extern const struct px_limits px_limits_hard;

/* What 0 stands for. */
static inline u32 px_run_spec_payload(const struct px_run_spec *spec)
{
	return spec->payload ? spec->payload : PX_DEFAULT_PAYLOAD;
}

static inline u32 px_run_spec_capacity(const struct px_run_spec *spec)
{
	return spec->capacity ? spec->capacity : PX_DEFAULT_CAPACITY;
}

/* 0; or -EINVAL, and in *why one line that says which number and what it may be. */
int px_run_spec_check(const struct px_run_spec *spec, const struct px_limits *limits,
		  const char **why);

#endif /* PX_RUN_SPEC_H */
