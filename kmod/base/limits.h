/* SPDX-License-Identifier: GPL-2.0-only */
/* limits: what one instance, and all of them together, may ask for. */
#ifndef PX_KMOD_LIMITS_H
#define PX_KMOD_LIMITS_H

#include "harness/run_spec.h"

extern struct px_limits px_limits;	/* of a run; constant once loaded */
extern unsigned int px_max_objects;
extern unsigned int px_max_holds;

/* Whether the module's parameters are within their bounds: 0, or -EINVAL. */
int px_limits_init(void);

/*
 * Threads for all instances together: takes as many out of the module's
 * budget, or none and -EAGAIN. What was taken is given back.
 */
int px_threads_charge(unsigned int nr);
void px_threads_uncharge(unsigned int nr);

/* Likewise memory for data as large as a caller asks for; -ENOMEM. */
extern u64 px_max_data;
int px_data_charge(u64 bytes);
void px_data_uncharge(u64 bytes);

#endif /* PX_KMOD_LIMITS_H */
