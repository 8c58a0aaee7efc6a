/* SPDX-License-Identifier: GPL-2.0-only */
/* The limits of one cgroup. */
#ifndef PX_CGROUP_LEVEL_H
#define PX_CGROUP_LEVEL_H

#include <stdbool.h>
#include "cgroup.h"

#define PX_CGROUP_PATH	1024

struct px_cgroup_level {
	const char *root;		/* of all files */
	struct px_limits *limits;
	unsigned int cpus;
	bool v2;
	char mount[PX_CGROUP_PATH];
	char below[PX_CGROUP_PATH];	/* the path of the cgroup below the mount point */
};

/* Adds the limits of the cgroup. */
void px_cgroup_level_read(const struct px_cgroup_level *c);

/* Adds its effective CPUs, if they are not all. They are among those of the cgroups above it. */
void px_cgroup_cpuset_read(const struct px_cgroup_level *c);

#endif /* PX_CGROUP_LEVEL_H */
