// SPDX-License-Identifier: GPL-2.0-only
/* parallax info: what this machine and both halves are. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include "command.h"
#include "measure/debug_options.h"
#include "util/device.h"
#include "measure/environment.h"

static void line(const char *what, const char *value)
{
	printf("%-20s %s\n", what, *value ? value : "unknown");
}

static void show_stamp(const struct px_environment *s)
{
	line("kernel", s->kernel);
	line("preemption", s->preempt);
	line("accelerator", s->accelerator);
	line("CPU", s->cpu_model);
	printf("%-20s %u online, %u allowed\n", "CPUs", s->cpus_online, s->cpus_allowed);
	line("C library", s->libc);
	line("program built by", s->user_compiler);
	line("program's sources", s->user_hash);
}

static void show_module(const struct px_info *m)
{
	const char *name;

	line("module built by", m->compiler);
	line("module's sources", m->source_hash);
	printf("%-20s %u\n", "ABI version", m->abi_version);
	printf("%-20s %u\n", "max_threads", m->max_threads);
	printf("%-20s %llu ns\n", "max_duration_ns", (unsigned long long)m->max_duration_ns);
	printf("%-20s %llu\n", "max_ops", (unsigned long long)m->max_ops);
	printf("%-20s %llu ns\n", "max_busy_ns", (unsigned long long)m->max_busy_ns);
	printf("%-20s %u\n", "max_objects", m->max_objects);
	printf("%-20s %u\n", "max_holds", m->max_holds);
	printf("%-20s %llu bytes\n", "max_data", (unsigned long long)m->max_data);
	for (unsigned int n = 0; (name = px_debug_name(m->debug, n)); n++)
		line(n ? "" : "debug options", name);
}

static int info(int argc, char **argv)
{
	struct px_environment stamp;
	struct px_info module;
	char why[256];
	int err;

	if (argc > 1)
		return px_usage_error("info takes no argument, but got '%s'", argv[1]);
	err = px_device_info(&module, why, sizeof(why));
	if (px_environment_read(&stamp, err ? NULL : &module))
		return px_fail("the machine cannot be read");
	show_stamp(&stamp);
	if (!err)
		show_module(&module);
	else
		line("module", why);
	return err == -ESTALE ? PX_EXIT_FAILED : PX_EXIT_FINE;
}

const struct px_command px_command_info = {
	.name = "info",
	.summary = "this machine, this program, and the module with its limits",
	.run = info,
	.help = "usage: parallax info\n"
		"\n"
		"One fact a line: kernel, preemption model, accelerator, CPUs, C library, the\n"
		"compilers and source hashes of both halves, the module's limits.\n"
		"Exit status 1: program and module were built from different workloads.\n",
};
