// SPDX-License-Identifier: GPL-2.0-only
#include <linux/err.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/seq_file.h>
#include "chan.h"
#include "os.h"
#include "base/limits.h"
#include "chan_object.h"

static_assert(PX_CAPACITY_UNBOUNDED == PX_UNBOUNDED);

/* A sender's end. */
struct end {
	struct list_head node;
	struct px_lock_owner party;
};

/* The right to receive is in the channel: free, taken by the receiver, or gone. */
struct px_chan_object {
	struct px_chan chan;
	struct mutex lock;		/* of what follows; nobody waits in the channel with it */
	struct list_head ends;		/* the senders', oldest first */
	u32 nr_ends;
	u32 receiving;			/* callers in a recv */
	bool closed;			/* the receiver's end, which goes when they are out */
	struct px_lock_owner receiver;	/* if taken */
};

/* ---- messages -------------------------------------------------------------- */

struct letter {
	struct px_chan_message message;
	u64 value;
};

static struct letter *letter_of(struct px_chan_message *m)
{
	return container_of(m, struct letter, message);
}

/* A queue without a bound may be long. */
static void destroy_letter(struct px_chan_message *m)
{
	px_os_free_data(letter_of(m), sizeof(struct letter));
	cond_resched();
}

/* Whatever the capacity: who waits with a message has one more. */
static struct letter *write_letter(u64 value)
{
	struct letter *l = px_os_alloc_data(sizeof(*l));

	if (!l)
		return NULL;
	l->message = (struct px_chan_message) { .destroy = destroy_letter, .bytes = sizeof(value) };
	l->value = value;
	return l;
}

/* ---- ends ------------------------------------------------------------------ */

static int add_end(struct px_chan_object *box, struct px_lock_owner party)
{
	struct end *e = px_os_alloc_data(sizeof(*e));

	if (!e)
		return -ENOMEM;
	e->party = party;
	list_add_tail(&e->node, &box->ends);
	box->nr_ends++;
	return 0;
}

/* The channel counts it until it is dropped there. */
static void remove_end(struct px_chan_object *box, struct end *e)
{
	list_del(&e->node);
	box->nr_ends--;
	px_os_free_data(e, sizeof(*e));
}

/* The owner's latest, or NULL. */
static struct end *find_end(struct px_chan_object *box, u32 owner)
{
	struct end *e;

	lockdep_assert_held(&box->lock);
	list_for_each_entry_reverse(e, &box->ends, node)
		if (px_lock_owner_is_caller(&e->party, owner))
			return e;
	return NULL;
}

static int clone(struct px_chan_object *box, struct px_lock_owner party)
{
	int err;

	if (!box->nr_ends)
		return -EPIPE;
	if (box->nr_ends >= PX_MAX_SENDERS)
		return -ENOSPC;
	err = add_end(box, party);
	if (!err)
		px_sender_clone(&box->chan);
	return err;
}

static int close_sender(struct px_chan_object *box, const struct px_op *op)
{
	struct end *e = find_end(box, op->owner);

	if (!e)
		return -EPERM;
	remove_end(box, e);
	px_sender_drop(&box->chan);
	return 0;
}

/* As long as nobody has taken that end, every owner may receive. */
static bool may_receive(struct px_chan_object *box, u32 owner)
{
	lockdep_assert_held(&box->lock);
	return !box->closed && (box->chan.receiver == PX_RECEIVER_FREE ||
				px_lock_owner_is_caller(&box->receiver, owner));
}

static int take_receiver(struct px_chan_object *box, struct px_lock_owner party)
{
	int err;

	if (box->closed)
		return -EPIPE;
	if (box->receiving)
		return -EBUSY;
	err = px_receiver_take(&box->chan);
	if (!err)
		box->receiver = party;
	return err;
}

static int mark_closed(struct px_chan_object *box, const struct px_op *op)
{
	if (!may_receive(box, op->owner))
		return -EPERM;
	if (box->receiving)
		return -EBUSY;
	box->closed = true;
	return 0;
}

