// SPDX-License-Identifier: GPL-2.0-only
#include <linux/delay.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/slab.h>
#include "sched_inherit.h"
#include "base/limits.h"
#include "thread.h"

int px_thread_inherit(struct px_thread *t, struct task_struct *task)
{
	int err = px_sched_inherit(task, &t->mask);

	if (err)
		kfree(t->mask);
	return err;
}

/*
 * The thread leaves through the kernel's own text: once ended is complete it
 * runs no more of this module, which may then be unloaded.
 */
int px_thread_run(void *self)
{
	struct px_thread *t = self;

	px_sched_inherit_late(t->mask);
	t->value = t->fn(t->arg);
	kthread_complete_and_exit(&t->ended, 0);
}

/* A detached thread: joined by whoever spawns the next one, or at the end. */
struct detached {
	struct list_head node;
	struct px_thread thread;
	bool taken;			/* somebody joins it */
};

static DEFINE_MUTEX(lock);		/* of the list, and what is in it */
static LIST_HEAD(list);			/* those that are not joined yet */

/* One for the caller to join: one that has ended or, if any will do, the first. */
static struct detached *take(bool any)
{
	struct detached *d;

	mutex_lock(&lock);
	list_for_each_entry(d, &list, node)
		if (!d->taken && (any || px_thread_ended(&d->thread))) {
			d->taken = true;
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
	px_threads_uncharge(1);
}

static void reap(bool all)
{
	struct detached *d;

	while ((d = take(all)))
		join(d);
}

static bool any_left(void)
{
	bool left;

	mutex_lock(&lock);
	left = !list_empty(&list);
	mutex_unlock(&lock);
	return left;
}

static int spawn(px_thread_fn fn, void *arg)
{
	struct detached *d = kzalloc(sizeof(*d), GFP_KERNEL_ACCOUNT);
	int err;

	if (!d)
		return -ENOMEM;
	mutex_lock(&lock);
	err = px_thread_spawn(&d->thread, fn, arg);
	if (!err)
		list_add_tail(&d->node, &list);
	mutex_unlock(&lock);
	if (err)
		kfree(d);
	return err;
}

int px_detached_spawn(px_thread_fn fn, void *arg)
{
	int err;

	reap(false);
	err = px_threads_charge(1);
	if (err)
		return err;
	err = spawn(fn, arg);
	if (err)
		px_threads_uncharge(1);
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
 * One that spawns another before it ends has put that one on the list by then. Some may be
 * taken by others, who are about to join them.
 */
void px_detached_join(void)
{
	for (reap(true); any_left(); reap(true))
		fsleep(1000);
}
