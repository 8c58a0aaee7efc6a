// SPDX-License-Identifier: GPL-2.0-only
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>
#include "arc.h"
#include "limits.h"
#include "objects.h"
#include "standin.h"

enum kind { MUTEX, RWLOCK, ARC };

static const char *const kind_names[] = { "mutex", "rwlock", "arc" };
static const char *const mode_names[] = { "held", "read", "written" };

struct object {
	struct list_head node;
	char name[PX_NAME_SIZE];
	enum kind kind;
	union px_lock lock;
	struct px_arc arc;
	bool released;			/* the arc's last reference is gone */
};

/*
 * A lock held or awaited. While it is awaited it is the caller's who waits;
 * once granted, whoever takes it off the list may end it.
 */
struct hold {
	struct list_head node;
	struct object *object;
	u32 actor;
	bool granted;
	struct px_standin standin;
};

void px_objects_init(struct px_objects *set)
{
	mutex_init(&set->lock);
	INIT_LIST_HEAD(&set->objects);
	INIT_LIST_HEAD(&set->holds);
}

static void free_hold(struct px_objects *set, struct hold *hold)
{
	kfree(hold);
	px_threads_give(1);
	mutex_lock(&set->lock);
	set->nr_holds--;
	mutex_unlock(&set->lock);
}

static void free_object(struct object *o)
{
	if (o->kind == MUTEX)
		mutex_destroy(&o->lock.mutex);
	kfree(o);
}

void px_objects_destroy(struct px_objects *set)
{
	struct object *o, *next_object;
	struct hold *h, *next_hold;

	list_for_each_entry_safe(h, next_hold, &set->holds, node) {
		px_standin_release(&h->standin);
		free_hold(set, h);
	}
	list_for_each_entry_safe(o, next_object, &set->objects, node)
		free_object(o);
	mutex_destroy(&set->lock);
}

static struct object *find_object(struct px_objects *set, const char *name)
{
	struct object *o;

	lockdep_assert_held(&set->lock);
	list_for_each_entry(o, &set->objects, node)
		if (!strcmp(o->name, name))
			return o;
	return NULL;
}

static struct object *new_object(enum kind kind, const char *name)
{
	struct object *o = kzalloc(sizeof(*o), GFP_KERNEL_ACCOUNT);

	if (!o)
		return NULL;
	strscpy(o->name, name, sizeof(o->name));
	o->kind = kind;
	if (kind == MUTEX)
		mutex_init(&o->lock.mutex);
	else if (kind == RWLOCK)
		init_rwsem(&o->lock.rwsem);
	else
		px_arc_init(&o->arc);
	return o;
}

static int create(struct px_objects *set, enum kind kind, const char *name)
{
	struct object *o;

	lockdep_assert_held(&set->lock);
	if (find_object(set, name))
		return -EEXIST;
	if (set->nr_objects >= px_max_objects)
		return -ENOSPC;
	o = new_object(kind, name);
	if (!o)
		return -ENOMEM;
	list_add_tail(&o->node, &set->objects);
	set->nr_objects++;
	return 0;
}

static struct hold *new_hold(struct px_objects *set, struct object *o, u32 actor)
{
	struct hold *h = ERR_PTR(-ENOSPC);
	int err;

	mutex_lock(&set->lock);
	if (set->nr_holds >= px_max_holds)
		goto unlock;
	err = px_threads_take(1);
	h = err ? ERR_PTR(err) : kzalloc(sizeof(*h), GFP_KERNEL_ACCOUNT);
	if (!h) {
		px_threads_give(1);
		h = ERR_PTR(-ENOMEM);
	}
	if (IS_ERR(h))
		goto unlock;
	h->object = o;
	h->actor = actor;
	list_add_tail(&h->node, &set->holds);
	set->nr_holds++;
unlock:
	mutex_unlock(&set->lock);
	return h;
}

static int take(struct px_objects *set, struct object *o, struct px_op *op,
		enum px_mode mode, bool try)
{
	struct hold *h = new_hold(set, o, op->actor);
	int err;

	if (IS_ERR(h))
		return PTR_ERR(h);
	err = px_standin_take(&h->standin, &o->lock, mode, try, op->timeout_ns);
	mutex_lock(&set->lock);
	if (err)
		list_del(&h->node);
	else
		h->granted = true;
	mutex_unlock(&set->lock);
	if (err)
		free_hold(set, h);
	return err;
}

/* The actor's latest hold of the object, taken off the list; or NULL. */
static struct hold *claim(struct px_objects *set, struct object *o, u32 actor,
			  bool writers_only)
{
	struct hold *h, *found = NULL;

	mutex_lock(&set->lock);
	list_for_each_entry_reverse(h, &set->holds, node) {
		if (h->object != o || h->actor != actor || !h->granted)
			continue;
		if (writers_only && h->standin.mode != PX_MODE_WRITE)
			continue;
		found = h;
		list_del(&h->node);
		break;
	}
	mutex_unlock(&set->lock);
	return found;
}

