/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_PARK_H
#define PX_PARK_H

#include <linux/ktime.h>
#include <linux/hrtimer.h>
#include <linux/sched/signal.h>
#include <linux/spinlock.h>
#include <linux/wait.h>

struct px_park {
	spinlock_t lock;
};

struct px_bed {
	wait_queue_head_t queue;
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
	init_waitqueue_head(&b->queue);
}

static inline void px_bed_destroy(struct px_bed *b)
{
}

/* Who is in the queue before the lock is free cannot miss a wake-up. TASK_IDLE: no load. */
static inline int px_park_sleep(struct px_park *p, struct px_bed *b, u64 until, bool intr)
{
	ktime_t moment = ns_to_ktime(until);
	DEFINE_WAIT(wait);
	int err = 0;

	prepare_to_wait(&b->queue, &wait, intr ? TASK_INTERRUPTIBLE : TASK_IDLE);
	px_park_unlock(p);
	if (intr && signal_pending(current))
		err = -EINTR;
	else if (until == PX_FOREVER)
		schedule();
	else if (!schedule_hrtimeout(&moment, HRTIMER_MODE_ABS))
		err = -ETIMEDOUT;
	finish_wait(&b->queue, &wait);
	px_park_lock(p);
	return err;
}

static inline void px_park_wake(struct px_bed *b)
{
	wake_up(&b->queue);
}

static inline u64 px_park_moment(u64 ns)
{
	u64 now = ktime_get_ns();

	return ns < KTIME_MAX - now ? now + ns : PX_FOREVER;
}

#endif /* PX_PARK_H */
