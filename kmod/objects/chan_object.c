// SPDX-License-Identifier: GPL-2.0-only
#include <linux/err.h>
#include <linux/seq_file.h>
#include "base/compat.h"
#include "base/trace.h"
#include "os.h"
#include "chan_ends.h"
#include "chan_object.h"

static_assert(PX_CAPACITY_UNBOUNDED == PX_UNBOUNDED);

struct message {
	struct px_chan_message base;
	u64 value;
};

static struct message *message_of(struct px_chan_message *m)
{
	return container_of(m, struct message, base);
}

/* An unbounded queue may be long: freeing it must let other tasks run. */
static void destroy_message(struct px_chan_message *m)
{
	px_os_free_data(message_of(m), sizeof(struct message));
	px_cond_resched();
}

/* Allocated at any capacity: a blocked sender has a message that is not in the queue. */
static struct message *create_message(u64 value)
{
	struct message *m = px_os_alloc_data(sizeof(*m));

	if (!m)
		return NULL;
	m->base = (struct px_chan_message) { .destroy = destroy_message, .bytes = sizeof(value) };
	m->value = value;
	return m;
}

static u64 deadline_of(const struct px_op *op, enum px_wait_mode wait_mode)
{
	if (wait_mode == PX_NOWAIT)
		return 0;
	return op->deadline_ns ? op->deadline_ns : PX_NO_DEADLINE;
}

/* With tracing, send and receive try without a wait first, to learn whether they wait. */
static int send_traced(struct px_chan_object *co, struct px_chan_message *m, u64 deadline,
		       const struct px_call_ctx *ctx)
{
	int err = px_chan_send_until(&co->chan, m, px_traces_waits() ? 0 : deadline, true);
	u64 begin;

	if (err != -EAGAIN || !deadline)
		return err;
	begin = px_trace_wait_begin(ctx);
	err = px_chan_send_until(&co->chan, m, deadline, true);
	px_trace_wait_end(ctx, err, begin);
	return err;
}

static int receive_traced(struct px_chan_object *co, struct px_chan_message **m, u64 deadline,
			  const struct px_call_ctx *ctx)
{
	int err = px_chan_recv_until(&co->chan, m, px_traces_waits() ? 0 : deadline, true);
	u64 begin;

	if (err != -EAGAIN || !deadline)
		return err;
	begin = px_trace_wait_begin(ctx);
	err = px_chan_recv_until(&co->chan, m, deadline, true);
	px_trace_wait_end(ctx, err, begin);
	return err;
}

static int send_value(struct px_chan_object *co, u64 value, u64 deadline,
		      const struct px_call_ctx *ctx)
{
	struct message *m = create_message(value);
	int err;

	if (!m)
		return -ENOMEM;
	err = send_traced(co, &m->base, deadline, ctx);
	if (err)
		destroy_message(&m->base);
	return err;
}

/*
 * Each send clones a sender for itself. If the owner's end is closed meanwhile, the
 * receiver still waits for the message.
 */
static int send(struct px_chan_object *co, const struct px_op *op, u64 deadline,
		const struct px_call_ctx *ctx)
{
	bool may;
	int err;

	mutex_lock(&co->lock);
	may = px_chan_may_send(co, op->owner);
	if (may) {
		px_sender_clone(&co->chan);
		co->sending += !!deadline;
	}
	mutex_unlock(&co->lock);
	if (!may)
		return -EPERM;
	px_chan_changed(co);
	err = send_value(co, op->value, deadline, ctx);
	px_sender_drop(&co->chan);
	mutex_lock(&co->lock);
	co->sending -= !!deadline;
	mutex_unlock(&co->lock);
	px_chan_changed(co);
	return err;
}

static bool begin_receive(struct px_chan_object *co, u32 owner)
{
	bool may;

	mutex_lock(&co->lock);
	may = px_chan_may_receive(co, owner);
	co->receiving += may;
	mutex_unlock(&co->lock);
	px_chan_changed(co);
	return may;
}

static void end_receive(struct px_chan_object *co)
{
	bool drop;

	mutex_lock(&co->lock);
	drop = !--co->receiving && co->closed;
	mutex_unlock(&co->lock);
	if (drop)
		px_receiver_drop(&co->chan);
	px_chan_changed(co);
}

static int receive(struct px_chan_object *co, struct px_op *op, u64 deadline,
		   const struct px_call_ctx *ctx)
{
	struct px_chan_message *m;
	int err;

	if (!begin_receive(co, op->owner))
		return -EPERM;
	err = receive_traced(co, &m, deadline, ctx);
	end_receive(co);
	if (err)
		return err;
	op->value = message_of(m)->value;
	destroy_message(m);
	return 0;
}