/* A long queue takes its time, in which nobody is kept waiting for the mailbox. */
static int close_receiver(struct px_chan_object *box, const struct px_op *op)
{
	int err;

	mutex_lock(&box->lock);
	err = mark_closed(box, op);
	mutex_unlock(&box->lock);
	if (!err)
		px_receiver_drop(&box->chan);
	return err;
}

/* ---- sending and receiving --------------------------------------------------- */

static u64 moment(const struct px_op *op, enum px_wait_mode patience)
{
	if (patience == PX_NOWAIT)
		return 0;
	return op->timeout_ns ? px_monitor_deadline(op->timeout_ns) : PX_NO_DEADLINE;
}

/* After a stop and continue, a wait without a limit is gone on with. */
static int restartable(int err, const struct px_op *op)
{
	return err == -EINTR && !op->timeout_ns ? -ERESTARTSYS : err;
}

/*
 * px_chan_send_until() and px_chan_recv_until(). If somebody traces, it is first
 * found out whether there is a wait.
 */
static int put(struct px_chan_object *box, struct px_chan_message *m, u64 until,
	       const struct px_call_ctx *whose)
{
	int err = px_chan_send_until(&box->chan, m, px_traces_waits() ? 0 : until, true);
	u64 begin;

	if (err != -EAGAIN || !until)
		return err;
	begin = px_call_ctx_blocks(whose);
	err = px_chan_send_until(&box->chan, m, until, true);
	px_call_ctx_wakes(whose, err, begin);
	return err;
}

static int get(struct px_chan_object *box, struct px_chan_message **m, u64 until,
	       const struct px_call_ctx *whose)
{
	int err = px_chan_recv_until(&box->chan, m, px_traces_waits() ? 0 : until, true);
	u64 begin;

	if (err != -EAGAIN || !until)
		return err;
	begin = px_call_ctx_blocks(whose);
	err = px_chan_recv_until(&box->chan, m, until, true);
	px_call_ctx_wakes(whose, err, begin);
	return err;
}

static int post(struct px_chan_object *box, const struct px_op *op, u64 until,
		const struct px_call_ctx *whose)
{
	struct letter *l = write_letter(op->value);
	int err;

	if (!l)
		return -ENOMEM;
	err = put(box, &l->message, until, whose);
	if (err)
		destroy_letter(&l->message);
	return err;
}

/*
 * Whoever is on the way counts as a sender of its own: its end may be closed
 * meanwhile, and the receiver still waits for the message.
 */
static int send(struct px_chan_object *box, const struct px_op *op, u64 until,
		const struct px_call_ctx *whose)
{
	struct end *e;
	int err;

	mutex_lock(&box->lock);
	e = find_end(box, op->owner);
	if (e)
		px_sender_clone(&box->chan);
	mutex_unlock(&box->lock);
	if (!e)
		return -EPERM;
	err = post(box, op, until, whose);
	px_sender_drop(&box->chan);
	return restartable(err, op);
}

static bool begin_to_receive(struct px_chan_object *box, u32 owner)
{
	bool may;

	mutex_lock(&box->lock);
	may = may_receive(box, owner);
	box->receiving += may;
	mutex_unlock(&box->lock);
	return may;
}

static void end_to_receive(struct px_chan_object *box)
{
	bool last;

	mutex_lock(&box->lock);
	last = !--box->receiving && box->closed;
	mutex_unlock(&box->lock);
	if (last)
		px_receiver_drop(&box->chan);
}

static int receive(struct px_chan_object *box, struct px_op *op, u64 until,
		   const struct px_call_ctx *whose)
{
	struct px_chan_message *m;
	int err;

	if (!begin_to_receive(box, op->owner))
		return -EPERM;
	err = get(box, &m, until, whose);
	end_to_receive(box);
	if (err)
		return restartable(err, op);
	op->value = letter_of(m)->value;
	destroy_letter(m);
	return 0;
}

static u64 depth(struct px_chan_object *box)
{
	struct px_chan_view view;

	px_chan_inspect(&box->chan, &view);
	return view.depth;
}

static int change_ends(struct px_chan_object *box, const struct px_op *op, struct px_lock_owner party)
{
	switch (op->opcode) {
	case PX_OP_CHAN_CLONE:
		return clone(box, party);
	case PX_OP_CHAN_CLOSE_SENDER:
		return close_sender(box, op);
	case PX_OP_CHAN_TAKE_RECEIVER:
		return take_receiver(box, party);
	default:
		return -EINVAL;
	}
}