static int unlock(struct px_objects *set, struct object *o, struct px_op *op)
{
	struct hold *h = claim(set, o, op->actor, false);

	if (!h)
		return -EPERM;
	px_standin_release(&h->standin);
	free_hold(set, h);
	return 0;
}

static int downgrade(struct px_objects *set, struct object *o, struct px_op *op)
{
	struct hold *h = claim(set, o, op->actor, true);

	if (!h)
		return -EPERM;
	px_standin_downgrade(&h->standin);
	mutex_lock(&set->lock);
	list_add_tail(&h->node, &set->holds);
	mutex_unlock(&set->lock);
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

/* What an opcode does, to which kind of object. */
static const struct action {
	enum kind kind;
	enum { CREATE = 1, TAKE, TRY, UNLOCK, DOWNGRADE, COUNT } verb;
	enum px_mode mode;
} actions[] = {
	[PX_OP_MUTEX_NEW]	 = { MUTEX, CREATE },
	[PX_OP_MUTEX_LOCK]	 = { MUTEX, TAKE, PX_MODE_MUTEX },
	[PX_OP_MUTEX_TRYLOCK]	 = { MUTEX, TRY, PX_MODE_MUTEX },
	[PX_OP_MUTEX_UNLOCK]	 = { MUTEX, UNLOCK },
	[PX_OP_RWLOCK_NEW]	 = { RWLOCK, CREATE },
	[PX_OP_RWLOCK_READ]	 = { RWLOCK, TAKE, PX_MODE_READ },
	[PX_OP_RWLOCK_WRITE]	 = { RWLOCK, TAKE, PX_MODE_WRITE },
	[PX_OP_RWLOCK_READ_TRY]	 = { RWLOCK, TRY, PX_MODE_READ },
	[PX_OP_RWLOCK_WRITE_TRY] = { RWLOCK, TRY, PX_MODE_WRITE },
	[PX_OP_RWLOCK_DOWNGRADE] = { RWLOCK, DOWNGRADE },
	[PX_OP_RWLOCK_UNLOCK]	 = { RWLOCK, UNLOCK },
	[PX_OP_ARC_NEW]		 = { ARC, CREATE },
	[PX_OP_ARC_GET]		 = { ARC, COUNT },
	[PX_OP_ARC_PUT]		 = { ARC, COUNT },
	[PX_OP_ARC_UPGRADE]	 = { ARC, COUNT },
	[PX_OP_ARC_COUNT]	 = { ARC, COUNT },
};

static bool well_formed(const struct px_op *op)
{
	if (op->flags || op->value || op->opcode >= ARRAY_SIZE(actions) ||
	    !actions[op->opcode].verb)
		return false;
	if (!op->name[0] || !memchr(op->name, '\0', sizeof(op->name)))
		return false;
	return actions[op->opcode].verb == TAKE ?
	       op->timeout_ns <= px_limits.max_duration_ns : !op->timeout_ns;
}

/* What needs no sleep but the set's lock; -EINPROGRESS: the rest of it does. */
static int act_locked(struct px_objects *set, struct px_op *op, struct object **found)
{
	const struct action *action = &actions[op->opcode];
	struct object *o;

	if (action->verb == CREATE)
		return create(set, action->kind, op->name);
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

int px_objects_op(struct px_objects *set, struct px_op *op)
{
	const struct action *action;
	struct object *o;
	int err;

	if (!well_formed(op))
		return -EINVAL;
	mutex_lock(&set->lock);
	err = act_locked(set, op, &o);
	mutex_unlock(&set->lock);
	if (err != -EINPROGRESS)
		return err;
	action = &actions[op->opcode];
	switch (action->verb) {
	case UNLOCK:
		return unlock(set, o, op);
	case DOWNGRADE:
		return downgrade(set, o, op);
	default:
		return take(set, o, op, action->mode, action->verb == TRY);
	}
}

void px_objects_show(struct px_objects *set, struct seq_file *m)
{
	struct object *o;
	struct hold *h;

	mutex_lock(&set->lock);
	list_for_each_entry(o, &set->objects, node) {
		seq_printf(m, "%s:\t%s", kind_names[o->kind], o->name);
		if (o->kind == ARC)
			seq_printf(m, " count %u%s", px_arc_count(&o->arc),
				   o->released ? " released" : "");
		list_for_each_entry(h, &set->holds, node)
			if (h->object == o)
				seq_printf(m, ", %s by actor %u",
					   h->granted ? mode_names[h->standin.mode] :
					   "awaited", h->actor);
		seq_putc(m, '\n');
	}
	mutex_unlock(&set->lock);
}
