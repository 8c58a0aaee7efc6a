// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <sys/utsname.h>
#include "environment_parts.h"
#include "read_line.h"

#define SET(field, text)	snprintf(field, sizeof(field), "%s", text)

/* "none voluntary (full)": the model in use is in parentheses. */
static bool preempt_from_debugfs(struct px_environment *environment)
{
	char text[PX_ENVIRONMENT_TEXT], *open;

	px_read_line(text, sizeof(text), "/sys/kernel/debug/sched/preempt");
	open = strchr(text, '(');
	if (!open)
		return false;
	open[strcspn(open, ")")] = '\0';
	SET(environment->preempt, open + 1);
	return true;
}

/* Without the module. "dynamic": chosen at boot, and not known here. */
static void preempt_from_version(struct px_environment *environment, const char *version)
{
	if (strstr(version, "PREEMPT_RT"))
		SET(environment->preempt, "rt");
	else if (preempt_from_debugfs(environment))
		return;
	else if (strstr(version, "PREEMPT_DYNAMIC"))
		SET(environment->preempt, "dynamic");
	else if (strstr(version, "PREEMPT_LAZY"))
		SET(environment->preempt, "lazy");
	else if (strstr(version, "PREEMPT"))
		SET(environment->preempt, "full");
}

static void preempt_from_module(struct px_environment *environment, uint32_t preempt)
{
	static const char *const names[] = {
		[PX_PREEMPT_UNKNOWN] = "",
		[PX_PREEMPT_NONE] = "none",
		[PX_PREEMPT_VOLUNTARY] = "voluntary",
		[PX_PREEMPT_FULL] = "full",
		[PX_PREEMPT_LAZY] = "lazy",
		[PX_PREEMPT_RT] = "rt",
	};

	if (preempt < sizeof(names) / sizeof(names[0]))
		SET(environment->preempt, names[preempt]);
}

/* "tsc": the clock that all times are read from. */
static void read_settings(struct px_environment *environment)
{
	char text[PX_ENVIRONMENT_TEXT], *open;

	px_read_line(environment->clocksource, sizeof(environment->clocksource),
		     "/sys/devices/system/clocksource/clocksource0/current_clocksource");
	px_read_line(environment->command_line, sizeof(environment->command_line),
		     "/proc/cmdline");
	px_read_line(text, sizeof(text), "/sys/kernel/mm/transparent_hugepage/enabled");
	open = strchr(text, '[');
	if (!open)
		return;
	open[strcspn(open, "]")] = '\0';
	SET(environment->huge_pages, open + 1);
}

int px_environment_kernel(struct px_environment *environment, const struct px_info *module)
{
	struct utsname uts;

	if (uname(&uts))
		return -errno;
	snprintf(environment->kernel, sizeof(environment->kernel), "%.*s",
		 (int)sizeof(environment->kernel) - 1, uts.release);
	SET(environment->machine, uts.machine);
	if (module)
		preempt_from_module(environment, module->preempt);
	if (!environment->preempt[0])
		preempt_from_version(environment, uts.version);
	read_settings(environment);
	return 0;
}
