/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * owned_calls: the calls in progress that acquire something for their process alone
 * (PX_OP_PROCESS_OWNED, PX_IOC_ATTACH). If another thread of the process closes the file
 * during such a call, the call must give back what it has acquired: no later close would.
 */
#ifndef PX_KMOD_OWNED_CALLS_H
#define PX_KMOD_OWNED_CALLS_H

#include <linux/list.h>
#include <linux/pid.h>
#include <linux/sched/signal.h>
#include <linux/spinlock.h>

struct px_owned_calls {
	spinlock_t lock;	/* protects list and its entries */
	struct list_head list;
};

/* On the caller's stack. */
struct px_owned_call {
	struct list_head node;
	struct pid *process;
	bool closed;		/* the process has closed the file meanwhile */
};

/**
 * px_owned_calls_init() - initialise an empty set
 * @set: the calls
 *
 * Context: any.
 */
static inline void px_owned_calls_init(struct px_owned_calls *set)
{
	spin_lock_init(&set->lock);
	INIT_LIST_HEAD(&set->list);
}

/**
 * px_owned_calls_begin() - a call of the current process begins
 * @set: the calls
 * @call: the call
 *
 * Context: process.
 */
static inline void px_owned_calls_begin(struct px_owned_calls *set, struct px_owned_call *call)
{
	call->process = task_tgid(current);
	call->closed = false;
	spin_lock(&set->lock);
	list_add(&call->node, &set->list);
	spin_unlock(&set->lock);
}

/**
 * px_owned_calls_end() - a call ends
 * @set: the calls
 * @call: the call, begun
 *
 * Context: process.
 * Return: true if its process has closed the file since the call began.
 */
static inline bool px_owned_calls_end(struct px_owned_calls *set, struct px_owned_call *call)
{
	spin_lock(&set->lock);
	list_del(&call->node);
	spin_unlock(&set->lock);
	return call->closed;
}

/**
 * px_owned_calls_flush() - a process closes the file
 * @set: the calls
 * @process: the process
 *
 * Context: process.
 */
static inline void px_owned_calls_flush(struct px_owned_calls *set, struct pid *process)
{
	struct px_owned_call *call;

	spin_lock(&set->lock);
	list_for_each_entry(call, &set->list, node)
		call->closed |= call->process == process;
	spin_unlock(&set->lock);
}

#endif /* PX_KMOD_OWNED_CALLS_H */
