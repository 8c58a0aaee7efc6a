// SPDX-License-Identifier: GPL-2.0-only
/* parallax info: this machine, the program and the module. */
#include <errno.h>
#include <stdio.h>
#include "command.h"
#include "measure/environment.h"
#include "measure/debug_options.h"
#include "util/args.h"
#include "util/device.h"
#include "util/error.h"

static void print_line(const char *name, const char *value)
{
	printf("%-20s %s\n", name, *value ? value : "unknown");
}

static void print_environment(const struct px_environment *e)
{
	print_line("kernel", e->kernel);
	print_line("preemption", e->preempt);
	print_line("accelerator", e->accelerator);
	print_line("CPU", e->cpu_model);
	printf("%-20s %u online, %u allowed\n", "CPUs", e->cpus_online, e->cpus_allowed);
	print_line("C library", e->libc);
	print_line("program built by", e->user_compiler);
	print_line("program source hash", e->user_hash);
}

static void print_module(const struct px_info *m)
{
	const char *option;

	print_line("module built by", m->compiler);
	print_line("module source hash", m->source_hash);
	printf("%-20s %u\n", "ABI version", m->abi_version);
	printf("%-20s %u\n", "max_threads", m->max_threads);
	printf("%-20s %llu ns\n", "max_duration_ns", (unsigned long long)m->max_duration_ns);
	printf("%-20s %llu\n", "max_ops", (unsigned long long)m->max_ops);
	printf("%-20s %llu ns\n", "max_busy_ns", (unsigned long long)m->max_busy_ns);
	printf("%-20s %u\n", "max_objects", m->max_objects);
	printf("%-20s %u\n", "max_holds", m->max_holds);
	printf("%-20s %llu bytes\n", "max_data", (unsigned long long)m->max_data);
	for (unsigned int n = 0; (option = px_debug_name(m->debug, n)); n++)
		print_line(n ? "" : "debug options", option);
}

static const struct argp argp = {
	.doc = "Print one fact on each line: kernel, preemption model, accelerator, CPUs, C "
	       "library, compilers and source hashes of the program and of the module, and the "
	       "limits of the module.\v"
	       "Exit status: 0 success; 1 the program and the module were built from different "
	       "sources; 2 usage error.",
};

static int run(int argc, char **argv)
{
	int status = px_args_parse(&argp, argc, argv, NULL);
	struct px_environment env;
	struct px_info module;
	char why[256];
	int err;

	if (status)
		return status;
	err = px_device_info(&module, why, sizeof(why));
	if (px_environment_read(&env, err ? NULL : &module))
		return px_fail("cannot read the properties of this machine");
	print_environment(&env);
	if (!err)
		print_module(&module);
	else
		print_line("module", why);
	return err == -ESTALE ? PX_EXIT_FAILED : PX_EXIT_FINE;
}

const struct px_command px_command_info = {
	.name = "info",
	.summary = "print properties of this machine, the program and the module",
	.run = run,
};
