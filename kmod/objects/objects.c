// SPDX-License-Identifier: GPL-2.0-only
#include <linux/err.h>
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>
#include "arc.h"
#include "base/limits.h"
#include "base/trace.h"
#include "chan_object.h"
#include "objects.h"
#include "op_table.h"

static const char *const kind_names[] = {
	[PX_MUTEX] = "mutex", [PX_RWLOCK] = "rwlock", [PX_ARC] = "arc", [PX_CHAN] = "chan",
	[PX_POISON] = "poison",
};

struct object {
	struct list_head node;
	char name[PX_NAME_SIZE];
	enum px_object_kind kind;
	union px_lock lock;
	u64 data;			/* protected by a poison lock */
	struct px_arc arc;
	bool released;			/* the last reference of the arc was dropped */
	struct px_chan_object *chan;
};

void px_objects_init(struct px_objects *set)
{
	mutex_init(&set->lock);
	INIT_LIST_HEAD(&set->list);
	px_held_locks_init(&set->held_locks);
}

static void free_object(struct object *o)
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
	struct object *o, *next;

	px_held_locks_destroy(&set->held_locks);
	list_for_each_entry_safe(o, next, &set->list, node)
		free_object(o);
	mutex_destroy(&set->lock);
}

static struct object *find_object(struct px_objects *set, const char *name)
{
	struct object *o;

	lockdep_assert_held(&set->lock);
	list_for_each_entry(o, &set->list, node)
		if (!strcmp(o->name, name))
			return o;
	return NULL;
}

static int init_object(struct object *o, const struct px_op *op, struct px_owner owner)
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

static struct object *new_object(enum px_object_kind kind, const struct px_op *op,
				 struct px_owner owner)
{
	struct object *o = kzalloc(sizeof(*o), GFP_KERNEL_ACCOUNT);
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

static int create(struct px_objects *set, enum px_object_kind kind, const struct px_op *op,
		  struct px_owner owner)
{
	struct object *o;

	lockdep_assert_held(&set->lock);
	if (find_object(set, op->name))
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

static void arc_release(struct px_arc *arc)
{
	container_of(arc, struct object, arc)->released = true;
}

/* The set's lock keeps the count above zero between the check and the get. */
static int arc_op(struct px_objects *set, struct object *o, struct px_op *op)
{
	u32 now = px_arc_count(&o->arc);

	lockdep_assert_held(&set->lock);
	switch (op->opcode) {
	case PX_OP_ARC_GET:
		if (!now)
			return -ESTALE;
		if (now >= PX_MAX_REFERENCES)
			return -EOVERFLOW;
		px_arc_get(&o->arc);
		return 0;
	case PX_OP_ARC_PUT:
		if (!now)
			return -ESTALE;
		op->value = px_arc_put(&o->arc, arc_release);
		return 0;
	case PX_OP_ARC_UPGRADE:
		if (now >= PX_MAX_REFERENCES)
			return -EOVERFLOW;
		return px_arc_get_unless_zero(&o->arc) ? 0 : -ESTALE;
	default:
		op->value = now;
		return 0;
	}
}

/* Only the holder has access to the data. Any caller may read or clear the mark. */
static int poison_op(struct px_objects *set, struct object *o, struct px_op *op)
{
	switch (op->opcode) {
	case PX_OP_POISON_CLEAR:
		px_poison_clear(&o->lock.poison);
		return 0;
	case PX_OP_POISON_IS:
		op->value = px_poison_is_poisoned(&o->lock.poison);
		return 0;
	}
	if (!px_held_locks_held(&set->held_locks, &o->lock, op->owner))
		return -EPERM;
	if (op->opcode == PX_OP_POISON_SET)
		WRITE_ONCE(o->data, op->value);
	else
		op->value = READ_ONCE(o->data);
	return 0;
}

/* A lock proxy performs the operation; the caller waits for it. */
static int lock_op(struct px_objects *set, struct object *o, const struct px_op *op,
		   const struct px_op_entry *entry, const struct px_call_ctx *ctx)
{
	switch (entry->action) {
	case PX_DO_UNLOCK:
		return px_held_locks_release(&set->held_locks, &o->lock, op->owner);
	case PX_DO_DOWNGRADE:
		return px_held_locks_downgrade(&set->held_locks, &o->lock, op->owner);
	default:
		return px_held_locks_acquire(&set->held_locks, &o->lock, ctx, entry->mode,
					     entry->action == PX_DO_TRYLOCK, op->timeout_ns);
	}
}

/* Returns -EINPROGRESS if the operation on *found must run without the set's lock. */
static int begin_op(struct px_objects *set, struct px_op *op, const struct px_op_entry *entry,
		    struct px_owner owner, struct object **found)
{
	struct object *o;

	if (entry->action == PX_DO_CREATE)
		return create(set, entry->kind, op, owner);
	o = find_object(set, op->name);
	if (!o)
		return -ENOENT;
	if (o->kind != entry->kind)
		return -EPROTOTYPE;
	if (entry->action == PX_DO_ARC)
		return arc_op(set, o, op);
	*found = o;
	return -EINPROGRESS;
}

static int operate(struct px_objects *set, struct px_op *op, const struct px_call_ctx *ctx)
{
	const struct px_op_entry *entry = px_op_find(op);
	struct object *o;
	int err;

	if (!entry)
		return -EINVAL;
	mutex_lock(&set->lock);
	err = begin_op(set, op, entry, ctx->owner, &o);
	mutex_unlock(&set->lock);
	if (err != -EINPROGRESS)
		return err;
	switch (entry->action) {
	case PX_DO_CHAN:
		return px_chan_object_op(o->chan, op, ctx);
	case PX_DO_POISON:
		return poison_op(set, o, op);
	default:
		return ctx->wait_mode == PX_NOWAIT ? -EAGAIN : lock_op(set, o, op, entry, ctx);
	}
}

int px_objects_op(struct px_call_ctx *ctx, void *argument)
{
	struct px_op *op = argument;
	int err;

	ctx->object = op->name;
	ctx->owner = (struct px_owner) {
		.number = op->owner,
		.process = op->flags & PX_OP_PROCESS_OWNED ? current->files : NULL,
	};
	err = operate(ctx->objects, op, ctx);
	/* io_uring calls again for an operation that would wait. */
	if (ctx->wait_mode != PX_NOWAIT || err != -EAGAIN)
		trace_px_op(ctx->instance, op, err);
	return err;
}

/* An object is not freed before the set: only reading the list needs the lock. */
static struct object *next_object(struct px_objects *set, struct object *o)
{
	struct list_head *next;

	mutex_lock(&set->lock);
	next = o ? o->node.next : set->list.next;
	mutex_unlock(&set->lock);
	return next == &set->list ? NULL : list_entry(next, struct object, node);
}

void px_objects_flush(struct px_objects *set, fl_owner_t process)
{
	struct object *o = NULL;

	px_held_locks_flush(&set->held_locks, process);
	while ((o = next_object(set, o)))
		if (o->kind == PX_CHAN)
			px_chan_object_flush(o->chan, process);
}

void px_objects_show(struct px_objects *set, struct seq_file *m)
{
	struct object *o;

	mutex_lock(&set->lock);
	list_for_each_entry(o, &set->list, node) {
		seq_printf(m, "%s:\t%s", kind_names[o->kind], o->name);
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
