// SPDX-License-Identifier: GPL-2.0-only
/* parallax: the program. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include "command.h"
#include "measure/environment.h"

static const struct px_command *const commands[] = {
	&px_command_run, &px_command_show, &px_command_diff, &px_command_page,
	&px_command_boundary, &px_command_icount, &px_command_selftest,
	&px_command_lab, &px_command_claims, &px_command_explain, &px_command_bugs,
	&px_command_list, &px_command_info, &px_command_call,
};

#define NR_COMMANDS	(sizeof(commands) / sizeof(commands[0]))

static int help(void)
{
	puts("parallax: one synchronization primitive, seen from the kernel and from user space\n"
	     "\n"
	     "usage: parallax COMMAND [ARGUMENT…]\n");
	for (size_t i = 0; i < NR_COMMANDS; i++)
		printf("  %-8s %s\n", commands[i]->name, commands[i]->summary);
	puts("\n"
	     "  parallax COMMAND --help says more.  -V, --version  -h, --help\n"
	     "\n"
	     "Exit status: 0 fine; 1 a check failed, or something could not be done;\n"
	     "2 the command line was not understood.");
	return PX_EXIT_FINE;
}

static const struct px_command *find(const char *name)
{
	for (size_t i = 0; i < NR_COMMANDS; i++)
		if (!strcmp(commands[i]->name, name))
			return commands[i];
	return NULL;
}

static int perform(int argc, char **argv)
{
	const struct px_command *command;
	const char *name = argc > 1 ? argv[1] : "";

	if (!strcmp(name, "-h") || !strcmp(name, "--help") || !strcmp(name, "help"))
		return help();
	if (!strcmp(name, "-V") || !strcmp(name, "--version")) {
		puts("parallax " PX_VERSION);
		return PX_EXIT_FINE;
	}
	if (!*name)
		return px_usage_error("no command: expected run, show, diff, page, boundary, exact, self, lab, notes, explain, "
				"mistakes, list, info or call (try --help)");
	command = find(name);
	if (!command)
		return px_usage_error("unknown command '%s': expected run, show, diff, page, boundary, exact, self, lab, notes, "
				"explain, mistakes, list, info or call (try --help)", name);
	if (argc > 2 && (!strcmp(argv[2], "-h") || !strcmp(argv[2], "--help"))) {
		fputs(command->help, stdout);
		return PX_EXIT_FINE;
	}
	return command->run(argc - 1, argv + 1);
}

/* What was printed must have arrived, unless it was said already that it did not. */
int main(int argc, char **argv)
{
	int status = perform(argc, argv);

	errno = 0;
	if ((ferror(stdout) | fclose(stdout)) && !status)
		status = px_fail("what was printed did not arrive%s%s", errno ? ": " : "",
				 errno ? strerror(errno) : "");
	return status;
}
