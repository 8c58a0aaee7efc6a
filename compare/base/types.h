/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * types: fixed-width types, error numbers, alignment, atomic accesses. With them the
 * same source has the same meaning in the kernel and in user space. No other file
 * may use __KERNEL__.
 */
#ifndef PX_TYPES_H
#define PX_TYPES_H

#ifdef __KERNEL__

#include <linux/compiler.h>
#include <linux/errno.h>
#include <linux/lockdep.h>
#include <linux/math64.h>
#include <linux/types.h>

/* The lockdep class of a lock. Each call site that initializes a lock has its own. */
struct px_lock_key {
	struct lock_class_key class;
};

/* A constant that only the program uses; the module is built without it. */
#define PX_PROGRAM_ONLY(type, name)	static const type name __attribute__((unused))

#define px_div(n, d)	div64_u64(n, d)
#define px_full_fence()	smp_mb()

/* Makes the preprocessed text of a workload the same in both builds. */
#undef inline
#undef bool
#undef true
#undef false
#define inline	inline
#define bool	_Bool
#define true	1
#define false	0

#else

#include <errno.h>
#include <stddef.h>
#include <stdint.h>

typedef uint8_t u8;
typedef uint32_t u32;
typedef uint64_t u64;
typedef int64_t s64;

struct px_lock_key {
};

#define PX_PROGRAM_ONLY(type, name)	extern const type name; const type name

#define px_div(n, d)	((u64)(n) / (u64)(d))
#define px_full_fence()	__atomic_thread_fence(__ATOMIC_SEQ_CST)

#define inline	inline
#define bool	_Bool
#define true	1
#define false	0

#endif

/* For the functions of a step: every build must inline them into the loop. */
#define px_inline	inline __attribute__((always_inline))

/* Keeps rare code out of hot code. */
#define px_noinline	__attribute__((__noinline__))

/* Data that different CPUs write must be in different cache lines. */
#define PX_CACHELINE		64
#define px_cacheline_aligned	__attribute__((aligned(PX_CACHELINE)))

/* A compiler barrier. */
#define px_barrier()	__asm__ __volatile__("" : : : "memory")

/*
 * One access to a word that another thread may access too: not torn, relaxed. The
 * builtins are the same text in both builds, and both race detectors know them.
 */
#define px_read_once(x)		__atomic_load_n(&(x), __ATOMIC_RELAXED)
#define px_write_once(x, v)	__atomic_store_n(&(x), v, __ATOMIC_RELAXED)

/* The same with acquire and release order: the two pair with each other. */
#define px_read_acquire(x)	__atomic_load_n(&(x), __ATOMIC_ACQUIRE)
#define px_write_release(x, v)	__atomic_store_n(&(x), v, __ATOMIC_RELEASE)

#define PX_COUNT_OF(a)	(sizeof(a) / sizeof((a)[0]))

#define PX_JOIN_(a, b)	a##b
#define PX_JOIN(a, b)	PX_JOIN_(a, b)

#endif /* PX_TYPES_H */
