/* SPDX-License-Identifier: GPL-2.0-only */
/* lab_run: PX_IOC_LAB. An instance runs one lab at a time. */
#ifndef PX_KMOD_LAB_RUN_H
#define PX_KMOD_LAB_RUN_H

#include "base/call_ctx.h"
#include "lab_input.h"

struct px_lab_state {
	unsigned long busy;	/* bit 0: a lab runs */
	struct px_lab_input input;
};

/**
 * px_lab_state_init() - initialise the state of an instance without a lab
 * @state: the state
 *
 * Context: any.
 */
void px_lab_state_init(struct px_lab_state *state);

/**
 * px_lab_run() - PX_IOC_LAB: run one phase of a lab
 * @ctx: the call
 * @argument: struct px_lab_run
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int px_lab_run(struct px_call_ctx *ctx, void *argument);

#endif /* PX_KMOD_LAB_RUN_H */
