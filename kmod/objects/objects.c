// SPDX-License-Identifier: GPL-2.0-only
#include <linux/err.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>
#include "base/limits.h"
#include "chan_object.h"
#include "object.h"
#include "op_table.h"

static const char *const kind_names[] = {
	[PX_MUTEX] = "mutex", [PX_RWLOCK] = "rwlock", [PX_ARC] = "arc", [PX_CHAN] = "chan",
	[PX_POISON] = "poison",
};

/* A file stays in epoll's set when another channel is chosen, so it needs a queue of its own. */
static int relay(struct wait_queue_entry *entry, unsigned int mode, int flags, void *key)
{
	wake_up_interruptible_all(&container_of(entry, struct px_objects, relay)->pollers);
	return 0;
}

void px_objects_init(struct px_objects *set, struct px_account *account)
{
	mutex_init(&set->lock);
	INIT_LIST_HEAD(&set->list);
	init_waitqueue_func_entry(&set->relay, relay);
	init_waitqueue_head(&set->pollers);
	px_held_locks_init(&set->held_locks, account);
}

static void free_object(struct px_object *o)
{
	if (o->kind == PX_MUTEX)
		mutex_destroy(&o->lock.mutex);
	else if (o->kind == PX_POISON)
		px_poison_destroy(&o->lock.poison);
	else if (o->kind == PX_CHAN)
		px_chan_object_destroy(o->chan);
	kfree(o);
}

void px_objects_destroy(struct px_objects *set)
{
	struct px_object *o, *next;

	px_held_locks_destroy(&set->held_locks);
	list_for_each_entry_safe(o, next, &set->list, node)
		free_object(o);
	mutex_destroy(&set->lock);
}

struct px_object *px_objects_find(struct px_objects *set, const char *name)
{
	struct px_object *o;

	lockdep_assert_held(&set->lock);
	list_for_each_entry(o, &set->list, node)
		if (!strcmp(o->name, name))
			return o;
	return NULL;
}

static int init_object(struct px_object *o, const struct px_op *op, struct px_owner owner)
{
	switch (o->kind) {
	case PX_MUTEX:
		mutex_init(&o->lock.mutex);
		return 0;
	case PX_RWLOCK:
		init_rwsem(&o->lock.rwsem);
		return 0;
	case PX_ARC:
		px_arc_init(&o->arc);
		return 0;
	case PX_POISON:
		px_poison_init(&o->lock.poison);
		return 0;
	case PX_CHAN:
		o->chan = px_chan_object_create(op->value, owner);
		return PTR_ERR_OR_ZERO(o->chan);
	}
	return -EINVAL;
}

static struct px_object *new_object(enum px_object_kind kind, const struct px_op *op,
				 struct px_owner owner)
{
	struct px_object *o = kzalloc(sizeof(*o), GFP_KERNEL_ACCOUNT);
	int err;

	if (!o)
		return ERR_PTR(-ENOMEM);
	strscpy(o->name, op->name, sizeof(o->name));
	o->kind = kind;
	err = init_object(o, op, owner);
	if (!err)
		return o;
	kfree(o);
	return ERR_PTR(err);
}

int px_objects_create(struct px_objects *set, enum px_object_kind kind, const struct px_op *op,
		      struct px_owner owner)
{
	struct px_object *o;

	lockdep_assert_held(&set->lock);
	if (px_objects_find(set, op->name))
		return -EEXIST;
	if (set->count >= px_max_objects)
		return -ENOSPC;
	o = new_object(kind, op, owner);
	if (IS_ERR(o))
		return PTR_ERR(o);
	list_add_tail(&o->node, &set->list);
	set->count++;
	return 0;
}

/* Caller holds set->lock. */
static void choose(struct px_objects *set, struct px_chan_object *co)
{
	if (set->polled)
		remove_wait_queue(px_chan_object_pollers(set->polled), &set->relay);
	if (co)
		add_wait_queue(px_chan_object_pollers(co), &set->relay);
	WRITE_ONCE(set->polled, co);
	wake_up_interruptible_all(&set->pollers);
}

int px_objects_poll_on(struct px_call_ctx *ctx, void *argument)
{
	struct px_objects *set = ctx->objects;
	struct px_poll_on *arg = argument;
	struct px_object *o = NULL;
	int err = 0;

	if (arg->name[0] && !px_op_name_valid(arg->name))
		return -EINVAL;
	mutex_lock(&set->lock);
	if (arg->name[0]) {
		o = px_objects_find(set, arg->name);
		if (!o)
			err = -ENOENT;
		else if (o->kind != PX_CHAN)
			err = -EPROTOTYPE;
	}
	if (!err)
		choose(set, o ? o->chan : NULL);
	mutex_unlock(&set->lock);
	return err;
}

__poll_t px_objects_poll(struct px_objects *set, struct file *file, poll_table *wait)
{
	struct px_chan_object *co;

	poll_wait(file, &set->pollers, wait);
	co = READ_ONCE(set->polled);
	return co ? px_chan_object_events(co) : 0;
}

/* An object is not freed before the set: only reading the list needs the lock. */
static struct px_object *next_object(struct px_objects *set, struct px_object *o)
{
	struct list_head *next;

	mutex_lock(&set->lock);
	next = o ? o->node.next : set->list.next;
	mutex_unlock(&set->lock);
	return next == &set->list ? NULL : list_entry(next, struct px_object, node);
}

void px_objects_flush(struct px_objects *set, struct pid *process)
{
	struct px_object *o = NULL;

	px_held_locks_flush(&set->held_locks, process);
	while ((o = next_object(set, o)))
		if (o->kind == PX_CHAN)
			px_chan_object_flush(o->chan, process);
}

void px_objects_show(struct px_objects *set, struct seq_file *m)
{
	struct px_object *o;

	mutex_lock(&set->lock);
	list_for_each_entry(o, &set->list, node) {
		seq_printf(m, "%s:\t", kind_names[o->kind]);
		seq_escape(m, o->name, " \t\n\\");
		if (o->kind == PX_ARC)
			seq_printf(m, " count %u%s", px_arc_count(&o->arc),
				   o->released ? " released" : "");
		else if (o->kind == PX_CHAN)
			px_chan_object_show(o->chan, m);
		else
			px_held_locks_show(&set->held_locks, &o->lock, m);
		if (o->kind == PX_POISON && px_poison_is_poisoned(&o->lock.poison))
			seq_puts(m, ", poisoned");
		seq_putc(m, '\n');
	}
	mutex_unlock(&set->lock);
}
