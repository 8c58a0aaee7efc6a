// SPDX-License-Identifier: GPL-2.0-only
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#ifdef __GLIBC__
#include <gnu/libc-version.h>
#endif
#include "environment_parts.h"
#include "process_limits.h"
#include "read_line.h"
#include "source_hash.h"

#ifndef PX_USER_FLAGS
#define PX_USER_FLAGS	""
#endif

#define SET(field, text)	snprintf(field, sizeof(field), "%s", text)

static void read_builds(struct px_environment *environment, const struct px_info *module)
{
#ifdef __GLIBC__
	snprintf(environment->libc, sizeof(environment->libc), "glibc %s",
		 gnu_get_libc_version());
#endif
#ifdef __clang__
	SET(environment->user_compiler, "clang " __clang_version__);
#else
	SET(environment->user_compiler, "gcc " __VERSION__);
#endif
	SET(environment->user_flags, PX_USER_FLAGS);
	SET(environment->user_hash, px_shared_hash);
	SET(environment->user_own_hash, px_program_hash);
	if (!module)
		return;
	environment->has_module = true;
	environment->debug = module->debug;
	SET(environment->module_compiler, module->compiler);
	SET(environment->module_hash, module->source_hash);
	SET(environment->module_own_hash, module->module_hash);
}

/* The ticks of all CPUs. Steal time is the eighth number; user time includes guest time. */
static void read_steal(uint64_t *steal, uint64_t *cpu)
{
	uint64_t ticks[8] = { 0 };
	char text[256], *rest = text + strlen("cpu");

	px_read_line(text, sizeof(text), "/proc/stat");
	if (strncmp(text, "cpu ", strlen("cpu ")))
		return;
	for (size_t i = 0; i < 8; i++)
		ticks[i] = strtoull(rest, &rest, 10);
	*steal = ticks[7];
	for (size_t i = 0; i < 8; i++)
		*cpu += ticks[i];
}

int px_environment_read(struct px_environment *environment, const struct px_info *module)
{
	int err;

	memset(environment, 0, sizeof(*environment));
	err = px_environment_kernel(environment, module);
	if (err)
		return err;
	err = px_environment_cpus(environment);
	if (err)
		return err;
	px_environment_cpu_model(environment);
	px_environment_accelerator(environment);	/* after the model */
	read_builds(environment, module);
	px_limits_begin(&environment->limits, "", environment->cpus_online);
	SET(environment->cpus_used, environment->limits.allowed);
	read_steal(&environment->steal_before, &environment->cpu_before);
	return 0;
}

void px_environment_finish(struct px_environment *environment)
{
	read_steal(&environment->steal_after, &environment->cpu_after);
	px_limits_end(&environment->limits, "", environment->cpus_online);
}
