// SPDX-License-Identifier: GPL-2.0-only
#include <linux/jiffies.h>
#include <linux/sched/signal.h>
#include "base/compat.h"
#include "harness/run.h"
#include "fatal_signal_timer.h"

#define PERIOD	(HZ / 100 ? HZ / 100 : 1)

static void look(struct timer_list *timer)
{
	struct px_fatal_signal_timer *w = container_of(timer, struct px_fatal_signal_timer, timer);

	if (w->any ? signal_pending(w->task) : __fatal_signal_pending(w->task))
		px_run_stop(w->run);
	else
		mod_timer(timer, jiffies + PERIOD);
}

void px_fatal_signal_timer_arm(struct px_fatal_signal_timer *w, struct px_run *run, bool any)
{
	w->any = any;
	w->task = current;
	w->run = run;
	timer_setup_on_stack(&w->timer, look, 0);
	mod_timer(&w->timer, jiffies + PERIOD);
}

void px_fatal_signal_timer_disarm(struct px_fatal_signal_timer *w)
{
	timer_delete_sync(&w->timer);
	timer_destroy_on_stack(&w->timer);
}
