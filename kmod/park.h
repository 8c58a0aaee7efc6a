/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_PARK_H
#define PX_PARK_H

#include <linux/ktime.h>
#include <linux/hrtimer.h>
#include <linux/sched/signal.h>
#include <linux/sched/task.h>
#include <linux/spinlock.h>

struct px_park {
	spinlock_t lock;
};

struct px_bed {
	struct task_struct *sleeper;
	bool called;
};

struct px_wake {
	struct task_struct *task;	/* a reference */
};

#include "contract/park.h"

static inline void px_park_init_keyed(struct px_park *p, const char *name,
				      struct px_lock_key *key)
{
	spin_lock_init(&p->lock);
	lockdep_set_class_and_name(&p->lock, &key->class, name);
}

static inline void px_park_destroy(struct px_park *p)
{
}

static inline void px_park_lock(struct px_park *p)
{
	spin_lock(&p->lock);
}

static inline void px_park_unlock(struct px_park *p)
{
	spin_unlock(&p->lock);
}

static inline void px_bed_init(struct px_bed *b)
{
	b->sleeper = NULL;
	b->called = false;
}

static inline void px_bed_destroy(struct px_bed *b)
{
}

/* Sleeps once, unless called since the state was set; TASK_IDLE is no load. */
static inline int px_park_nap(u64 until, bool intr)
{
	ktime_t moment = ns_to_ktime(until);

	if (intr && signal_pending(current))
		return -EINTR;
	if (until == PX_FOREVER)
		schedule();
	else if (!schedule_hrtimeout(&moment, HRTIMER_MODE_ABS))
		return -ETIMEDOUT;
	return 0;
}

/* The state is set under the lock, so that a wake-up after it cannot be missed. */
static inline int px_park_sleep(struct px_park *p, struct px_bed *b, u64 until, bool intr)
{
	int err = 0;

	b->sleeper = current;
	b->called = false;
	while (!b->called && !err) {
		set_current_state(intr ? TASK_INTERRUPTIBLE : TASK_IDLE);
		px_park_unlock(p);
		err = px_park_nap(until, intr);
		__set_current_state(TASK_RUNNING);
		px_park_lock(p);
	}
	return b->called ? 0 : err;
}

static inline struct px_wake px_park_call(struct px_bed *b)
{
	b->called = true;
	return (struct px_wake) { get_task_struct(b->sleeper) };
}

/* By the task: its bed may be gone. */
static inline void px_park_wake(struct px_wake w)
{
	if (!w.task)
		return;
	wake_up_process(w.task);
	put_task_struct(w.task);
}

static inline u64 px_park_moment(u64 ns)
{
	u64 now = ktime_get_ns();

	return ns < KTIME_MAX - now ? now + ns : PX_FOREVER;
}

#endif /* PX_PARK_H */
