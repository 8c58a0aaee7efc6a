// SPDX-License-Identifier: GPL-2.0-only
/* The order of CPUs, on machines that are made up. */
#include <stdlib.h>
#include <string.h>
#include "cpu_order.h"
#include "tests/tap.h"

/* One machine. Lists are "0 1 2". */
struct machine {
	const char *name;
	const char *cores;	/* the core of CPU 0, 1, … */
	const char *allowed;	/* NULL: all */
	const char *order;
};

static const struct machine machines[] = {
	{ "one CPU", "0", NULL, "0" },
	{ "two cores", "0 1", NULL, "1 0" },
	{ "four cores", "0 1 2 3", NULL, "1 2 3 0" },
	{ "one core with two threads", "0 0", NULL, "1 0" },
	{ "two cores, siblings are neighbours", "0 0 2 2", NULL, "2 1 3 0" },
	{ "two cores, siblings are apart", "0 1 0 1", NULL, "1 2 3 0" },
	{ "four cores, siblings are apart", "0 1 2 3 0 1 2 3", NULL, "1 2 3 4 5 6 7 0" },
	{ "two cores with four threads", "0 0 0 0 4 4 4 4", NULL, "4 1 5 2 6 3 7 0" },
	{ "only one core has siblings", "0 1 2 2", NULL, "1 2 0 3" },
	{ "not on CPU 0", "0 0 2 2", "1 2 3", "2 1 3" },
	{ "siblings only", "0 1 2 0 1 2", "4 1", "1 4" },
	{ "a mask of one", "0 1 2 3", "2", "2" },
	{ "only CPU 0", "0 1", "0", "0" },
};

static void read_machine(const struct machine *m, struct px_cpu_cores *cores, cpu_set_t *allowed)
{
	char *rest = (char *)m->cores;
	uint32_t nr = 0;

	for (uint32_t cpu = 0; cpu < CPU_SETSIZE; cpu++)
		cores->core[cpu] = (uint16_t)cpu;
	CPU_ZERO(allowed);
	while (*rest) {
		cores->core[nr] = (uint16_t)strtoul(rest, &rest, 10);
		if (!m->allowed)
			CPU_SET(nr, allowed);
		nr++;
	}
	rest = (char *)(m->allowed ? m->allowed : "");
	while (*rest)
		CPU_SET(strtoul(rest, &rest, 10), allowed);
}

static void test_machine(const struct machine *m)
{
	struct px_cpu_cores cores;
	char order[128] = "";
	cpu_set_t allowed;
	uint32_t n;

	read_machine(m, &cores, &allowed);
	for (n = 0; n < (uint32_t)CPU_COUNT(&allowed); n++)
		snprintf(order + strlen(order), sizeof(order) - strlen(order), "%s%u",
			 n ? " " : "", px_cpu_nth(&cores, &allowed, n));
	tap_ok(!strcmp(order, m->order), "%s: %s, expected %s", m->name, order, m->order);
	tap_ok(px_cpu_nth(&cores, &allowed, n) == px_cpu_nth(&cores, &allowed, 0),
	       "%s: the index wraps around", m->name);
}

int main(void)
{
	for (size_t i = 0; i < sizeof(machines) / sizeof(*machines); i++)
		test_machine(&machines[i]);
	tap_ok(px_cpu_cores()->core[0] == 0, "CPU 0 of this machine is the first of its core");
	return tap_done();
}
