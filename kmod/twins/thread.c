// SPDX-License-Identifier: GPL-2.0-only
#include <linux/delay.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include "sched_inherit.h"
#include "thread.h"

int px_thread_inherit(struct px_thread *t, struct task_struct *task)
{
	int err = px_sched_inherit(task, &t->mask);

	if (err)
		kfree(t->mask);
	return err;
}

/*
 * kthread_complete_and_exit() is kernel text: after it has completed "ended",
 * the thread runs no more code of this module, which may then be unloaded.
 */
int px_thread_run(void *self)
{
	struct px_thread *t = self;

	px_sched_inherit_late(t->mask);
	t->value = t->fn(t->arg);
	px_thread_leave(t);
	kthread_complete_and_exit(&t->ended, 0);
}

/* A detached thread. The next one that begins or ends joins it, or px_detached_await(). */
struct detached {
	struct list_head node;
	struct px_thread thread;
	bool claimed;			/* a thread joins it */
};

static DEFINE_MUTEX(lock);		/* protects list and its entries */
static LIST_HEAD(list);			/* threads that are not joined yet */

/* Claims a thread for the caller to join: one that has ended or, if any, the first. */
static struct detached *claim(bool any)
{
	struct detached *d;

	mutex_lock(&lock);
	list_for_each_entry(d, &list, node)
		if (!d->claimed && (any || px_thread_ended(&d->thread))) {
			d->claimed = true;
			mutex_unlock(&lock);
			return d;
		}
	mutex_unlock(&lock);
	return NULL;
}

static void join(struct detached *d)
{
	px_thread_join(&d->thread, NULL);
	mutex_lock(&lock);
	list_del(&d->node);
	mutex_unlock(&lock);
	kfree(d);
}

static void reap(bool all)
{
	struct detached *d;

	while ((d = claim(all)))
		join(d);
}

void px_thread_leave(struct px_thread *t)
{
	if (!t->account)
		return;
	reap(false);
	px_account_return_thread(t->account);
}

static bool any_left(void)
{
	bool left;

	mutex_lock(&lock);
	left = !list_empty(&list);
	mutex_unlock(&lock);
	return left;
}

/* The thread outlives the lab that spawns it. Only in a test module is there no budget. */
static int take_account(struct px_thread *t)
{
	if (!t->budget)
		return 0;
	t->account = px_thread_budget_take(t->budget);
	t->budget = NULL;
	return t->account ? 0 : -EAGAIN;
}

static int spawn(struct px_thread *t, px_thread_fn fn, void *arg)
{
	struct task_struct *task = px_thread_create(t, fn, arg);
	int err;

	if (IS_ERR(task))
		return PTR_ERR(task);
	err = take_account(t);
	if (err) {
		kthread_stop(task);	/* it has never run */
		return err;
	}
	err = px_thread_start(t, task);
	if (err && t->account)
		px_account_return_thread(t->account);
	return err;
}

int px_detached_spawn(px_thread_fn fn, void *arg)
{
	struct detached *d;
	int err;

	reap(false);
	d = kzalloc(sizeof(*d), GFP_KERNEL_ACCOUNT);
	if (!d)
		return -ENOMEM;
	mutex_lock(&lock);
	err = spawn(&d->thread, fn, arg);
	if (!err)
		list_add_tail(&d->node, &list);
	mutex_unlock(&lock);
	if (err)
		kfree(d);
	return err;
}

u32 px_detached_count(void)
{
	struct detached *d;
	u32 nr = 0;

	mutex_lock(&lock);
	list_for_each_entry(d, &list, node)
		nr += !px_thread_ended(&d->thread);
	mutex_unlock(&lock);
	return nr;
}

/*
 * A thread that spawns another one has put it on the list before it ends. Other
 * callers may have claimed threads that they have not joined yet.
 */
void px_detached_await(void)
{
	for (reap(true); any_left(); reap(true))
		fsleep(1000);
}
