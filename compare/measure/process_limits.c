// SPDX-License-Identifier: GPL-2.0-only
#ifndef _GNU_SOURCE
#define _GNU_SOURCE		/* sched_getaffinity() */
#endif
#include <inttypes.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include "process_limits.h"
#include "read_line.h"

/* The group of a session's threads. It counts only in the root cgroup. */
static void read_autogroup(struct px_limits *limits, const char *root)
{
	char text[PX_LIMIT_TEXT], on[8];
	const char *nice;

	px_read_line(on, sizeof(on), "%s/proc/sys/kernel/sched_autogroup_enabled", root);
	px_read_line(text, sizeof(text), "%s/proc/self/autogroup", root);
	nice = strstr(text, " nice ");
	if (on[0] == '1' && nice && strcmp(nice, " nice 0"))
		px_limit_append(limits->cpu, "%.60s", text + 1);
}

/* The kernel exempts root from RLIMIT_NPROC. */
static void read_rlimits(struct px_limits *limits)
{
	struct rlimit r;

	if (!getrlimit(RLIMIT_NPROC, &r) && r.rlim_cur != RLIM_INFINITY && getuid())
		px_limit_threads(limits, r.rlim_cur, "RLIMIT_NPROC %" PRIu64, (uint64_t)r.rlim_cur);
	if (!getrlimit(RLIMIT_CPU, &r) && r.rlim_cur != RLIM_INFINITY)
		px_limit_append(limits->others, "RLIMIT_CPU %" PRIu64 " s", (uint64_t)r.rlim_cur);
}

static void read_limits(struct px_limits *limits, const char *root, unsigned int cpus)
{
	px_cgroup_read(limits, root, cpus);
	read_autogroup(limits, root);
	read_rlimits(limits);
}

/* "0-3,6": the CPUs that this thread may use. */
static void list_cpus(char *text)
{
	unsigned int first, cpu = 0;
	size_t used = 0;
	cpu_set_t set;

	text[0] = '\0';
	if (sched_getaffinity(0, sizeof(set), &set))
		return;
	for (;; cpu++) {
		while (cpu < CPU_SETSIZE && !CPU_ISSET(cpu, &set))
			cpu++;
		if (cpu == CPU_SETSIZE || used >= PX_LIMIT_TEXT)
			return;
		for (first = cpu; cpu + 1 < CPU_SETSIZE && CPU_ISSET(cpu + 1, &set);)
			cpu++;
		used += (size_t)snprintf(text + used, PX_LIMIT_TEXT - used, first == cpu ?
					 "%s%u" : "%s%u-%u", used ? "," : "", first, cpu);
	}
}

void px_limits_begin(struct px_limits *limits, const char *root, unsigned int cpus)
{
	read_limits(limits, root, cpus);
	list_cpus(limits->allowed);
}

static void note_change(struct px_limits *limits, const char *what, const char *before,
			const char *after)
{
	if (strcmp(before, after))
		px_limit_append(limits->changed, "%s: %.40s, then %.40s", what,
				*before ? before : "none", *after ? after : "none");
}

void px_limits_end(struct px_limits *limits, const char *root, unsigned int cpus)
{
	char allowed[PX_LIMIT_TEXT];
	struct px_limits now;

	read_limits(&now, root, cpus);
	list_cpus(allowed);
	note_change(limits, "allowed CPUs", limits->allowed, allowed);
	note_change(limits, "cgroup", limits->cgroup, now.cgroup);
	note_change(limits, "limits of CPU time", limits->cpu, now.cpu);
}
