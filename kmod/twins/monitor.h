/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_MONITOR_H
#define PX_MONITOR_H

#include <linux/ktime.h>
#include <linux/hrtimer.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/spinlock.h>

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

static inline void px_monitor_init_keyed(struct px_monitor *p, const char *name,
				      struct px_lock_key *key)
{
	spin_lock_init(&p->lock);
	lockdep_set_class_and_name(&p->lock, &key->class, name);
}

static inline void px_monitor_destroy(struct px_monitor *p)
{
}

static inline void px_monitor_lock(struct px_monitor *p)
{
	spin_lock(&p->lock);
}

static inline void px_monitor_unlock(struct px_monitor *p)
{
	spin_unlock(&p->lock);
}

static inline void px_waiter_init(struct px_waiter *b)
{
	b->task = NULL;
	b->signaled = false;
}

static inline void px_waiter_destroy(struct px_waiter *b)
{
}

/* Sleeps once, unless called since the state was set; TASK_IDLE is no load. */
static inline int px_monitor_sleep(u64 until, bool intr)
{
	ktime_t moment = ns_to_ktime(until);

	if (intr && signal_pending(current))
		return -EINTR;
	if (until == PX_NO_DEADLINE)
		schedule();
	else if (!schedule_hrtimeout(&moment, HRTIMER_MODE_ABS))
		return -ETIMEDOUT;
	return 0;
}

/* The state is set under the lock, so that a wake-up after it cannot be missed. */
static inline int px_monitor_wait(struct px_monitor *p, struct px_waiter *b, u64 until, bool intr)
{
	int err = 0;

	b->task = current;
	b->signaled = false;
	while (!b->signaled && !err) {
		set_current_state(intr ? TASK_INTERRUPTIBLE : TASK_IDLE);
		px_monitor_unlock(p);
		err = px_monitor_sleep(until, intr);
		__set_current_state(TASK_RUNNING);
		px_monitor_lock(p);
	}
	return b->signaled ? 0 : err;
}

static inline struct px_wakeup px_monitor_signal(struct px_waiter *b)
{
	b->signaled = true;
	return (struct px_wakeup) { get_task_struct(b->task) };
}

/* By the task: its bed may be gone. */
static inline void px_monitor_wake_up(struct px_wakeup w)
{
	if (!w.task)
		return;
	wake_up_process(w.task);
	put_task_struct(w.task);
}

static inline u64 px_monitor_deadline(u64 ns)
{
	u64 now = ktime_get_ns();

	return ns < KTIME_MAX - now ? now + ns : PX_NO_DEADLINE;
}

#endif /* PX_MONITOR_H */
