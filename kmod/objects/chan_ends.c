// SPDX-License-Identifier: GPL-2.0-only
#include "os.h"
#include "base/descriptor.h"
#include "base/limits.h"
#include "chan_ends.h"
#include "chan_object.h"

/* A sender's end. */
struct sender {
	struct list_head node;
	struct px_owner owner;
};

int px_chan_add_sender(struct px_chan_object *co, struct px_owner owner)
{
	struct sender *s = px_os_alloc_data(sizeof(*s));

	if (!s)
		return -ENOMEM;
	s->owner = owner;
	get_pid(owner.process);
	list_add_tail(&s->node, &co->senders);
	co->nr_senders++;
	return 0;
}

/* The channel counts the sender until px_sender_drop(). */
static void remove_sender(struct px_chan_object *co, struct sender *s)
{
	list_del(&s->node);
	co->nr_senders--;
	put_pid(s->owner.process);
	px_os_free_data(s, sizeof(*s));
}

void px_chan_free_senders(struct px_chan_object *co)
{
	struct sender *s, *next;

	list_for_each_entry_safe(s, next, &co->senders, node)
		remove_sender(co, s);
}

/* The newest sender's end of the owner, or NULL. */
static struct sender *find_sender(struct px_chan_object *co, u32 owner)
{
	struct sender *s;

	lockdep_assert_held(&co->lock);
	list_for_each_entry_reverse(s, &co->senders, node)
		if (px_owner_is_caller(&s->owner, owner))
			return s;
	return NULL;
}

bool px_chan_may_send(struct px_chan_object *co, u32 owner)
{
	return find_sender(co, owner);
}

bool px_chan_may_receive(struct px_chan_object *co, u32 owner)
{
	lockdep_assert_held(&co->lock);
	return !co->closed && (co->chan.receiver == PX_RECEIVER_FREE ||
			       px_owner_is_caller(&co->receiver, owner));
}

static int clone(struct px_chan_object *co, struct px_owner owner)
{
	int err;

	if (!co->nr_senders)
		return -EPIPE;
	if (co->nr_senders >= PX_MAX_SENDERS)
		return -ENOSPC;
	err = px_chan_add_sender(co, owner);
	if (!err)
		px_sender_clone(&co->chan);
	return err;
}

static int close_sender(struct px_chan_object *co, u32 owner)
{
	struct sender *s = find_sender(co, owner);

	if (!s)
		return -EPERM;
	remove_sender(co, s);
	px_sender_drop(&co->chan);
	return 0;
}

static int take_receiver(struct px_chan_object *co, struct px_owner owner)
{
	int err;

	if (co->closed)
		return -EPIPE;
	if (co->receiving)
		return -EBUSY;
	err = px_receiver_take(&co->chan);
	if (!err) {
		co->receiver = owner;
		get_pid(owner.process);
	}
	return err;
}

static int change_ends(struct px_chan_object *co, const struct px_op *op,
		       const struct px_call_ctx *ctx)
{
	if (px_owner_has_left(&ctx->owner, ctx->file))
		return -EBADF;
	switch (op->opcode) {
	case PX_OP_CHAN_CLONE:
		return clone(co, ctx->owner);
	case PX_OP_CHAN_CLOSE_SENDER:
		return close_sender(co, op->owner);
	case PX_OP_CHAN_TAKE_RECEIVER:
		return take_receiver(co, ctx->owner);
	default:
		return -EINVAL;
	}
}

int px_chan_change_ends(struct px_chan_object *co, const struct px_op *op,
			const struct px_call_ctx *ctx)
{
	int err;

	mutex_lock(&co->lock);
	err = change_ends(co, op, ctx);
	mutex_unlock(&co->lock);
	px_chan_changed(co);
	return err;
}

static int mark_closed(struct px_chan_object *co, u32 owner)
{
	if (!px_chan_may_receive(co, owner))
		return -EPERM;
	if (co->receiving)
		return -EBUSY;
	co->closed = true;
	return 0;
}

/* Drops the end without the lock: freeing a long queue takes time. */
int px_chan_close_receiver(struct px_chan_object *co, u32 owner)
{
	int err;

	mutex_lock(&co->lock);
	err = mark_closed(co, owner);
	mutex_unlock(&co->lock);
	if (!err)
		px_receiver_drop(&co->chan);
	px_chan_changed(co);
	return err;
}

static void flush_senders(struct px_chan_object *co, struct pid *process)
{
	struct sender *s, *next;

	list_for_each_entry_safe(s, next, &co->senders, node)
		if (px_owner_leaves(s->owner.process, process)) {
			remove_sender(co, s);
			px_sender_drop(&co->chan);
		}
}

/* Returns true if the caller must drop the end now; else the last recv drops it. */
static bool flush_receiver(struct px_chan_object *co, struct pid *process)
{
	if (co->closed || co->chan.receiver != PX_RECEIVER_TAKEN ||
	    !px_owner_leaves(co->receiver.process, process))
		return false;
	co->closed = true;
	return !co->receiving;
}

void px_chan_object_flush(struct px_chan_object *co, struct pid *process)
{
	bool drop;

	mutex_lock(&co->lock);
	flush_senders(co, process);
	drop = flush_receiver(co, process);
	mutex_unlock(&co->lock);
	if (drop)
		px_receiver_drop(&co->chan);
	px_chan_changed(co);
}
