// SPDX-License-Identifier: GPL-2.0-only
/* operation: PX_IOC_OP, one operation on a named object. */
#include <linux/err.h>
#include <linux/string.h>
#include "base/limits.h"
#include "base/descriptor.h"
#include "base/trace.h"
#include "chan_object.h"
#include "object.h"

static void arc_release(struct px_arc *arc)
{
	container_of(arc, struct px_object, arc)->released = true;
}

/* The set's lock keeps the count above zero between the check and the get. */
static int arc_op(struct px_objects *set, struct px_object *o, struct px_op *op)
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
static int poison_op(struct px_objects *set, struct px_object *o, struct px_op *op)
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
static int lock_op(struct px_objects *set, struct px_object *o, const struct px_op *op,
		   const struct px_op_entry *entry, const struct px_call_ctx *ctx)
{
	bool try = entry->action == PX_DO_TRYLOCK;
	int err;

	switch (entry->action) {
	case PX_DO_UNLOCK:
		return px_held_locks_release(&set->held_locks, &o->lock, op->owner);
	case PX_DO_DOWNGRADE:
		return px_held_locks_downgrade(&set->held_locks, &o->lock, op->owner, ctx->file);
	default:
		err = px_held_locks_acquire(&set->held_locks, &o->lock, ctx, entry->mode,
					    try || ctx->wait_mode == PX_NOWAIT, op->deadline_ns);
		return err == -EBUSY && !try ? -EAGAIN : err;
	}
}

/* Returns -EINPROGRESS if the operation on *found must run without the set's lock. */
static int begin_op(struct px_objects *set, struct px_op *op, const struct px_op_entry *entry,
		    const struct px_call_ctx *ctx, struct px_object **found)
{
	struct px_object *o;

	if (entry->action == PX_DO_CREATE)
		return px_owner_has_left(&ctx->owner, ctx->file) ? -EBADF :
			px_objects_create(set, entry->kind, op, ctx->owner);
	o = px_objects_find(set, op->name);
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
	struct px_object *o;
	int err;

	if (!entry)
		return -EINVAL;
	mutex_lock(&set->lock);
	err = begin_op(set, op, entry, ctx, &o);
	mutex_unlock(&set->lock);
	if (err != -EINPROGRESS)
		return err;
	switch (entry->action) {
	case PX_DO_CHAN:
		return px_chan_object_op(o->chan, op, ctx);
	case PX_DO_POISON:
		return poison_op(set, o, op);
	default:
		return ctx->in_submission ? -EAGAIN : lock_op(set, o, op, entry, ctx);
	}
}

int px_objects_op(struct px_call_ctx *ctx, void *argument)
{
	struct px_op *op = argument;
	int err;

	if (!px_op_name_valid(op->name))
		return -EINVAL;
	ctx->object = op->name;
	ctx->owner = (struct px_owner) { .number = op->owner };
	if (op->flags & PX_OP_PROCESS_OWNED)
		ctx->owner.process = task_tgid(current);
	err = operate(ctx->objects, op, ctx);
	/* io_uring calls again for an operation that would wait. */
	if (!ctx->in_submission || err != -EAGAIN)
		trace_px_op(ctx->instance, op, err);
	return err;
}
