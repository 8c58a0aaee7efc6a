/* SPDX-License-Identifier: GPL-2.0-only */
/* cpu_order: the order of CPUs of contract/os.h, and the cores of this machine. */
#ifndef PX_USER_CPU_ORDER_H
#define PX_USER_CPU_ORDER_H

#include <sched.h>
#include "base/types.h"

/* The core of a CPU is the lowest number of its SMT siblings. */
struct px_cpu_cores {
	uint16_t core[CPU_SETSIZE];
};

/* Reads them from /sys, once. Without /sys each CPU is a core. */
const struct px_cpu_cores *px_cpu_cores(void);

/* The n-th allowed CPU in the order, n modulo their number. */
u32 px_cpu_nth(const struct px_cpu_cores *cores, const cpu_set_t *allowed, u32 n);

#endif /* PX_USER_CPU_ORDER_H */
