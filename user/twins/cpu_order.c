// SPDX-License-Identifier: GPL-2.0-only
#include <pthread.h>
#include <stdio.h>
#include <unistd.h>
#include "cpu_order.h"

static struct px_cpu_cores this_machine;

/* The list begins with its lowest number. */
static u32 read_core(u32 cpu)
{
	char path[80];
	u32 first = cpu;
	FILE *file;

	snprintf(path, sizeof(path), "/sys/devices/system/cpu/cpu%u/topology/thread_siblings_list",
		 cpu);
	file = fopen(path, "re");
	if (!file)
		return cpu;
	if (fscanf(file, "%u", &first) != 1 || first >= CPU_SETSIZE)
		first = cpu;
	fclose(file);
	return first;
}

static void read_cores(void)
{
	long configured = sysconf(_SC_NPROCESSORS_CONF);

	for (u32 cpu = 0; cpu < CPU_SETSIZE; cpu++)
		this_machine.core[cpu] = (uint16_t)(cpu < configured ? read_core(cpu) : cpu);
}

const struct px_cpu_cores *px_cpu_cores(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, read_cores);
	return &this_machine;
}

/* How many allowed siblings of each CPU come before it. CPU 0 is the last of its core. */
static void count_before(const struct px_cpu_cores *cores, const cpu_set_t *allowed,
			 uint16_t *before)
{
	uint16_t seen[CPU_SETSIZE] = { 0 };

	for (u32 i = 1; i <= CPU_SETSIZE; i++) {
		u32 cpu = i % CPU_SETSIZE;

		if (CPU_ISSET(cpu, allowed))
			before[cpu] = seen[cores->core[cpu]]++;
	}
}

u32 px_cpu_nth(const struct px_cpu_cores *cores, const cpu_set_t *allowed, u32 n)
{
	uint16_t before[CPU_SETSIZE];
	u32 nth = n % (u32)CPU_COUNT(allowed);

	count_before(cores, allowed, before);
	for (u32 sibling = 0; sibling < CPU_SETSIZE; sibling++)
		for (u32 core0 = 0; core0 <= 1; core0++)
			for (u32 cpu = 0; cpu < CPU_SETSIZE; cpu++)
				if (CPU_ISSET(cpu, allowed) && before[cpu] == sibling &&
				    (cores->core[cpu] == cores->core[0]) == core0 && !nth--)
					return cpu;
	return 0;
}
