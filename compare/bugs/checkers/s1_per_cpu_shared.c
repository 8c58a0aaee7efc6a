// SPDX-License-Identifier: GPL-2.0-only
/*
 * BROKEN ON PURPOSE: per-CPU data is used like shared data. The annotation is the
 * kernel's __percpu: like a type that is not Sync, it must not be used as a plain
 * pointer.
 *
 * claims: S1
 * corrected: s1_per_cpu.c
 * expect: sparse refused
 * expect: gcc passes
 */
#ifdef __CHECKER__
#define per_cpu	__attribute__((noderef, address_space(__percpu)))
#else
#define per_cpu
#endif

long read_directly(long per_cpu *count);

long read_directly(long per_cpu *count)
{
	return *count;
}
