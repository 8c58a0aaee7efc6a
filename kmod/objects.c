// SPDX-License-Identifier: GPL-2.0-only
#include <linux/seq_file.h>
#include <linux/slab.h>
#include <linux/string.h>
#include "arc.h"
#include "limits.h"
#include "objects.h"

enum kind { MUTEX, RWLOCK, ARC };

static const char *const kind_names[] = { "mutex", "rwlock", "arc" };

struct object {
	struct list_head node;
	char name[PX_NAME_SIZE];
	enum kind kind;
	union px_lock lock;
	struct px_arc arc;
	bool released;			/* the arc's last reference is gone */
};

void px_objects_init(struct px_objects *set, u32 instance)
{
	set->instance = instance;
	mutex_init(&set->lock);
	INIT_LIST_HEAD(&set->list);
	px_holds_init(&set->holds);
}

static void free_object(struct object *o)
{
	if (o->kind == MUTEX)
		mutex_destroy(&o->lock.mutex);
	kfree(o);
}

void px_objects_destroy(struct px_objects *set)
{
	struct object *o, *next;

	px_holds_destroy(&set->holds);
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
	if (set->count >= px_max_objects)
		return -ENOSPC;
	o = new_object(kind, name);
	if (!o)
		return -ENOMEM;
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
	struct px_whose whose = { set->instance, op->actor, op->name };
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
		return px_holds_unlock(&set->holds, &o->lock, op->actor);
	case DOWNGRADE:
		return px_holds_downgrade(&set->holds, &o->lock, op->actor);
	default:
		return px_holds_take(&set->holds, &o->lock, &whose, action->mode,
				     action->verb == TRY, op->timeout_ns);
	}
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
		else
			px_holds_show(&set->holds, &o->lock, m);
		seq_putc(m, '\n');
	}
	mutex_unlock(&set->lock);
}
