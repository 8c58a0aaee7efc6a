/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * trace: the events of the system "parallax" in tracefs. Off, each is a jump
 * that is not taken.
 *
 * An instance is called by the number that its fdinfo has, a run by its
 * workload. px_op is what a caller asked for and got. Between px_block and
 * px_wake somebody waits, in the context of the thread that sleeps: a stand-in
 * for a lock (px/PID, where PID is the caller's), else the caller itself. A
 * worker that waits in a step has no object but its run's: there the name is
 * empty, and the owner is the worker.
 */
#undef TRACE_SYSTEM
#define TRACE_SYSTEM parallax

#if !defined(PX_KMOD_TRACE_H) || defined(TRACE_HEADER_MULTI_READ)
#define PX_KMOD_TRACE_H

#include <linux/string.h>
#include <linux/tracepoint.h>
#include "uapi/parallax.h"

#define PX_TRACE_OPCODES(each, last)						\
	each(PX_OP_MUTEX_NEW, "mutex_new")					\
	each(PX_OP_MUTEX_LOCK, "mutex_lock")					\
	each(PX_OP_MUTEX_TRYLOCK, "mutex_trylock")				\
	each(PX_OP_MUTEX_UNLOCK, "mutex_unlock")				\
	each(PX_OP_RWLOCK_NEW, "rwlock_new")					\
	each(PX_OP_RWLOCK_READ, "rwlock_read")					\
	each(PX_OP_RWLOCK_WRITE, "rwlock_write")				\
	each(PX_OP_RWLOCK_READ_TRY, "rwlock_read_try")				\
	each(PX_OP_RWLOCK_WRITE_TRY, "rwlock_write_try")			\
	each(PX_OP_RWLOCK_DOWNGRADE, "rwlock_downgrade")			\
	each(PX_OP_RWLOCK_UNLOCK, "rwlock_unlock")				\
	each(PX_OP_ARC_NEW, "arc_new")						\
	each(PX_OP_ARC_GET, "arc_get")						\
	each(PX_OP_ARC_PUT, "arc_put")						\
	each(PX_OP_ARC_UPGRADE, "arc_upgrade")					\
	each(PX_OP_ARC_COUNT, "arc_count")					\
	each(PX_OP_CHAN_NEW, "chan_new")					\
	each(PX_OP_CHAN_SEND, "chan_send")					\
	each(PX_OP_CHAN_TRY_SEND, "chan_try_send")				\
	each(PX_OP_CHAN_RECV, "chan_recv")					\
	each(PX_OP_CHAN_TRY_RECV, "chan_try_recv")				\
	each(PX_OP_CHAN_CLONE, "chan_clone")					\
	each(PX_OP_CHAN_CLOSE_SENDER, "chan_close_sender")			\
	each(PX_OP_CHAN_TAKE_RECEIVER, "chan_take_receiver")			\
	each(PX_OP_CHAN_CLOSE_RECEIVER, "chan_close_receiver")			\
	each(PX_OP_CHAN_COUNT, "chan_count")					\
	each(PX_OP_POISON_NEW, "poison_new")					\
	each(PX_OP_POISON_LOCK, "poison_lock")					\
	each(PX_OP_POISON_TRYLOCK, "poison_trylock")				\
	each(PX_OP_POISON_UNLOCK, "poison_unlock")				\
	each(PX_OP_POISON_GET, "poison_get")					\
	each(PX_OP_POISON_SET, "poison_set")					\
	each(PX_OP_POISON_CLEAR, "poison_clear")				\
	last(PX_OP_POISON_IS, "poison_is")

/* For programs that read an event's format: the numbers behind the names. */
#define PX_TRACE_ENUM(opcode, name)	TRACE_DEFINE_ENUM(opcode);
PX_TRACE_OPCODES(PX_TRACE_ENUM, PX_TRACE_ENUM)

#define PX_TRACE_NAME(opcode, name)	{ opcode, name },
#define PX_TRACE_LAST(opcode, name)	{ opcode, name }

TRACE_EVENT(px_run_begin,

	TP_PROTO(u32 instance, const char *workload, u32 workers),

	TP_ARGS(instance, workload, workers),

	TP_STRUCT__entry(
		__field(u32, instance)
		__field(u32, workers)
		__array(char, workload, PX_NAME_SIZE)
	),

	TP_fast_assign(
		__entry->instance = instance;
		__entry->workers = workers;
		strscpy(__entry->workload, workload, PX_NAME_SIZE);
	),

	TP_printk("instance=%u workload=%s workers=%u",
		  __entry->instance, __entry->workload, __entry->workers)
);

TRACE_EVENT(px_run_end,

	TP_PROTO(u32 instance, const char *workload, u32 workers, u64 ops, int error),

	TP_ARGS(instance, workload, workers, ops, error),

	TP_STRUCT__entry(
		__field(u32, instance)
		__field(u32, workers)
		__field(u64, ops)
		__field(int, error)
		__array(char, workload, PX_NAME_SIZE)
	),

	TP_fast_assign(
		__entry->instance = instance;
		__entry->workers = workers;
		__entry->ops = ops;
		__entry->error = error;
		strscpy(__entry->workload, workload, PX_NAME_SIZE);
	),

	TP_printk("instance=%u workload=%s workers=%u ops=%llu error=%d",
		  __entry->instance, __entry->workload, __entry->workers, __entry->ops,
		  __entry->error)
);

/* A refused op may be anything: a name without an end, an opcode without a name. */
TRACE_EVENT(px_op,

	TP_PROTO(u32 instance, const struct px_op *op, int result),

	TP_ARGS(instance, op, result),

	TP_STRUCT__entry(
		__field(u32, instance)
		__field(u32, opcode)
		__field(u32, owner)
		__field(int, result)
		__array(char, object, PX_NAME_SIZE)
	),

	TP_fast_assign(
		__entry->instance = instance;
		__entry->opcode = op->opcode;
		__entry->owner = op->owner;
		__entry->result = result;
		strscpy(__entry->object, op->name, PX_NAME_SIZE);
	),

	TP_printk("instance=%u object=%s op=%s owner=%u result=%d",
		  __entry->instance, __entry->object,
		  __print_symbolic(__entry->opcode,
				   PX_TRACE_OPCODES(PX_TRACE_NAME, PX_TRACE_LAST)),
		  __entry->owner, __entry->result)
);

TRACE_EVENT(px_block,

	TP_PROTO(u32 instance, const char *object, u32 owner),

	TP_ARGS(instance, object, owner),

	TP_STRUCT__entry(
		__field(u32, instance)
		__field(u32, owner)
		__array(char, object, PX_NAME_SIZE)
	),

	TP_fast_assign(
		__entry->instance = instance;
		__entry->owner = owner;
		strscpy(__entry->object, object, PX_NAME_SIZE);
	),

	TP_printk("instance=%u object=%s owner=%u",
		  __entry->instance, __entry->object, __entry->owner)
);

TRACE_EVENT(px_wake,

	TP_PROTO(u32 instance, const char *object, u32 owner, int result, u64 waited_ns),

	TP_ARGS(instance, object, owner, result, waited_ns),

	TP_STRUCT__entry(
		__field(u32, instance)
		__field(u32, owner)
		__field(int, result)
		__field(u64, waited_ns)
		__array(char, object, PX_NAME_SIZE)
	),

	TP_fast_assign(
		__entry->instance = instance;
		__entry->owner = owner;
		__entry->result = result;
		__entry->waited_ns = waited_ns;
		strscpy(__entry->object, object, PX_NAME_SIZE);
	),

	TP_printk("instance=%u object=%s owner=%u result=%d waited_ns=%llu",
		  __entry->instance, __entry->object, __entry->owner, __entry->result,
		  __entry->waited_ns)
);

/* Does anybody look at how long something waits? Costs a jump that is not taken. */
#ifndef PX_TRACES_WAITS
#define PX_TRACES_WAITS
static inline bool px_traces_waits(void)
{
	return trace_px_block_enabled() || trace_px_wake_enabled();
}
#endif

#endif /* PX_KMOD_TRACE_H */

/* Found by -iquote, as every header of ours. */
#undef TRACE_INCLUDE_PATH
#define TRACE_INCLUDE_PATH .
#undef TRACE_INCLUDE_FILE
#define TRACE_INCLUDE_FILE trace
#include <trace/define_trace.h>
