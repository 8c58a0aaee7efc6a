/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * host: what the harness needs of the world it runs in: memory, a clock, the
 * CPUs, and an account of the calling thread. Never used in a measured step,
 * unless one step takes so long that it looks at the clock and breathes.
 */
#ifndef PX_CONTRACT_OS_H
#define PX_CONTRACT_OS_H

#include "base/types.h"

/* Zeroed memory that begins at a cache line, or NULL. May sleep. */
static inline void *px_os_alloc(size_t size);

/* Gives it back; NULL is nothing. */
static inline void px_os_free(void *memory);

/*
 * As alloc and free, for data as large as somebody asks for: all of it together
 * is held within the host's bound, beyond which there is NULL.
 */
static inline void *px_os_alloc_data(size_t size);
static inline void px_os_free_data(void *memory, size_t size);

/* Nanoseconds of a clock that never steps back. */
static inline u64 px_os_now(void);

/* Sleeps at least so long. */
static inline void px_os_sleep(u64 ns);

/* A chance for other threads, for one that has been busy for a while. */
static inline void px_os_resched(void);

/* The calling thread is being killed: then what takes long had better end. */
static inline bool px_os_fatal_signal(void);

/* A signal asks the calling thread to give up what it waits for; never in user space. */
static inline bool px_os_interrupted(void);

/* The n-th CPU that the caller may run on, counted round and round from 0. */
static inline u32 px_os_cpu(u32 n);

/* From now on the caller runs on that CPU only: 0, or -EINVAL if it may not. */
static inline int px_os_pin(u32 cpu);

struct px_thread_usage {
	u64 cpu_ns;		/* CPU time */
	u64 voluntary;		/* context switches because it slept */
	u64 involuntary;	/* context switches because it had to */
};

/* What the calling thread has used since it began. */
static inline void px_os_thread_usage(struct px_thread_usage *u);

#endif /* PX_CONTRACT_OS_H */
