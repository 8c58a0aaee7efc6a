// SPDX-License-Identifier: GPL-2.0-only
#ifndef _GNU_SOURCE
#define _GNU_SOURCE		/* sched_getaffinity() */
#endif
#include <errno.h>
#include <inttypes.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/utsname.h>
#include <unistd.h>
#ifdef __GLIBC__
#include <gnu/libc-version.h>
#endif
#ifdef __x86_64__
#include <cpuid.h>
#endif
#include "environment.h"

#ifndef PX_SOURCE_HASH
#define PX_SOURCE_HASH	""
#endif
#ifndef PX_USER_FLAGS
#define PX_USER_FLAGS	""
#endif

#define CPU_DIR		"/sys/devices/system/cpu"

#define SET(field, text)	snprintf(field, sizeof(field), "%s", text)

/* The first line of a small file; "" if it cannot be read. */
static void read_line(const char *path, char *text, size_t size)
{
	FILE *file = fopen(path, "re");

	text[0] = '\0';
	if (!file)
		return;
	if (!fgets(text, (int)size, file))
		text[0] = '\0';
	text[strcspn(text, "\n")] = '\0';
	fclose(file);
}

struct vendor {
	const char *signature;	/* of CPUID leaf 0x40000000 */
	const char *accelerator;
};

static const struct vendor vendors[] = {
	{ "TCGTCGTCGTCG", "TCG emulation" },
	{ "KVMKVMKVM", "KVM guest" },
	{ "Microsoft Hv", "Hyper-V guest" },
	{ "VMwareVMware", "VMware guest" },
	{ "XenVMMXenVMM", "Xen guest" },
	{ "VBoxVBoxVBox", "VirtualBox guest" },
	{ "bhyve bhyve ", "bhyve guest" },
	{ "ACRNACRNACRN", "ACRN guest" },
	{ " lrpepyh  vr", "Parallels guest" },
};

#ifdef __x86_64__
static void read_accelerator(struct px_environment *environment)
{
	unsigned int eax, regs[3], ecx = 0, unused;
	char signature[sizeof(regs) + 1] = "";

	if (!__get_cpuid(1, &eax, &unused, &ecx, &unused) || !(ecx & (1u << 31))) {
		SET(environment->accelerator, "bare metal");
		return;
	}
	__cpuid(0x40000000, eax, regs[0], regs[1], regs[2]);
	memcpy(signature, regs, sizeof(regs));
	SET(environment->accelerator, "guest of an unknown hypervisor");
	for (size_t i = 0; i < sizeof(vendors) / sizeof(vendors[0]); i++)
		if (!strcmp(signature, vendors[i].signature))
			SET(environment->accelerator, vendors[i].accelerator);
	environment->emulated = !strcmp(signature, vendors[0].signature);
}
#else
/* No instruction identifies the hypervisor. QEMU is found, but not whether it emulates. */
static void read_accelerator(struct px_environment *environment)
{
	char text[PX_ENVIRONMENT_TEXT];

	read_line("/proc/device-tree/hypervisor/compatible", text, sizeof(text));
	if (strstr(text, "kvm")) {
		SET(environment->accelerator, vendors[1].accelerator);
		return;
	}
	if (text[0]) {
		SET(environment->accelerator, "guest of an unknown hypervisor");
		return;
	}
	read_line("/sys/class/dmi/id/sys_vendor", text, sizeof(text));
	if (!text[0])
		read_line("/proc/device-tree/compatible", text, sizeof(text));
	if (strstr(text, "QEMU") || strstr(text, "dummy-virt") ||
	    strstr(text, "qemu")) {
		SET(environment->accelerator, "QEMU, perhaps emulation");
		environment->emulated = true;
	}
}
#endif

/* "none voluntary (full)": the model in use is in parentheses. */
static bool preempt_from_debugfs(struct px_environment *environment)
{
	char text[PX_ENVIRONMENT_TEXT], *open;

	read_line("/sys/kernel/debug/sched/preempt", text, sizeof(text));
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

static int read_kernel(struct px_environment *environment, const struct px_info *module)
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
	return 0;
}

static void read_governor(struct px_environment *environment, unsigned int cpu)
{
	char path[PX_ENVIRONMENT_TEXT], text[PX_ENVIRONMENT_TEXT];

	snprintf(path, sizeof(path), CPU_DIR "/cpu%u/cpufreq/scaling_governor", cpu);
	read_line(path, text, sizeof(text));
	if (!text[0])
		return;
	if (environment->governor[0] && strcmp(environment->governor, text))
		SET(environment->governor, "mixed");
	else
		SET(environment->governor, text);
}

static int read_cpus(struct px_environment *environment)
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
	read_line(CPU_DIR "/smt/active", active, sizeof(active));
	if (active[0])
		SET(environment->smt, active[0] == '1' ? "on" : "off");
	return 0;
}

static void read_cpu_model(struct px_environment *environment)
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
		read_line("/proc/device-tree/model", environment->cpu_model,
			  sizeof(environment->cpu_model));
}

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
	SET(environment->user_hash, PX_SOURCE_HASH);
	if (!module)
		return;
	environment->has_module = true;
	environment->debug = module->debug;
	SET(environment->module_compiler, module->compiler);
	SET(environment->module_hash, module->source_hash);
}

/* The ticks of all CPUs. Steal time is the eighth number; user time includes guest time. */
static void read_steal(uint64_t *steal, uint64_t *cpu)
{
	uint64_t ticks[8] = { 0 };
	char text[256], *rest = text + strlen("cpu");

	read_line("/proc/stat", text, sizeof(text));
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
	err = read_kernel(environment, module);
	if (err)
		return err;
	err = read_cpus(environment);
	if (err)
		return err;
	read_accelerator(environment);
	read_cpu_model(environment);
	read_builds(environment, module);
	read_steal(&environment->steal_before, &environment->cpu_before);
	return 0;
}

void px_environment_finish(struct px_environment *environment)
{
	read_steal(&environment->steal_after, &environment->cpu_after);
}
