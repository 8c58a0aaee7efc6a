// SPDX-License-Identifier: GPL-2.0-only
/*
 * Right: what s1_per_cpu_shared.c does, by way of the one function that may
 * turn a per-CPU pointer into this CPU's own.
 *
 * claims: S1
 * expect: sparse passes
 * expect: gcc passes
 */
#ifdef __CHECKER__
#define per_cpu	__attribute__((noderef, address_space(__percpu)))
#define force	__attribute__((force))
#else
#define per_cpu
#define force
#endif

long *mine(long per_cpu *base, unsigned long this_cpu_offset);
long read_mine(long per_cpu *count, unsigned long this_cpu_offset);

long *mine(long per_cpu *base, unsigned long this_cpu_offset)
{
	return (long *)((force unsigned long)base + this_cpu_offset);
}

long read_mine(long per_cpu *count, unsigned long this_cpu_offset)
{
	return *mine(count, this_cpu_offset);
}
