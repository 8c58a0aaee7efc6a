// SPDX-License-Identifier: GPL-2.0-only
#include <linux/jiffies.h>
#include <linux/sched/signal.h>
#include "base/compat.h"
#include "harness/run.h"
#include "fatal_signal_timer.h"

#define PERIOD	(HZ / 100 ? HZ / 100 : 1)

static void check_signals(struct timer_list *timer)
{
	struct px_fatal_signal_timer *t = container_of(timer, struct px_fatal_signal_timer, timer);

	if (t->any ? signal_pending(t->task) : __fatal_signal_pending(t->task))
		px_run_stop(t->run);
	else
		mod_timer(timer, jiffies + PERIOD);
}

void px_fatal_signal_timer_arm(struct px_fatal_signal_timer *t, struct px_run *run, bool any)
{
	t->any = any;
	t->task = current;
	t->run = run;
	timer_setup_on_stack(&t->timer, check_signals, 0);
	mod_timer(&t->timer, jiffies + PERIOD);
}

void px_fatal_signal_timer_disarm(struct px_fatal_signal_timer *t)
{
	timer_delete_sync(&t->timer);
	timer_destroy_on_stack(&t->timer);
}
