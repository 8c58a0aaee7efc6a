/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The environment of a run: the machine, its kernel and both builds. A text that is not known
 * is empty.
 */
#ifndef PX_ENVIRONMENT_H
#define PX_ENVIRONMENT_H

#include <math.h>
#include <stdbool.h>
#include <stdint.h>
#include "uapi/parallax.h"
#include "cgroup.h"

#ifndef PX_VERSION
#define PX_VERSION	"0.1"
#endif

#define PX_ENVIRONMENT_TEXT	128
#define PX_ENVIRONMENT_LONG	1024

/* What figures from an emulated machine are worth. */
#define PX_EMULATED	"neither times nor ratios carry over to hardware; instruction counts " \
			"and verdicts do"

struct px_environment {
	char kernel[PX_RELEASE_SIZE];	/* as uname -r */
	char machine[PX_ENVIRONMENT_TEXT];	/* as uname -m */
	char preempt[PX_ENVIRONMENT_TEXT];	/* none, voluntary, full, lazy, rt, dynamic */
	char accelerator[PX_ENVIRONMENT_TEXT];	/* "TCG emulation", "bare metal", … */
	bool emulated;			/* or it may be */
	char remote[PX_ENVIRONMENT_TEXT];	/* the kernel side's kernel, if it is another one */
	char deviating[PX_ENVIRONMENT_LONG];	/* workloads whose kernel side executes other
					 * instructions than a stock kernel, "NAME +20 %, ...";
					 * "none"; empty: not known */
	char cpu_model[PX_ENVIRONMENT_TEXT];
	unsigned int cpus_online;
	unsigned int cpus_allowed;	/* for this process */
	char smt[PX_ENVIRONMENT_TEXT];	/* on, off */
	char governor[PX_ENVIRONMENT_TEXT];	/* cpufreq, of the allowed CPUs; or "mixed" */
	char boost[PX_ENVIRONMENT_TEXT];	/* on, off: frequencies above the nominal one */
	char isolated[PX_ENVIRONMENT_TEXT];	/* CPUs without load balancing, as "2-3"; none */
	char nohz_full[PX_ENVIRONMENT_TEXT];	/* CPUs without a periodic tick */
	char cpus_used[PX_ENVIRONMENT_TEXT];	/* of the workers */
	char clocksource[PX_ENVIRONMENT_TEXT];
	char huge_pages[PX_ENVIRONMENT_TEXT];	/* transparent: always, madvise, never */
	char mitigations[PX_ENVIRONMENT_LONG];	/* of the CPU's vulnerabilities */
	char command_line[PX_ENVIRONMENT_LONG];	/* of the kernel */
	struct px_limits limits;	/* of the program, but not of kernel threads */
	char libc[PX_ENVIRONMENT_TEXT];	/* name and version */
	char counters[PX_ENVIRONMENT_TEXT];	/* hardware counters; or "n/a: " and the reason */

	char user_compiler[PX_ENVIRONMENT_TEXT];
	char user_flags[2 * PX_ENVIRONMENT_TEXT];
	char user_hash[PX_HASH_SIZE];	/* of the sources that both sides share */
	char user_own_hash[PX_HASH_SIZE];	/* of the program's own sources */

	bool has_module;
	char module_compiler[PX_COMPILER_SIZE];
	char module_hash[PX_HASH_SIZE];
	char module_own_hash[PX_HASH_SIZE];
	uint32_t debug;			/* PX_DEBUG_* of its kernel */

	/* Ticks since boot (/proc/stat), before the first and after the last run; 0: unknown. */
	uint64_t steal_before, steal_after;
	uint64_t cpu_before, cpu_after;
};

/* Call before the first run. module: from PX_IOC_INFO; NULL: there is none. 0 or -errno. */
int px_environment_read(struct px_environment *environment, const struct px_info *module);

/* Call after the last run: reads what has changed. */
void px_environment_finish(struct px_environment *environment);

/* The share of CPU time that other guests of the host took during the runs; NAN: unknown. */
static inline double px_environment_steal_share(const struct px_environment *environment)
{
	if (environment->cpu_after <= environment->cpu_before)
		return NAN;
	return (double)(environment->steal_after - environment->steal_before) /
		(double)(environment->cpu_after - environment->cpu_before);
}

#endif /* PX_ENVIRONMENT_H */
