/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fatal_signal_timer: stops a run soon after a signal to the waiting task.
 *
 * A killed process stops its run when it closes its file, but it needs a CPU to
 * do so. On PREEMPT_RT, 1024 busy workers kept a process from its CPU for more
 * than a second. A timer interrupts the workers.
 */
#ifndef PX_KMOD_FATAL_SIGNAL_TIMER_H
#define PX_KMOD_FATAL_SIGNAL_TIMER_H

#include <linux/timer.h>

struct px_run;
struct task_struct;

struct px_fatal_signal_timer {		/* on the stack of the waiting task */
	struct timer_list timer;
	struct task_struct *task;
	struct px_run *run;
	bool any;
};

/**
 * px_fatal_signal_timer_arm() - stop a run within about 10 ms of a signal
 * @t: the timer
 * @run: the run
 * @any: true: any signal to the calling task; false: only a fatal one
 *
 * Context: process.
 */
void px_fatal_signal_timer_arm(struct px_fatal_signal_timer *t, struct px_run *run, bool any);

/**
 * px_fatal_signal_timer_disarm() - end the timer
 * @t: the timer, armed by the calling task
 *
 * Context: process, may sleep.
 */
void px_fatal_signal_timer_disarm(struct px_fatal_signal_timer *t);

#endif /* PX_KMOD_FATAL_SIGNAL_TIMER_H */