int px_chan_object_op(struct px_chan_object *box, struct px_op *op, const struct px_call_ctx *whose,
		  enum px_wait_mode patience)
{
	int err;

	switch (op->opcode) {
	case PX_OP_CHAN_SEND:
		return send(box, op, moment(op, patience), whose);
	case PX_OP_CHAN_TRY_SEND:
		return send(box, op, 0, whose);
	case PX_OP_CHAN_RECV:
		return receive(box, op, moment(op, patience), whose);
	case PX_OP_CHAN_TRY_RECV:
		return receive(box, op, 0, whose);
	case PX_OP_CHAN_CLOSE_RECEIVER:
		return close_receiver(box, op);
	case PX_OP_CHAN_COUNT:
		op->value = depth(box);
		return 0;
	default:
		mutex_lock(&box->lock);
		err = change_ends(box, op, whose->party);
		mutex_unlock(&box->lock);
		return err;
	}
}

/* ---- life ------------------------------------------------------------------ */

struct px_chan_object *px_chan_object_create(const struct px_op *op)
{
	struct px_chan_object *box;
	int err;

	if (op->value > PX_MAX_CAPACITY && op->value != PX_CAPACITY_UNBOUNDED)
		return ERR_PTR(-EINVAL);
	box = px_os_alloc(sizeof(*box));
	if (!box)
		return ERR_PTR(-ENOMEM);
	INIT_LIST_HEAD(&box->ends);
	err = add_end(box, px_lock_owner_of(op));
	if (err) {
		px_os_free(box);
		return ERR_PTR(err);
	}
	px_chan_init(&box->chan, (u32)op->value);
	mutex_init(&box->lock);
	return box;
}

void px_chan_object_destroy(struct px_chan_object *box)
{
	struct end *e, *next;

	list_for_each_entry_safe(e, next, &box->ends, node)
		remove_end(box, e);
	px_chan_destroy(&box->chan);
	mutex_destroy(&box->lock);
	px_os_free(box);
}

static void flush_senders(struct px_chan_object *box, fl_owner_t process)
{
	struct end *e, *next;

	list_for_each_entry_safe(e, next, &box->ends, node)
		if (e->party.process == process) {
			remove_end(box, e);
			px_sender_drop(&box->chan);
		}
}

/* Whether nobody is in a recv that must return first. */
static bool flush_receiver(struct px_chan_object *box, fl_owner_t process)
{
	if (box->closed || box->chan.receiver != PX_RECEIVER_TAKEN ||
	    box->receiver.process != process)
		return false;
	box->closed = true;
	return !box->receiving;
}

void px_chan_object_flush(struct px_chan_object *box, fl_owner_t process)
{
	bool drop;

	mutex_lock(&box->lock);
	flush_senders(box, process);
	drop = flush_receiver(box, process);
	mutex_unlock(&box->lock);
	if (drop)
		px_receiver_drop(&box->chan);
}

static void show_receiver(struct px_chan_object *box, const struct px_chan_view *view,
			  struct seq_file *m)
{
	if (box->closed)
		seq_puts(m, ", no receiver");
	else if (box->chan.receiver == PX_RECEIVER_TAKEN)
		seq_printf(m, ", receiver owner %u%s", box->receiver.owner,
			   view->receiver_asleep ? " waits" : "");
	else if (view->receiver_asleep)
		seq_puts(m, ", receiver waits");
}

void px_chan_object_show(struct px_chan_object *box, struct seq_file *m)
{
	struct px_chan_view view;

	mutex_lock(&box->lock);
	px_chan_inspect(&box->chan, &view);
	if (box->chan.capacity == PX_UNBOUNDED)
		seq_printf(m, ", %u queued", view.depth);
	else
		seq_printf(m, ", %u of %u queued", view.depth, box->chan.capacity);
	seq_printf(m, ", %u senders, %u sends wait", box->nr_ends, view.senders_asleep);
	show_receiver(box, &view, m);
	mutex_unlock(&box->lock);
}
