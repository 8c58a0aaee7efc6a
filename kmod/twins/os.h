/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_OS_H
#define PX_OS_H

#include <linux/cpumask.h>
#include <linux/delay.h>
#include <linux/hrtimer.h>
#include <linux/ktime.h>
#include <linux/log2.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/topology.h>
#include <linux/wait_bit.h>
#include "base/account.h"
#include "base/compat.h"
#include "contract/os.h"

/* A power of two: kmalloc() aligns only these. */
static inline size_t px_os_size(size_t size)
{
	return roundup_pow_of_two(max_t(size_t, size, PX_CACHELINE));
}

/* Charged to the caller's cgroup; fails instead of invoking the OOM killer. */
static inline void *px_os_alloc(size_t size)
{
	return kvzalloc(px_os_size(size), GFP_KERNEL_ACCOUNT | __GFP_RETRY_MAYFAIL | __GFP_NOWARN);
}

static inline void px_os_free(void *memory)
{
	kvfree(memory);
}

/* Behind the memory stands the account that pays for it. */
static inline struct px_account **px_os_payer(void *memory, size_t size)
{
	return memory + ALIGN(size, sizeof(struct px_account *));
}

static inline size_t px_os_data_size(size_t size)
{
	return px_os_size(ALIGN(size, sizeof(struct px_account *)) + sizeof(struct px_account *));
}

static inline void *px_os_alloc_data(size_t size)
{
	size_t whole = px_os_data_size(size);
	struct px_account *account = px_account_charge_data(whole);
	void *memory;

	if (!account)
		return NULL;
	memory = px_os_alloc(whole);
	if (memory)
		*px_os_payer(memory, size) = account;
	else
		px_account_uncharge_data(account, whole);
	return memory;
}

static inline void px_os_free_data(void *memory, size_t size)
{
	struct px_account *account = *px_os_payer(memory, size);

	px_os_free(memory);
	px_account_uncharge_data(account, px_os_data_size(size));
}

static inline u64 px_os_now(void)
{
	return ktime_get_ns();
}

static inline void px_os_sleep(u64 ns)
{
	fsleep(px_div(ns, NSEC_PER_USEC) + 1);
}

/* Idle: such a sleep does not count as load. */
static inline void px_os_sleep_until(u64 time, u32 *word)
{
	ktime_t until = ns_to_ktime(time);

	___wait_var_event(word, READ_ONCE(*word) || px_os_now() >= time, TASK_IDLE, 0, 0,
			  schedule_hrtimeout_range(&until, 0, HRTIMER_MODE_ABS));
}

static inline void px_os_wake(u32 *word)
{
	wake_up_var(word);
}

static inline void px_os_resched(void)
{
	px_cond_resched();
}

static inline bool px_os_fatal_signal(void)
{
	return fatal_signal_pending(current);
}

static inline bool px_os_interrupted(void)
{
	return signal_pending(current);
}

/* How many siblings that the caller may use come before the CPU. CPU 0 is the last of its core. */
static inline u32 px_os_siblings_before(u32 cpu)
{
	u32 sibling, before = 0;

	for_each_cpu_and(sibling, topology_sibling_cpumask(cpu), current->cpus_ptr)
		before += sibling && (sibling < cpu || !cpu);
	return before;
}

/* An offline CPU has no siblings, and no thread can be pinned to it. */
static inline u32 px_os_cpu(u32 n)
{
	u32 nr = 0, sibling, core0, cpu;

	for_each_cpu_and(cpu, current->cpus_ptr, cpu_active_mask)
		nr++;
	n %= max(nr, 1u);
	for (sibling = 0; sibling < nr; sibling++)
		for (core0 = 0; core0 <= 1; core0++)
			for_each_cpu_and(cpu, current->cpus_ptr, cpu_active_mask)
				if (px_os_siblings_before(cpu) == sibling &&
				    cpumask_test_cpu(cpu, topology_sibling_cpumask(0)) == core0 &&
				    !n--)
					return cpu;
	return cpumask_first(current->cpus_ptr);
}

static inline int px_os_pin(u32 cpu)
{
	if (cpu >= nr_cpu_ids)
		return -EINVAL;
	return set_cpus_allowed_ptr(current, cpumask_of(cpu));
}

/* schedule() updates sum_exec_runtime of a running task. */
static inline void px_os_thread_usage(struct px_thread_usage *u)
{
	u->voluntary = current->nvcsw;
	u->involuntary = current->nivcsw;
	schedule();
	u->cpu_ns = current->se.sum_exec_runtime;
}

#endif /* PX_OS_H */
