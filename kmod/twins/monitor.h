/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_MONITOR_H
#define PX_MONITOR_H

#include <linux/hrtimer.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/spinlock.h>
#include "os.h"

struct px_monitor {
	spinlock_t lock;
};

struct px_waiter {
	struct task_struct *task;
	bool signaled;
};

struct px_wakeup {
	struct task_struct *task;	/* a reference */
};

#include "contract/monitor.h"

static inline void px_monitor_init_keyed(struct px_monitor *m, const char *name,
					 struct px_lock_key *key)
{
	spin_lock_init(&m->lock);
	lockdep_set_class_and_name(&m->lock, &key->class, name);
}

static inline void px_monitor_destroy(struct px_monitor *m)
{
}

static inline void px_monitor_lock(struct px_monitor *m)
{
	spin_lock(&m->lock);
}

static inline void px_monitor_unlock(struct px_monitor *m)
{
	spin_unlock(&m->lock);
}

static inline void px_waiter_init(struct px_waiter *w)
{
	w->task = NULL;
	w->signaled = false;
}

static inline void px_waiter_destroy(struct px_waiter *w)
{
}

/* Sleeps once, unless a wake-up came since the state was set. */
static inline int px_monitor_sleep(struct px_waiter *w, u64 deadline, bool intr)
{
	ktime_t expires = ns_to_ktime(deadline);

	if (intr && signal_pending(current))
		return -EINTR;
	if (deadline == PX_NO_DEADLINE)
		schedule();
	else if (!schedule_hrtimeout(&expires, HRTIMER_MODE_ABS))
		return -ETIMEDOUT;
	return 0;
}

/*
 * Sets the state under the lock, so that no later wake-up is lost. TASK_IDLE does
 * not count as load.
 */
static inline int px_monitor_wait(struct px_monitor *m, struct px_waiter *w, u64 deadline,
				  bool intr)
{
	int err = 0;

	w->task = current;
	w->signaled = false;
	while (!w->signaled && !err) {
		set_current_state(intr ? TASK_INTERRUPTIBLE : TASK_IDLE);
		px_monitor_unlock(m);
		err = px_monitor_sleep(w, deadline, intr);
		__set_current_state(TASK_RUNNING);
		px_monitor_lock(m);
	}
	return w->signaled ? 0 : err;
}

static inline struct px_wakeup px_monitor_signal(struct px_waiter *w)
{
	w->signaled = true;
	return (struct px_wakeup) { get_task_struct(w->task) };
}

/* Uses the task, not the waiter, which may be gone. */
static inline void px_monitor_wake_up(struct px_wakeup w)
{
	if (!w.task)
		return;
	wake_up_process(w.task);
	put_task_struct(w.task);
}

#endif /* PX_MONITOR_H */
