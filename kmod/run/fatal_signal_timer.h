/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * watch: ends a run as soon as the process that waits for it is dying.
 *
 * A killed process ends its run by itself, when it closes its file; but before
 * it can do so it must get a CPU, and on PREEMPT_RT 1024 busy workers were seen
 * to keep it from one for more than a second. A timer needs none.
 */
#ifndef PX_KMOD_FATAL_SIGNAL_TIMER_H
#define PX_KMOD_FATAL_SIGNAL_TIMER_H

#include <linux/timer.h>

struct px_run;
struct task_struct;

struct px_fatal_signal_timer {		/* on the stack of who waits */
	struct timer_list timer;
	struct task_struct *task;
	struct px_run *run;
	bool any;
};

/* From now on a fatal signal to the calling task, or any, stops the run, within some 10 ms. */
void px_fatal_signal_timer_arm(struct px_fatal_signal_timer *w, struct px_run *run, bool any);

void px_fatal_signal_timer_disarm(struct px_fatal_signal_timer *w);

#endif /* PX_KMOD_FATAL_SIGNAL_TIMER_H */
