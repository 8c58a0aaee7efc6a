/* SPDX-License-Identifier: GPL-2.0-only */
/* Parts of px_environment_read(). Each fills some of the texts. */
#ifndef PX_ENVIRONMENT_PARTS_H
#define PX_ENVIRONMENT_PARTS_H

#include "environment.h"

/* The kernel and its settings. 0 or -errno. */
int px_environment_kernel(struct px_environment *environment, const struct px_info *module);

/* The CPUs and their settings. 0 or -errno. */
int px_environment_cpus(struct px_environment *environment);

void px_environment_cpu_model(struct px_environment *environment);

/* The machine: real, virtual or emulated. */
void px_environment_accelerator(struct px_environment *environment);

#endif /* PX_ENVIRONMENT_PARTS_H */
