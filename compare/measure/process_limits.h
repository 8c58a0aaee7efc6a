/* SPDX-License-Identifier: GPL-2.0-only */
/* The limits of this process that kernel threads do not have, before and after the runs. */
#ifndef PX_PROCESS_LIMITS_H
#define PX_PROCESS_LIMITS_H

#include "cgroup.h"

/* Reads all limits. root and cpus: see px_cgroup_read(). */
void px_limits_begin(struct px_limits *limits, const char *root, unsigned int cpus);

/* Reads them again, and says what has changed. */
void px_limits_end(struct px_limits *limits, const char *root, unsigned int cpus);

#endif /* PX_PROCESS_LIMITS_H */
