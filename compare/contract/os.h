/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * os: what the harness needs of its side: memory, a clock, CPUs, and the
 * resource usage of a thread. A measured step must not use it, unless the step
 * takes so long that it has to check the clock and reschedule.
 */
#ifndef PX_CONTRACT_OS_H
#define PX_CONTRACT_OS_H

#include "base/types.h"

/**
 * px_os_alloc() - Allocate zeroed, cache-line aligned memory.
 * @size: Bytes.
 *
 * Context: Process context. May sleep.
 * Return: The memory, or NULL.
 */
static inline void *px_os_alloc(size_t size);

/**
 * px_os_free() - Free memory of px_os_alloc().
 * @memory: The memory, or NULL.
 *
 * Context: Process context. May sleep.
 */
static inline void px_os_free(void *memory);

/**
 * px_os_alloc_data() - As px_os_alloc(), for a size that a user chooses.
 * @size: Bytes.
 *
 * In the kernel, each user has a limit for such memory, max_user_data, and all have max_data.
 *
 * Context: Process context. May sleep.
 * Return: The memory; NULL if there is none or the limit is reached.
 */
static inline void *px_os_alloc_data(size_t size);

/**
 * px_os_free_data() - Free memory of px_os_alloc_data().
 * @memory: The memory; not NULL.
 * @size: Its size.
 *
 * Context: Process context. May sleep.
 */
static inline void px_os_free_data(void *memory, size_t size);

/**
 * px_os_now() - Read the monotonic clock.
 *
 * Context: Any context.
 * Return: Nanoseconds.
 */
static inline u64 px_os_now(void);

/**
 * px_os_sleep() - Sleep.
 * @ns: The minimum in nanoseconds.
 *
 * Context: Process context. Sleeps.
 */
static inline void px_os_sleep(u64 ns);

/**
 * px_os_sleep_until() - Sleep until a time, unless a word is not 0.
 * @time: The time, by px_os_now().
 * @word: The word. px_os_wake() ends the sleep after the word was set.
 *
 * It may return early without a reason.
 *
 * Context: Process context. Sleeps.
 */
static inline void px_os_sleep_until(u64 time, u32 *word);

/**
 * px_os_wake() - End the sleep of all threads that wait for a word.
 * @word: The word; it is not 0. A full fence lies between the store and this call.
 *
 * Context: Any context but hardware interrupts; in user space also signal handlers.
 */
static inline void px_os_wake(u32 *word);

/**
 * px_os_resched() - Let other threads run, if they need the CPU.
 *
 * Context: Process context. May sleep.
 */
static inline void px_os_resched(void);

/**
 * px_os_fatal_signal() - Is the caller being killed?
 *
 * Context: Process context.
 * Return: true if the caller must end soon; always false in user space, where a
 * killed process does not run.
 */
static inline bool px_os_fatal_signal(void);

/**
 * px_os_interrupted() - Has the caller a pending signal?
 *
 * Context: Process context.
 * Return: true if the caller must stop waiting; always false in user space.
 */
static inline bool px_os_interrupted(void);

/**
 * px_os_cpu() - The n-th CPU that the caller may run on.
 * @n: Index from 0; it wraps around.
 *
 * The order prefers different cores, and other CPUs to CPU 0, which receives most
 * interrupts. First comes one CPU of each core, then the second SMT sibling of each core,
 * and so on. Among these, CPUs of other cores come before those of the core of CPU 0,
 * and lower numbers before higher ones. CPU 0 is the last CPU of its core.
 *
 * Context: Process context.
 * Return: The number of the CPU.
 */
static inline u32 px_os_cpu(u32 n);

/**
 * px_os_pin() - Run the caller on one CPU only.
 * @cpu: The CPU.
 *
 * Context: Process context. May sleep.
 * Return: 0, or -EINVAL if the caller cannot run there.
 */
static inline int px_os_pin(u32 cpu);

/**
 * struct px_thread_usage - What a thread has used since it was created.
 * @cpu_ns: CPU time in nanoseconds.
 * @voluntary: Context switches because the thread slept.
 * @involuntary: Context switches because the thread was preempted.
 */
struct px_thread_usage {
	u64 cpu_ns;
	u64 voluntary;
	u64 involuntary;
};

/**
 * px_os_thread_usage() - Read the calling thread's usage.
 * @u: Receives the usage.
 *
 * Context: Process context. May sleep.
 */
static inline void px_os_thread_usage(struct px_thread_usage *u);

#endif /* PX_CONTRACT_OS_H */
