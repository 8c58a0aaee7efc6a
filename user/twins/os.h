/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_OS_H
#define PX_OS_H

#include <limits.h>
#include <linux/futex.h>
#include <sched.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "clock.h"
#include "contract/os.h"
#include "cpu_order.h"

static inline size_t px_os_size(size_t size)
{
	return (size + PX_CACHELINE - 1) / PX_CACHELINE * PX_CACHELINE;
}

static inline void *px_os_alloc(size_t size)
{
	void *memory = aligned_alloc(PX_CACHELINE, px_os_size(size));

	return memory ? memset(memory, 0, px_os_size(size)) : NULL;
}

static inline void px_os_free(void *memory)
{
	free(memory);
}

/* There is no limit here: ulimit limits the memory of a process. */
static inline void *px_os_alloc_data(size_t size)
{
	return px_os_alloc(size);
}

static inline void px_os_free_data(void *memory, size_t size)
{
	px_os_free(memory);
}

static inline u64 px_os_now(void)
{
	return px_clock_read(CLOCK_MONOTONIC);
}

static inline void px_os_sleep(u64 ns)
{
	struct timespec left = px_timespec(ns);

	while (nanosleep(&left, &left))
		;
}

/* FUTEX_WAIT_BITSET takes an absolute time of CLOCK_MONOTONIC. */
static inline void px_os_sleep_until(u64 time, u32 *word)
{
	const struct timespec until = px_timespec(time);

	syscall(SYS_futex, word, FUTEX_WAIT_BITSET | FUTEX_PRIVATE_FLAG, 0, &until, NULL,
		FUTEX_BITSET_MATCH_ANY);
}

static inline void px_os_wake(u32 *word)
{
	int saved = errno;

	syscall(SYS_futex, word, FUTEX_WAKE | FUTEX_PRIVATE_FLAG, INT_MAX);
	errno = saved;
}

/* User space is preempted anyway. */
static inline void px_os_resched(void)
{
}

static inline bool px_os_fatal_signal(void)
{
	return false;
}

static inline bool px_os_interrupted(void)
{
	return false;
}

static inline u32 px_os_cpu(u32 n)
{
	cpu_set_t allowed;

	if (sched_getaffinity(0, sizeof(allowed), &allowed))
		return 0;
	return px_cpu_nth(px_cpu_cores(), &allowed, n);
}

static inline int px_os_pin(u32 cpu)
{
	cpu_set_t one;

	CPU_ZERO(&one);
	CPU_SET(cpu, &one);
	return sched_setaffinity(0, sizeof(one), &one) ? -errno : 0;
}

static inline void px_os_thread_usage(struct px_thread_usage *u)
{
	struct rusage r;

	getrusage(RUSAGE_THREAD, &r);
	u->voluntary = (u64)r.ru_nvcsw;
	u->involuntary = (u64)r.ru_nivcsw;
	u->cpu_ns = px_clock_read(CLOCK_THREAD_CPUTIME_ID);
}

#endif /* PX_OS_H */
