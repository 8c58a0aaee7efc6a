// SPDX-License-Identifier: GPL-2.0-only
#include <linux/ktime.h>
#include <linux/string.h>
#include "base/limits.h"
#include "op_table.h"

#define TIME	1u	/* deadline_ns */
#define VALUE	2u	/* value */
#define OWNED	4u	/* PX_OP_PROCESS_OWNED */
#define RESULT	8u	/* it returns a value */

static const struct px_op_entry entries[] = {
	[PX_OP_MUTEX_NEW]	 = { PX_MUTEX, PX_DO_CREATE },
	[PX_OP_MUTEX_LOCK]	 = { PX_MUTEX, PX_DO_LOCK, TIME | OWNED, PX_MODE_MUTEX },
	[PX_OP_MUTEX_TRYLOCK]	 = { PX_MUTEX, PX_DO_TRYLOCK, OWNED, PX_MODE_MUTEX },
	[PX_OP_MUTEX_UNLOCK]	 = { PX_MUTEX, PX_DO_UNLOCK },
	[PX_OP_RWLOCK_NEW]	 = { PX_RWLOCK, PX_DO_CREATE },
	[PX_OP_RWLOCK_READ]	 = { PX_RWLOCK, PX_DO_LOCK, TIME | OWNED, PX_MODE_READ },
	[PX_OP_RWLOCK_WRITE]	 = { PX_RWLOCK, PX_DO_LOCK, TIME | OWNED, PX_MODE_WRITE },
	[PX_OP_RWLOCK_READ_TRY]	 = { PX_RWLOCK, PX_DO_TRYLOCK, OWNED, PX_MODE_READ },
	[PX_OP_RWLOCK_WRITE_TRY] = { PX_RWLOCK, PX_DO_TRYLOCK, OWNED, PX_MODE_WRITE },
	[PX_OP_RWLOCK_DOWNGRADE] = { PX_RWLOCK, PX_DO_DOWNGRADE },
	[PX_OP_RWLOCK_UNLOCK]	 = { PX_RWLOCK, PX_DO_UNLOCK },
	[PX_OP_ARC_NEW]		 = { PX_ARC, PX_DO_CREATE },
	[PX_OP_ARC_GET]		 = { PX_ARC, PX_DO_ARC },
	[PX_OP_ARC_PUT]		 = { PX_ARC, PX_DO_ARC, RESULT },
	[PX_OP_ARC_UPGRADE]	 = { PX_ARC, PX_DO_ARC },
	[PX_OP_ARC_COUNT]	 = { PX_ARC, PX_DO_ARC, RESULT },
	[PX_OP_CHAN_NEW]	 = { PX_CHAN, PX_DO_CREATE, VALUE | OWNED },
	[PX_OP_CHAN_SEND]	 = { PX_CHAN, PX_DO_CHAN, VALUE | TIME },
	[PX_OP_CHAN_TRY_SEND]	 = { PX_CHAN, PX_DO_CHAN, VALUE },
	[PX_OP_CHAN_RECV]	 = { PX_CHAN, PX_DO_CHAN, TIME | RESULT },
	[PX_OP_CHAN_TRY_RECV]	 = { PX_CHAN, PX_DO_CHAN, RESULT },
	[PX_OP_CHAN_CLONE]	 = { PX_CHAN, PX_DO_CHAN, OWNED },
	[PX_OP_CHAN_CLOSE_SENDER]   = { PX_CHAN, PX_DO_CHAN },
	[PX_OP_CHAN_TAKE_RECEIVER]  = { PX_CHAN, PX_DO_CHAN, OWNED },
	[PX_OP_CHAN_CLOSE_RECEIVER] = { PX_CHAN, PX_DO_CHAN },
	[PX_OP_CHAN_COUNT]	 = { PX_CHAN, PX_DO_CHAN, RESULT },
	[PX_OP_POISON_NEW]	 = { PX_POISON, PX_DO_CREATE },
	[PX_OP_POISON_LOCK]	 = { PX_POISON, PX_DO_LOCK, TIME | OWNED, PX_MODE_POISON },
	[PX_OP_POISON_TRYLOCK]	 = { PX_POISON, PX_DO_TRYLOCK, OWNED, PX_MODE_POISON },
	[PX_OP_POISON_UNLOCK]	 = { PX_POISON, PX_DO_UNLOCK },
	[PX_OP_POISON_GET]	 = { PX_POISON, PX_DO_POISON, RESULT },
	[PX_OP_POISON_SET]	 = { PX_POISON, PX_DO_POISON, VALUE },
	[PX_OP_POISON_CLEAR]	 = { PX_POISON, PX_DO_POISON },
	[PX_OP_POISON_IS]	 = { PX_POISON, PX_DO_POISON, RESULT },
};

static bool deadline_valid(u64 deadline, bool taken)
{
	return !deadline ||
	       (taken && deadline <= ktime_get_ns() + px_limits.max_duration_ns);
}

static bool arguments_valid(const struct px_op *op, unsigned int takes)
{
	return !(op->flags & ~(takes & OWNED ? PX_OP_PROCESS_OWNED : 0)) &&
	       (takes & VALUE || !op->value) &&
	       deadline_valid(op->deadline_ns, takes & TIME);
}

const struct px_op_entry *px_op_find(const struct px_op *op)
{
	const struct px_op_entry *entry;

	if (op->opcode >= ARRAY_SIZE(entries))
		return NULL;
	entry = &entries[op->opcode];
	return entry->action && arguments_valid(op, entry->takes) ? entry : NULL;
}

bool px_op_returns_value(const struct px_op *op)
{
	return op->opcode < ARRAY_SIZE(entries) && entries[op->opcode].takes & RESULT;
}

/* A name is printed in fdinfo and in the trace: it must not look like more than a name. */
bool px_op_name_valid(const char *name)
{
	size_t length = strnlen(name, PX_NAME_SIZE), i;

	for (i = 0; i < length; i++)
		if (name[i] <= ' ' || name[i] > '~')
			return false;
	return length && length < PX_NAME_SIZE;
}
