// SPDX-License-Identifier: GPL-2.0-only
/* parallax info: this machine, the program and the module. */
#include <errno.h>
#include <stdio.h>
#include "command.h"
#include "measure/environment.h"
#include "measure/text.h"
#include "output/environment_lines.h"
#include "util/args.h"
#include "util/device.h"
#include "util/error.h"

static void print_number(const char *name, unsigned long long value, const char *unit)
{
	printf("%-*s%llu%s\n", (int)PX_ENVIRONMENT_LABEL, name, value, unit);
}

static void print_module(const struct px_info *m)
{
	print_number("ABI version", m->abi_version, "");
	print_number("max_threads", m->max_threads, "");
	print_number("max_duration_ns", m->max_duration_ns, " ns");
	print_number("max_ops", m->max_ops, "");
	print_number("max_busy_ns", m->max_busy_ns, " ns");
	print_number("max_objects", m->max_objects, "");
	print_number("max_holds", m->max_holds, "");
	print_number("max_data", m->max_data, " bytes");
}

static const struct argp argp = {
	.doc = "Print one fact on each line: the kernel and its settings, the CPUs, compilers and "
	       "source hashes of the program and of the module, and the limits of the module. "
	       "Also print the limits of the program that kernel threads do not have.\v"
	       "Exit status: 0 success; 1 the program and the module were built from different "
	       "sources; 2 usage error.",
};

static int run(int argc, char **argv)
{
	int status = px_args_parse(&argp, argc, argv, NULL);
	struct px_environment env;
	struct px_info module;
	char why[256];
	int err, failed;

	if (status)
		return status;
	err = px_device_info(&module, why, sizeof(why));
	failed = px_environment_read(&env, err ? NULL : &module);
	if (failed)
		return px_fail_machine(failed);
	px_environment_lines_print(stdout, &env);
	if (!err)
		print_module(&module);
	else
		px_text_sentence(stdout, "module               ", "%s", why);
	return err == -ESTALE ? PX_EXIT_FAILED : PX_EXIT_FINE;
}

const struct px_command px_command_info = {
	.name = "info",
	.summary = "print properties of this machine, the program and the module",
	.run = run,
};
