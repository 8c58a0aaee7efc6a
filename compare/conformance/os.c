// SPDX-License-Identifier: GPL-2.0-only
#include "os.h"
#include "thread.h"
#include "conform.h"

#define BUSY_NS	20000000ull

static void memory(void)
{
	u8 *m = px_os_alloc(3 * PX_CACHELINE + 1);
	u32 i, set = 0;

	px_conform_ok(m && !((unsigned long)m % PX_CACHELINE), "memory is aligned to a cache line");
	for (i = 0; m && i < 3 * PX_CACHELINE + 1; i++)
		set += m[i];
	px_conform_ok(m && !set, "memory is zeroed");
	px_os_free(m);
	px_os_free(NULL);
}

static void clock_advances(void)
{
	u64 before = px_os_now();
	u64 after;

	px_os_sleep(BUSY_NS);
	after = px_os_now();
	px_conform_ok(after - before >= BUSY_NS, "the clock advances while the caller sleeps");
}

static u64 spin(void *arg)
{
	struct px_thread_usage before, after;
	u64 start = px_os_now();

	px_os_thread_usage(&before);
	while (px_os_now() - start < BUSY_NS)
		px_os_resched();
	px_os_sleep(10 * BUSY_NS);
	px_os_thread_usage(&after);
	*(u64 *)arg = after.cpu_ns - before.cpu_ns;
	return after.voluntary - before.voluntary;
}

static void usage(void)
{
	struct px_thread t;
	u64 cpu_ns = 0, slept = 0;

	if (!px_thread_spawn(&t, spin, &cpu_ns))
		px_thread_join(&t, &slept);
	px_conform_ok(cpu_ns > BUSY_NS / 10, "the CPU time of a busy thread is counted");
	px_conform_ok(cpu_ns < 5 * BUSY_NS, "sleep is not counted");
	px_conform_ok(slept > 0, "a sleep is a voluntary context switch");
}

static u64 pin_to_last(void *arg)
{
	u32 cpu = px_os_cpu(1);

	return !px_os_pin(cpu) && px_os_cpu(0) == cpu && px_os_cpu(1) == cpu;
}

static void cpus(void)
{
	struct px_thread t;
	u64 pinned = 0;
	u32 n = 1;

	while (n < 4096 && px_os_cpu(n) != px_os_cpu(0))
		n++;
	px_conform_ok(px_os_cpu(2 * n) == px_os_cpu(0), "the index of a CPU wraps around");
	px_conform_ok(n == 1 || px_os_cpu(0), "CPU 0 is not the first of several CPUs");
	px_conform_ok(px_os_pin(~0u >> 1) == -EINVAL,
		      "pinning to a CPU that does not exist returns -EINVAL");
	if (!px_thread_spawn(&t, pin_to_last, NULL))
		px_thread_join(&t, &pinned);
	px_conform_ok(pinned, "a pinned thread can use that CPU only");
}

static void run(void)
{
	memory();
	clock_advances();
	usage();
	cpus();
}

PX_CONFORM_TEST(os, run);