static u64 depth(struct px_chan_object *co)
{
	struct px_chan_view view;

	px_chan_inspect(&co->chan, &view);
	return view.depth;
}

int px_chan_object_op(struct px_chan_object *co, struct px_op *op, const struct px_call_ctx *ctx)
{
	switch (op->opcode) {
	case PX_OP_CHAN_SEND:
		return send(co, op, deadline_of(op, ctx->wait_mode), ctx);
	case PX_OP_CHAN_TRY_SEND:
		return send(co, op, 0, ctx);
	case PX_OP_CHAN_RECV:
		return receive(co, op, deadline_of(op, ctx->wait_mode), ctx);
	case PX_OP_CHAN_TRY_RECV:
		return receive(co, op, 0, ctx);
	case PX_OP_CHAN_CLOSE_RECEIVER:
		return px_chan_close_receiver(co, op->owner);
	case PX_OP_CHAN_COUNT:
		op->value = depth(co);
		return 0;
	default:
		return px_chan_change_ends(co, op, ctx);
	}
}

struct px_chan_object *px_chan_object_create(u64 capacity, struct px_owner owner)
{
	struct px_chan_object *co;
	int err;

	if (capacity > PX_MAX_CAPACITY && capacity != PX_CAPACITY_UNBOUNDED)
		return ERR_PTR(-EINVAL);
	co = px_os_alloc(sizeof(*co));
	if (!co)
		return ERR_PTR(-ENOMEM);
	INIT_LIST_HEAD(&co->senders);
	err = px_chan_add_sender(co, owner);
	if (err) {
		px_os_free(co);
		return ERR_PTR(err);
	}
	px_chan_init(&co->chan, (u32)capacity);
	mutex_init(&co->lock);
	init_waitqueue_head(&co->pollers);
	return co;
}

void px_chan_object_destroy(struct px_chan_object *co)
{
	px_chan_free_senders(co);
	put_pid(co->receiver.process);
	px_chan_destroy(&co->chan);
	mutex_destroy(&co->lock);
	px_os_free(co);
}

/* Would a recv return at once? With capacity 0, if a send waits, or is about to. */
static __poll_t readable(struct px_chan_object *co, const struct px_chan_view *view)
{
	if (view->depth || view->senders_asleep || (!co->chan.capacity && co->sending))
		return EPOLLIN | EPOLLRDNORM;
	return view->senders ? 0 : EPOLLIN | EPOLLRDNORM | EPOLLHUP;
}

/* Would a send return at once? With capacity 0, if a recv waits, or is about to. */
static __poll_t writable(struct px_chan_object *co, const struct px_chan_view *view)
{
	if (co->closed)
		return EPOLLOUT | EPOLLWRNORM | EPOLLERR;
	return view->depth < co->chan.capacity || co->receiving ? EPOLLOUT | EPOLLWRNORM : 0;
}

wait_queue_head_t *px_chan_object_pollers(struct px_chan_object *co)
{
	return &co->pollers;
}

__poll_t px_chan_object_events(struct px_chan_object *co)
{
	struct px_chan_view view;
	__poll_t events;

	mutex_lock(&co->lock);
	px_chan_inspect(&co->chan, &view);
	events = readable(co, &view) | writable(co, &view);
	mutex_unlock(&co->lock);
	return events;
}

static void show_receiver(struct px_chan_object *co, const struct px_chan_view *view,
			  struct seq_file *m)
{
	if (co->closed)
		seq_puts(m, ", no receiver");
	else if (co->chan.receiver == PX_RECEIVER_TAKEN)
		seq_printf(m, ", receiver owner %u%s", co->receiver.number,
			   view->receiver_asleep ? " waits" : "");
	else if (view->receiver_asleep)
		seq_puts(m, ", receiver waits");
}

void px_chan_object_show(struct px_chan_object *co, struct seq_file *m)
{
	struct px_chan_view view;

	mutex_lock(&co->lock);
	px_chan_inspect(&co->chan, &view);
	if (co->chan.capacity == PX_UNBOUNDED)
		seq_printf(m, ", %u queued", view.depth);
	else
		seq_printf(m, ", %u of %u queued", view.depth, co->chan.capacity);
	seq_printf(m, ", %u senders, %u sends wait", co->nr_senders, view.senders_asleep);
	show_receiver(co, &view, m);
	mutex_unlock(&co->lock);
}
