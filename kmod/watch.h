/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * watch: ends a run as soon as the process that waits for it is dying.
 *
 * A killed process ends its run by itself, when it closes its file; but before
 * it can do so it must get a CPU, and on PREEMPT_RT 1024 busy workers were seen
 * to keep it from one for more than a second. A timer needs none.
 */
#ifndef PX_KMOD_WATCH_H
#define PX_KMOD_WATCH_H

#include <linux/timer.h>

struct px_run;
struct task_struct;

struct px_watch {		/* on the stack of who waits */
	struct timer_list timer;
	struct task_struct *task;
	struct px_run *run;
	bool any;
};

/* From now on a fatal signal to the calling task, or any, stops the run, within some 10 ms. */
void px_watch_begin(struct px_watch *w, struct px_run *run, bool any);

void px_watch_end(struct px_watch *w);

#endif /* PX_KMOD_WATCH_H */
