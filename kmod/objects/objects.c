// SPDX-License-Identifier: GPL-2.0-only
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>
#include "arc.h"
#include "base/limits.h"
#include "chan_object.h"
#include "objects.h"

enum kind { MUTEX, RWLOCK, ARC, CHAN, POISON };

static const char *const kind_names[] = { "mutex", "rwlock", "arc", "chan", "poison" };

struct object {
	struct list_head node;
	char name[PX_NAME_SIZE];
	enum kind kind;
	union px_lock lock;
	u64 data;			/* behind a poison lock */
	struct px_arc arc;
	bool released;			/* the arc's last reference is gone */
	struct px_chan_object *box;		/* a channel's */
};

void px_objects_init(struct px_objects *set, u32 instance)
{
	set->instance = instance;
	mutex_init(&set->lock);
	INIT_LIST_HEAD(&set->list);
	px_held_locks_init(&set->holds);
}

static void free_object(struct object *o)
{
	if (o->kind == MUTEX)
		mutex_destroy(&o->lock.mutex);
	else if (o->kind == POISON)
		px_poison_destroy(&o->lock.poison);
	else if (o->kind == CHAN)
		px_chan_object_destroy(o->box);
	kfree(o);
}

void px_objects_destroy(struct px_objects *set)
{
	struct object *o, *next;

	px_held_locks_destroy(&set->holds);
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

static int init_object(struct object *o, enum kind kind, const struct px_op *op)
{
	strscpy(o->name, op->name, sizeof(o->name));
	o->kind = kind;
	switch (kind) {
	case MUTEX:
		mutex_init(&o->lock.mutex);
		return 0;
	case RWLOCK:
		init_rwsem(&o->lock.rwsem);
		return 0;
	case ARC:
		px_arc_init(&o->arc);
		return 0;
	case POISON:
		px_poison_init(&o->lock.poison);
		return 0;
	case CHAN:
		o->box = px_chan_object_create(op);
		return PTR_ERR_OR_ZERO(o->box);
	}
	return -EINVAL;
}

static struct object *new_object(enum kind kind, const struct px_op *op)
{
	struct object *o = kzalloc(sizeof(*o), GFP_KERNEL_ACCOUNT);
	int err;

	if (!o)
		return ERR_PTR(-ENOMEM);
	err = init_object(o, kind, op);
	if (!err)
		return o;
	kfree(o);
	return ERR_PTR(err);
}

static int create(struct px_objects *set, enum kind kind, const struct px_op *op)
{
	struct object *o;

	lockdep_assert_held(&set->lock);
	if (find_object(set, op->name))
		return -EEXIST;
	if (set->count >= px_max_objects)
		return -ENOSPC;
	o = new_object(kind, op);
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

/* Under the set's lock, so that the count cannot end between a look and a get. */
static int count(struct px_objects *set, struct object *o, struct px_op *op)
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

/* What is behind the lock, for its holder; and its mark, for anyone. */
static int guarded(struct px_objects *set, struct object *o, struct px_op *op)
{
	switch (op->opcode) {
	case PX_OP_POISON_CLEAR:
		px_poison_clear(&o->lock.poison);
		return 0;
	case PX_OP_POISON_IS:
		op->value = px_poison_is_poisoned(&o->lock.poison);
		return 0;
	}
	if (!px_held_locks_held(&set->holds, &o->lock, op->owner))
		return -EPERM;
	if (op->opcode == PX_OP_POISON_SET)
		WRITE_ONCE(o->data, op->value);
	else
		op->value = READ_ONCE(o->data);
	return 0;
}

#define TIME	1u	/* takes timeout_ns */
#define VALUE	2u	/* takes a value */
#define MINE	4u	/* takes something, which may be the process's */

/* What an opcode does, to which kind of object. */
static const struct action {
	enum kind kind;
	enum { CREATE = 1, TAKE, TRY, UNLOCK, DOWNGRADE, COUNT, MAIL, GUARDED } verb;
	unsigned int takes;
	enum px_lock_mode mode;
} actions[] = {
	[PX_OP_MUTEX_NEW]	 = { MUTEX, CREATE },
	[PX_OP_MUTEX_LOCK]	 = { MUTEX, TAKE, TIME | MINE, PX_MODE_MUTEX },
	[PX_OP_MUTEX_TRYLOCK]	 = { MUTEX, TRY, MINE, PX_MODE_MUTEX },
	[PX_OP_MUTEX_UNLOCK]	 = { MUTEX, UNLOCK },
	[PX_OP_RWLOCK_NEW]	 = { RWLOCK, CREATE },
	[PX_OP_RWLOCK_READ]	 = { RWLOCK, TAKE, TIME | MINE, PX_MODE_READ },
	[PX_OP_RWLOCK_WRITE]	 = { RWLOCK, TAKE, TIME | MINE, PX_MODE_WRITE },
	[PX_OP_RWLOCK_READ_TRY]	 = { RWLOCK, TRY, MINE, PX_MODE_READ },
	[PX_OP_RWLOCK_WRITE_TRY] = { RWLOCK, TRY, MINE, PX_MODE_WRITE },
	[PX_OP_RWLOCK_DOWNGRADE] = { RWLOCK, DOWNGRADE },
	[PX_OP_RWLOCK_UNLOCK]	 = { RWLOCK, UNLOCK },
	[PX_OP_ARC_NEW]		 = { ARC, CREATE },
	[PX_OP_ARC_GET]		 = { ARC, COUNT },
	[PX_OP_ARC_PUT]		 = { ARC, COUNT },
	[PX_OP_ARC_UPGRADE]	 = { ARC, COUNT },
	[PX_OP_ARC_COUNT]	 = { ARC, COUNT },
	[PX_OP_CHAN_NEW]	 = { CHAN, CREATE, VALUE | MINE },
	[PX_OP_CHAN_SEND]	 = { CHAN, MAIL, VALUE | TIME },
	[PX_OP_CHAN_TRY_SEND]	 = { CHAN, MAIL, VALUE },
	[PX_OP_CHAN_RECV]	 = { CHAN, MAIL, TIME },
	[PX_OP_CHAN_TRY_RECV]	 = { CHAN, MAIL },
	[PX_OP_CHAN_CLONE]	 = { CHAN, MAIL, MINE },
	[PX_OP_CHAN_CLOSE_SENDER]   = { CHAN, MAIL },
	[PX_OP_CHAN_TAKE_RECEIVER]  = { CHAN, MAIL, MINE },
	[PX_OP_CHAN_CLOSE_RECEIVER] = { CHAN, MAIL },
	[PX_OP_CHAN_COUNT]	 = { CHAN, MAIL },
	[PX_OP_POISON_NEW]	 = { POISON, CREATE },
	[PX_OP_POISON_LOCK]	 = { POISON, TAKE, TIME | MINE, PX_MODE_POISON },
	[PX_OP_POISON_TRYLOCK]	 = { POISON, TRY, MINE, PX_MODE_POISON },
	[PX_OP_POISON_UNLOCK]	 = { POISON, UNLOCK },
	[PX_OP_POISON_GET]	 = { POISON, GUARDED },
	[PX_OP_POISON_SET]	 = { POISON, GUARDED, VALUE },
	[PX_OP_POISON_CLEAR]	 = { POISON, GUARDED },
	[PX_OP_POISON_IS]	 = { POISON, GUARDED },
};

static bool takes_no_more(const struct px_op *op, unsigned int takes)
{
	return !(op->flags & ~(takes & MINE ? PX_OP_PROCESS_OWNED : 0)) &&
	       (takes & VALUE || !op->value) &&
	       op->timeout_ns <= (takes & TIME ? px_limits.max_duration_ns : 0);
}

static bool well_formed(const struct px_op *op)
{
	return op->opcode < ARRAY_SIZE(actions) && actions[op->opcode].verb &&
	       op->name[0] && memchr(op->name, '\0', sizeof(op->name)) &&
	       takes_no_more(op, actions[op->opcode].takes);
}

/* What needs no sleep but the set's lock; -EINPROGRESS: the rest of it does. */
static int act_locked(struct px_objects *set, struct px_op *op, struct object **found)
{
	const struct action *action = &actions[op->opcode];
	struct object *o;

	if (action->verb == CREATE)
		return create(set, action->kind, op);
	o = find_object(set, op->name);
	if (!o)
		return -ENOENT;
	if (o->kind != action->kind)
		return -EPROTOTYPE;
	if (action->verb == COUNT)
		return count(set, o, op);
	*found = o;
	return -EINPROGRESS;
}

/* By a stand-in, whose answer must be waited for. */
static int act_on_lock(struct px_objects *set, struct object *o, const struct px_op *op,
		       const struct px_call_ctx *whose)
{
	const struct action *action = &actions[op->opcode];

	switch (action->verb) {
	case UNLOCK:
		return px_held_locks_unlock(&set->holds, &o->lock, op->owner);
	case DOWNGRADE:
		return px_held_locks_downgrade(&set->holds, &o->lock, op->owner);
	default:
		return px_held_locks_take(&set->holds, &o->lock, whose, action->mode,
				     action->verb == TRY, op->timeout_ns);
	}
}

int px_objects_op(struct px_objects *set, struct px_op *op, enum px_wait_mode patience)
{
	const struct px_call_ctx whose = {
		.instance = set->instance, .object = op->name, .party = px_lock_owner_of(op),
	};
	struct object *o;
	int err;

	if (!well_formed(op))
		return -EINVAL;
	mutex_lock(&set->lock);
	err = act_locked(set, op, &o);
	mutex_unlock(&set->lock);
	if (err != -EINPROGRESS)
		return err;
	switch (actions[op->opcode].verb) {
	case MAIL:
		return px_chan_object_op(o->box, op, &whose, patience);
	case GUARDED:
		return guarded(set, o, op);
	default:
		return patience == PX_NOWAIT ? -EAGAIN : act_on_lock(set, o, op, &whose);
	}
}

/* Objects stay as long as the set: only the way from one to the next needs the lock. */
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

	px_held_locks_flush(&set->holds, process);
	while ((o = next_object(set, o)))
		if (o->kind == CHAN)
			px_chan_object_flush(o->box, process);
}

void px_objects_show(struct px_objects *set, struct seq_file *m)
{
	struct object *o;

	mutex_lock(&set->lock);
	list_for_each_entry(o, &set->list, node) {
		seq_printf(m, "%s:\t%s", kind_names[o->kind], o->name);
		if (o->kind == ARC)
			seq_printf(m, " count %u%s", px_arc_count(&o->arc),
				   o->released ? " released" : "");
		else if (o->kind == CHAN)
			px_chan_object_show(o->box, m);
		else
			px_held_locks_show(&set->holds, &o->lock, m);
		if (o->kind == POISON && px_poison_is_poisoned(&o->lock.poison))
			seq_puts(m, ", poisoned");
		seq_putc(m, '\n');
	}
	mutex_unlock(&set->lock);
}
