// SPDX-License-Identifier: GPL-2.0-only
#include "host.h"
#include "thread.h"
#include "conform.h"

#define BUSY_NS	20000000ull

static void memory(void)
{
	u8 *m = px_host_alloc(3 * PX_LINE + 1);
	u32 i, set = 0;

	px_conform_ok(m && !((unsigned long)m % PX_LINE), "memory begins at a cache line");
	for (i = 0; m && i < 3 * PX_LINE + 1; i++)
		set += m[i];
	px_conform_ok(m && !set, "memory is zeroed");
	px_host_free(m);
	px_host_free(NULL);
}

static void clock_goes_on(void)
{
	u64 before = px_host_now();
	u64 after;

	px_host_sleep(BUSY_NS);
	after = px_host_now();
	px_conform_ok(after - before >= BUSY_NS, "the clock goes on while the caller sleeps");
}

static u64 spin(void *arg)
{
	struct px_usage before, after;
	u64 start = px_host_now();

	px_host_usage(&before);
	while (px_host_now() - start < BUSY_NS)
		px_host_breathe();
	px_host_sleep(10 * BUSY_NS);
	px_host_usage(&after);
	*(u64 *)arg = after.cpu_ns - before.cpu_ns;
	return after.voluntary - before.voluntary;
}

static void usage(void)
{
	struct px_thread t;
	u64 cpu_ns = 0, slept = 0;

	if (!px_thread_spawn(&t, spin, &cpu_ns))
		px_thread_join(&t, &slept);
	px_conform_ok(cpu_ns > BUSY_NS / 10, "a busy thread's CPU time is counted");
	px_conform_ok(cpu_ns < 5 * BUSY_NS, "and its sleep is not");
	px_conform_ok(slept > 0, "a sleep is a voluntary switch");
}

static u64 pin_to_last(void *arg)
{
	u32 cpu = px_host_cpu(1);

	return !px_host_pin(cpu) && px_host_cpu(0) == cpu && px_host_cpu(1) == cpu;
}

static void cpus(void)
{
	struct px_thread t;
	u64 pinned = 0;
	u32 n = 1;

	while (n < 4096 && px_host_cpu(n) != px_host_cpu(0))
		n++;
	px_conform_ok(px_host_cpu(2 * n) == px_host_cpu(0), "CPUs are counted round and round");
	px_conform_ok(px_host_pin(~0u >> 1) == -EINVAL, "there is no pinning to no CPU");
	if (!px_thread_spawn(&t, pin_to_last, NULL))
		px_thread_join(&t, &pinned);
	px_conform_ok(pinned, "a pinned thread may use that CPU only");
}

static void run(void)
{
	memory();
	clock_goes_on();
	usage();
	cpus();
}

PX_CONFORM_TEST(host, run);
