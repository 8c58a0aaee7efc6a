// SPDX-License-Identifier: GPL-2.0-only
#include <linux/jiffies.h>
#include <linux/sched/signal.h>
#include "lock_proxy.h"

static int try_to_take(struct px_lock_proxy *s)
{
	switch (s->mode) {
	case PX_MODE_MUTEX:
		return mutex_trylock(&s->lock->mutex) ? 0 : -EBUSY;
	case PX_MODE_READ:
		return down_read_trylock(&s->lock->rwsem) ? 0 : -EBUSY;
	case PX_MODE_WRITE:
		return down_write_trylock(&s->lock->rwsem) ? 0 : -EBUSY;
	case PX_MODE_POISON:
		return px_poison_trylock(&s->lock->poison);
	}
	return -EINVAL;
}

static int wait_and_take(struct px_lock_proxy *s)
{
	switch (s->mode) {
	case PX_MODE_MUTEX:
		return mutex_lock_interruptible(&s->lock->mutex);
	case PX_MODE_READ:
		return down_read_interruptible(&s->lock->rwsem);
	case PX_MODE_WRITE:
		return down_write_killable(&s->lock->rwsem);
	case PX_MODE_POISON:
		return px_poison_lock_mode(&s->lock->poison, PX_INTERRUPTIBLE);
	}
	return -EINVAL;
}

/* As wait_and_take(), and finds out whether there is a wait. */
static int take_traced(struct px_lock_proxy *s)
{
	int err = try_to_take(s);
	u64 begin;

	if (err != -EBUSY)
		return err;
	begin = px_call_ctx_blocks(s->whose);
	err = wait_and_take(s);
	px_call_ctx_wakes(s->whose, err, begin);
	return err;
}

static int take(struct px_lock_proxy *s)
{
	if (s->try)
		return try_to_take(s);
	return px_traces_waits() ? take_traced(s) : wait_and_take(s);
}

static void drop(struct px_lock_proxy *s)
{
	switch (s->mode) {
	case PX_MODE_MUTEX:
		mutex_unlock(&s->lock->mutex);
		break;
	case PX_MODE_READ:
		up_read(&s->lock->rwsem);
		break;
	case PX_MODE_WRITE:
		up_write(&s->lock->rwsem);
		break;
	case PX_MODE_POISON:
		px_poison_unlock(&s->lock->poison);
		break;
	}
}

/*
 * The signal of a cancel that came too early was ignored: then cancelled,
 * which was set before it was sent, is seen here.
 */
static int settle(struct px_lock_proxy *s)
{
	allow_signal(SIGKILL);
	return READ_ONCE(s->cancelled) ? -EINTR : take(s);
}

/* Idle: it may sleep for days, and is neither load nor a hung task. */
static enum px_order await_order(struct px_lock_proxy *s)
{
	wait_event_idle(s->orders, smp_load_acquire(&s->order));
	return s->order;
}

static void downgrade(struct px_lock_proxy *s)
{
	downgrade_write(&s->lock->rwsem);
	s->mode = PX_MODE_READ;
	s->order = PX_ORDER_NONE;
	complete(&s->settled);
}

static u64 stand_in(void *self)
{
	struct px_lock_proxy *s = self;

	int result = settle(s);

	s->result = result;
	complete(&s->settled);
	if (!px_lock_proxy_acquired(result))
		return 0;
	while (await_order(s) == PX_ORDER_DOWNGRADE)
		downgrade(s);
	if (s->order == PX_ORDER_ABANDON && s->mode == PX_MODE_POISON)
		px_thread_panic(0);
	drop(s);
	return 0;
}

static void give_order(struct px_lock_proxy *s, enum px_order order)
{
	smp_store_release(&s->order, order);
	wake_up(&s->orders);
}

/* It gives up if it is waiting; it may have got the lock at the last moment. */
static void cancel(struct px_lock_proxy *s)
{
	WRITE_ONCE(s->cancelled, true);
	send_sig(SIGKILL, s->thread.task, 1);
	wait_for_completion(&s->settled);
	if (px_lock_proxy_acquired(s->result))
		give_order(s, PX_ORDER_RELEASE);
	px_thread_join(&s->thread, NULL);
}

static int await(struct px_lock_proxy *s, u64 timeout_ns)
{
	long left;

	if (!timeout_ns)
		return wait_for_completion_interruptible(&s->settled);
	left = wait_for_completion_interruptible_timeout(&s->settled,
							 nsecs_to_jiffies(timeout_ns) + 1);
	if (left < 0)
		return -EINTR;
	return left ? 0 : -ETIMEDOUT;
}

int px_lock_proxy_take(struct px_lock_proxy *s, union px_lock *lock, const struct px_call_ctx *whose,
		    enum px_lock_mode mode, bool try, u64 timeout_ns)
{
	int err;

	*s = (struct px_lock_proxy) {
		.lock = lock, .whose = whose, .mode = mode, .try = try,
	};
	init_waitqueue_head(&s->orders);
	init_completion(&s->settled);
	err = px_thread_spawn(&s->thread, stand_in, s);
	if (err)
		return err;
	err = await(s, timeout_ns);
	if (err) {
		cancel(s);
		return err;
	}
	if (!px_lock_proxy_acquired(s->result))
		px_thread_join(&s->thread, NULL);
	return s->result;
}

void px_lock_proxy_downgrade(struct px_lock_proxy *s)
{
	give_order(s, PX_ORDER_DOWNGRADE);
	wait_for_completion(&s->settled);
}

void px_lock_proxy_release(struct px_lock_proxy *s)
{
	give_order(s, PX_ORDER_RELEASE);
	px_thread_join(&s->thread, NULL);
}

void px_lock_proxy_abandon(struct px_lock_proxy *s)
{
	give_order(s, PX_ORDER_ABANDON);
	px_thread_join(&s->thread, NULL);
}
