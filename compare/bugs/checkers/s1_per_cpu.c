// SPDX-License-Identifier: GPL-2.0-only
/*
 * Correct: s1_per_cpu_shared.c with the one function that may convert a per-CPU
 * pointer into a pointer to this CPU's data.
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

long *this_cpu_pointer(long per_cpu *base, unsigned long this_cpu_offset);
long read_this_cpu(long per_cpu *count, unsigned long this_cpu_offset);

long *this_cpu_pointer(long per_cpu *base, unsigned long this_cpu_offset)
{
	return (long *)((force unsigned long)base + this_cpu_offset);
}

long read_this_cpu(long per_cpu *count, unsigned long this_cpu_offset)
{
	return *this_cpu_pointer(count, this_cpu_offset);
}
