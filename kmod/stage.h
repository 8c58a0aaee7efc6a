/* SPDX-License-Identifier: GPL-2.0-only */
/* stage: where an instance performs labs, one at a time. */
#ifndef PX_KMOD_STAGE_H
#define PX_KMOD_STAGE_H

#include <linux/types.h>
#include "abi.h"

struct px_inlet;

struct px_stage {
	unsigned long busy;	/* bit 0 */
};

/* PX_IOC_LAB. What is written through the inlet meanwhile is the lab's input. */
int px_stage_perform(struct px_stage *stage, struct px_inlet *inlet, struct px_perform *arg);

#endif /* PX_KMOD_STAGE_H */
