/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * trace: the events of the system "parallax" in tracefs. An event that is off
 * costs a jump that is not taken.
 *
 * instance is the number in fdinfo. px_run_begin and px_run_end are a run. px_op is
 * an operation and its result. px_block and px_wake enclose a wait, in the context
 * of the thread that sleeps: a lock proxy (px/PID, with the caller's PID) or the
 * caller. For a worker that waits in a step, object is empty and owner is the
 * worker's number.
 */
#undef TRACE_SYSTEM
#define TRACE_SYSTEM parallax

#if !defined(PX_KMOD_TRACE_H) || defined(TRACE_HEADER_MULTI_READ)
#define PX_KMOD_TRACE_H

#include <linux/ktime.h>
#include <linux/string.h>
#include <linux/tracepoint.h>
#include "call_ctx.h"
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

/* Exports the numbers, for programs that read an event's format. */
#define PX_TRACE_ENUM(opcode, name)	TRACE_DEFINE_ENUM(opcode);
PX_TRACE_OPCODES(PX_TRACE_ENUM, PX_TRACE_ENUM)

#define PX_TRACE_NAME(opcode, name)	{ opcode, name },
#define PX_TRACE_LAST(opcode, name)	{ opcode, name }

/* px_run_begin prints less: the operations and the error of a run are known at its end. */
DECLARE_EVENT_CLASS(px_run,

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

DEFINE_EVENT_PRINT(px_run, px_run_begin,
	TP_PROTO(u32 instance, const char *workload, u32 workers, u64 ops, int error),
	TP_ARGS(instance, workload, workers, ops, error),
	TP_printk("instance=%u workload=%s workers=%u",
		  __entry->instance, __entry->workload, __entry->workers)
);

DEFINE_EVENT(px_run, px_run_end,
	TP_PROTO(u32 instance, const char *workload, u32 workers, u64 ops, int error),
	TP_ARGS(instance, workload, workers, ops, error)
);

/* A refused operation may have any opcode, and a name that is not terminated. */
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

/* px_block prints less: the result of a wait is known at its end. */
DECLARE_EVENT_CLASS(px_wait,

	TP_PROTO(const struct px_call_ctx *ctx, int result, u64 waited_ns),

	TP_ARGS(ctx, result, waited_ns),

	TP_STRUCT__entry(
		__field(u32, instance)
		__field(u32, owner)
		__field(int, result)
		__field(u64, waited_ns)
		__array(char, object, PX_NAME_SIZE)
	),

	TP_fast_assign(
		__entry->instance = ctx->instance;
		__entry->owner = ctx->owner.number;
		__entry->result = result;
		__entry->waited_ns = waited_ns;
		strscpy(__entry->object, ctx->object, PX_NAME_SIZE);
	),

	TP_printk("instance=%u object=%s owner=%u result=%d waited_ns=%llu",
		  __entry->instance, __entry->object, __entry->owner, __entry->result,
		  __entry->waited_ns)
);

DEFINE_EVENT_PRINT(px_wait, px_block,
	TP_PROTO(const struct px_call_ctx *ctx, int result, u64 waited_ns),
	TP_ARGS(ctx, result, waited_ns),
	TP_printk("instance=%u object=%s owner=%u",
		  __entry->instance, __entry->object, __entry->owner)
);

DEFINE_EVENT(px_wait, px_wake,
	TP_PROTO(const struct px_call_ctx *ctx, int result, u64 waited_ns),
	TP_ARGS(ctx, result, waited_ns)
);

#ifndef PX_TRACE_WAIT
#define PX_TRACE_WAIT
/**
 * px_traces_waits() - is px_block or px_wake on?
 *
 * Context: any.
 * Return: true if an event is on. Off, this costs a jump that is not taken.
 */
static inline bool px_traces_waits(void)
{
	return trace_px_block_enabled() || trace_px_wake_enabled();
}

/**
 * px_trace_wait_begin() - trace that a call begins to wait
 * @ctx: the call
 *
 * Context: any.
 * Return: the time, for px_trace_wait_end().
 */
static inline u64 px_trace_wait_begin(const struct px_call_ctx *ctx)
{
	trace_px_block(ctx, 0, 0);
	return ktime_get_ns();
}

/**
 * px_trace_wait_end() - trace that a wait has ended
 * @ctx: the call
 * @result: of the wait: 0 or a negative errno
 * @begin: what px_trace_wait_begin() returned
 *
 * Context: any.
 */
static inline void px_trace_wait_end(const struct px_call_ctx *ctx, int result, u64 begin)
{
	trace_px_wake(ctx, result, ktime_get_ns() - begin);
}
#endif

#endif /* PX_KMOD_TRACE_H */

/* The compiler option -iquote finds this header, as all headers of the module. */
#undef TRACE_INCLUDE_PATH
#define TRACE_INCLUDE_PATH .
#undef TRACE_INCLUDE_FILE
#define TRACE_INCLUDE_FILE trace
#include <trace/define_trace.h>
