// SPDX-License-Identifier: GPL-2.0-only
/*
 * BROKEN ON PURPOSE: a per-CPU datum is used like a shared one. The mark is
 * the kernel's __percpu: like a type that is not Sync, it may not be handed on
 * as a plain pointer.
 *
 * claims: S1
 * neighbour: s1_per_cpu.c
 * expect: sparse refused
 * expect: gcc passes
 */
#ifdef __CHECKER__
#define per_cpu	__attribute__((noderef, address_space(__percpu)))
#else
#define per_cpu
#endif

long read_from_anywhere(long per_cpu *count);

long read_from_anywhere(long per_cpu *count)
{
	return *count;
}
