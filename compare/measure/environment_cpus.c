// SPDX-License-Identifier: GPL-2.0-only
#ifndef _GNU_SOURCE
#define _GNU_SOURCE		/* sched_getaffinity() */
#endif
#include <dirent.h>
#include <errno.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "environment_parts.h"
#include "read_line.h"

#define CPU_DIR		"/sys/devices/system/cpu"

#define SET(field, text)	snprintf(field, sizeof(field), "%s", text)

static void read_governor(struct px_environment *environment, unsigned int cpu)
{
	char text[PX_ENVIRONMENT_TEXT];

	px_read_line(text, sizeof(text), CPU_DIR "/cpu%u/cpufreq/scaling_governor", cpu);
	if (!text[0])
		return;
	if (environment->governor[0] && strcmp(environment->governor, text))
		SET(environment->governor, "mixed");
	else
		SET(environment->governor, text);
}

static void read_boost(struct px_environment *environment)
{
	char text[8];

	if (!px_read_line(text, sizeof(text), CPU_DIR "/cpufreq/boost"))
		SET(environment->boost, text[0] == '1' ? "on" : "off");
	else if (!px_read_line(text, sizeof(text), CPU_DIR "/intel_pstate/no_turbo"))
		SET(environment->boost, text[0] == '0' ? "on" : "off");
}

/* A list of CPUs, which can be empty. nohz_full is "(null)" if it was never set. */
static void read_list(char *text, const char *file)
{
	if (!px_read_line(text, PX_ENVIRONMENT_TEXT, CPU_DIR "/%s", file) &&
	    (!*text || !strcmp(text, "(null)")))
		snprintf(text, PX_ENVIRONMENT_TEXT, "none");
}

/* "meltdown: Mitigation: PTI | …": the faults of this CPU, and what the kernel does about them. */
static void read_mitigations(struct px_environment *environment)
{
	char text[PX_ENVIRONMENT_TEXT], *all = environment->mitigations;
	const size_t size = sizeof(environment->mitigations);
	struct dirent **files = NULL;
	int nr = scandir(CPU_DIR "/vulnerabilities", &files, NULL, alphasort);

	for (int i = 0; i < nr; i++) {
		const char *name = files[i]->d_name;

		if (name[0] != '.' && strlen(all) < size &&
		    !px_read_line(text, sizeof(text), CPU_DIR "/vulnerabilities/%s", name) &&
		    strcmp(text, "Not affected"))
			snprintf(all + strlen(all), size - strlen(all), "%s%.32s: %s",
				 *all ? " | " : "", name, text);
		free(files[i]);
	}
	free(files);
	if (nr > 0 && !*all)
		SET(environment->mitigations, "none needed");
}

int px_environment_cpus(struct px_environment *environment)
{
	char active[PX_ENVIRONMENT_TEXT];
	cpu_set_t allowed;

	if (sched_getaffinity(0, sizeof(allowed), &allowed))
		return -errno;
	environment->cpus_online = (unsigned int)sysconf(_SC_NPROCESSORS_ONLN);
	environment->cpus_allowed = (unsigned int)CPU_COUNT(&allowed);
	for (unsigned int cpu = 0; cpu < CPU_SETSIZE; cpu++)
		if (CPU_ISSET(cpu, &allowed))
			read_governor(environment, cpu);
	px_read_line(active, sizeof(active), CPU_DIR "/smt/active");
	if (active[0])
		SET(environment->smt, active[0] == '1' ? "on" : "off");
	read_boost(environment);
	read_list(environment->isolated, "isolated");
	read_list(environment->nohz_full, "nohz_full");
	read_mitigations(environment);
	return 0;
}

void px_environment_cpu_model(struct px_environment *environment)
{
	FILE *file = fopen("/proc/cpuinfo", "re");
	char *line = NULL, *value;
	size_t size = 0;

	while (file && !environment->cpu_model[0] && getline(&line, &size, file) > 0) {
		if (strncmp(line, "model name", strlen("model name")))
			continue;
		value = strchr(line, ':');
		if (!value)
			continue;
		value[strcspn(value, "\n")] = '\0';
		SET(environment->cpu_model, value + 1 + strspn(value + 1, " "));
	}
	free(line);
	if (file)
		fclose(file);
	if (!environment->cpu_model[0])
		px_read_line(environment->cpu_model, sizeof(environment->cpu_model),
			     "/proc/device-tree/model");
}
