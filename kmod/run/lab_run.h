/* SPDX-License-Identifier: GPL-2.0-only */
/* stage: where an instance performs labs, one at a time. */
#ifndef PX_KMOD_LAB_RUN_H
#define PX_KMOD_LAB_RUN_H

#include <linux/types.h>
#include "uapi/parallax.h"

struct px_lab_input;

struct px_lab_state {
	unsigned long busy;	/* bit 0 */
};

/* PX_IOC_LAB. What is written through the inlet meanwhile is the lab's input. */
int px_lab_state_run(struct px_lab_state *stage, struct px_lab_input *inlet, struct px_lab_run *arg);

#endif /* PX_KMOD_LAB_RUN_H */
