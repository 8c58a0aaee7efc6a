// SPDX-License-Identifier: GPL-2.0-only
#include <linux/jiffies.h>
#include <linux/sched/signal.h>
#include "compat.h"
#include "run.h"
#include "watch.h"

#define PERIOD	(HZ / 100 ? HZ / 100 : 1)

static void look(struct timer_list *timer)
{
	struct px_watch *w = container_of(timer, struct px_watch, timer);

	if (w->any ? signal_pending(w->task) : __fatal_signal_pending(w->task))
		px_run_stop(w->run);
	else
		mod_timer(timer, jiffies + PERIOD);
}

void px_watch_begin(struct px_watch *w, struct px_run *run, bool any)
{
	w->any = any;
	w->task = current;
	w->run = run;
	timer_setup_on_stack(&w->timer, look, 0);
	mod_timer(&w->timer, jiffies + PERIOD);
}

void px_watch_end(struct px_watch *w)
{
	timer_delete_sync(&w->timer);
	timer_destroy_on_stack(&w->timer);
}
