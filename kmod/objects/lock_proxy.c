// SPDX-License-Identifier: GPL-2.0-only
#include <linux/jiffies.h>
#include <linux/sched/signal.h>
#include "base/trace.h"
#include "lock_proxy.h"

static int try_lock(struct px_lock_proxy *p)
{
	switch (p->mode) {
	case PX_MODE_MUTEX:
		return mutex_trylock(&p->lock->mutex) ? 0 : -EBUSY;
	case PX_MODE_READ:
		return down_read_trylock(&p->lock->rwsem) ? 0 : -EBUSY;
	case PX_MODE_WRITE:
		return down_write_trylock(&p->lock->rwsem) ? 0 : -EBUSY;
	case PX_MODE_POISON:
		return px_poison_trylock(&p->lock->poison);
	}
	return -EINVAL;
}

static int wait_and_lock(struct px_lock_proxy *p)
{
	switch (p->mode) {
	case PX_MODE_MUTEX:
		return mutex_lock_interruptible(&p->lock->mutex);
	case PX_MODE_READ:
		return down_read_interruptible(&p->lock->rwsem);
	case PX_MODE_WRITE:
		return down_write_killable(&p->lock->rwsem);
	case PX_MODE_POISON:
		return px_poison_lock_mode(&p->lock->poison, PX_INTERRUPTIBLE);
	}
	return -EINVAL;
}

/* Tries without a wait first, to learn whether the proxy waits. */
static int lock_traced(struct px_lock_proxy *p)
{
	int err = try_lock(p);
	u64 begin;

	if (err != -EBUSY)
		return err;
	begin = px_trace_wait_begin(p->ctx);
	err = wait_and_lock(p);
	px_trace_wait_end(p->ctx, err, begin);
	return err;
}

static int acquire(struct px_lock_proxy *p)
{
	if (p->try)
		return try_lock(p);
	return px_traces_waits() ? lock_traced(p) : wait_and_lock(p);
}

static void release(struct px_lock_proxy *p)
{
	switch (p->mode) {
	case PX_MODE_MUTEX:
		mutex_unlock(&p->lock->mutex);
		break;
	case PX_MODE_READ:
		up_read(&p->lock->rwsem);
		break;
	case PX_MODE_WRITE:
		up_write(&p->lock->rwsem);
		break;
	case PX_MODE_POISON:
		px_poison_unlock(&p->lock->poison);
		break;
	}
}

/*
 * A signal that cancel() sends before allow_signal() is ignored. cancel() sets
 * cancelled before it sends the signal, so that this check finds it.
 */
static int acquire_unless_cancelled(struct px_lock_proxy *p)
{
	allow_signal(SIGKILL);
	return READ_ONCE(p->cancelled) ? -EINTR : acquire(p);
}

/* May sleep for days. An idle sleep is neither load nor a hung task. */
static enum px_proxy_request wait_for_request(struct px_lock_proxy *p)
{
	wait_event_idle(p->requests, smp_load_acquire(&p->request)); /* pairs with send_request() */
	return p->request;
}

static void downgrade(struct px_lock_proxy *p)
{
	downgrade_write(&p->lock->rwsem);
	p->mode = PX_MODE_READ;
	p->request = PX_PROXY_NONE;
	complete(&p->done);
}

static u64 proxy_thread(void *arg)
{
	struct px_lock_proxy *p = arg;
	int result = acquire_unless_cancelled(p);

	p->result = result;
	complete(&p->done);
	if (!px_lock_proxy_acquired(result))
		return 0;
	while (wait_for_request(p) == PX_PROXY_DOWNGRADE)
		downgrade(p);
	if (p->request == PX_PROXY_ABANDON && p->mode == PX_MODE_POISON)
		px_thread_panic(0);
	release(p);
	return 0;
}

static void send_request(struct px_lock_proxy *p, enum px_proxy_request request)
{
	smp_store_release(&p->request, request);	/* pairs with wait_for_request() */
	wake_up(&p->requests);
}

/* The proxy may have acquired the lock just before the signal. */
static void cancel(struct px_lock_proxy *p)
{
	WRITE_ONCE(p->cancelled, true);
	send_sig(SIGKILL, p->thread.task, 1);
	wait_for_completion(&p->done);
	if (px_lock_proxy_acquired(p->result))
		send_request(p, PX_PROXY_RELEASE);
	px_thread_join(&p->thread, NULL);
}

static int wait_until_done(struct px_lock_proxy *p, u64 deadline_ns)
{
	u64 now = ktime_get_ns(), rest = deadline_ns > now ? deadline_ns - now : 0;
	long left;

	if (!deadline_ns)
		return wait_for_completion_interruptible(&p->done);
	left = wait_for_completion_interruptible_timeout(&p->done, nsecs_to_jiffies(rest) + 1);
	if (left < 0)
		return left;
	return left ? 0 : -ETIMEDOUT;
}

int px_lock_proxy_acquire(struct px_lock_proxy *p, union px_lock *lock,
			  const struct px_call_ctx *ctx, enum px_lock_mode mode, bool try,
			  u64 deadline_ns)
{
	int err;

	*p = (struct px_lock_proxy) { .lock = lock, .ctx = ctx, .mode = mode, .try = try };
	init_waitqueue_head(&p->requests);
	init_completion(&p->done);
	err = px_thread_spawn(&p->thread, proxy_thread, p);
	if (err)
		return err;
	err = wait_until_done(p, deadline_ns);
	if (err) {
		cancel(p);
		return err;
	}
	if (!px_lock_proxy_acquired(p->result))
		px_thread_join(&p->thread, NULL);
	return p->result;
}

void px_lock_proxy_downgrade(struct px_lock_proxy *p)
{
	send_request(p, PX_PROXY_DOWNGRADE);
	wait_for_completion(&p->done);
}

void px_lock_proxy_release(struct px_lock_proxy *p)
{
	send_request(p, PX_PROXY_RELEASE);
	px_thread_join(&p->thread, NULL);
}

void px_lock_proxy_abandon(struct px_lock_proxy *p)
{
	send_request(p, PX_PROXY_ABANDON);
	px_thread_join(&p->thread, NULL);
}
