// SPDX-License-Identifier: GPL-2.0-only
/* parallax: the program. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "command.h"
#include "measure/text.h"
#include "util/args.h"
#include "util/error.h"
#include "util/nearest.h"

#define COMMAND_ADDRESS(name)	&px_command_##name,

static const struct px_command *const commands[] = { PX_COMMANDS(COMMAND_ADDRESS) };

#define NR_COMMANDS	(sizeof(commands) / sizeof(commands[0]))

/* Inserts the list of commands before the last part of the help. */
static char *add_commands(int key, const char *text, void *input)
{
	char *all = NULL;
	size_t size;
	FILE *out;

	if (key != ARGP_KEY_HELP_POST_DOC)
		return (char *)text;
	out = open_memstream(&all, &size);
	if (!out)
		return (char *)text;
	fputs("Commands:\n", out);
	for (size_t i = 0; i < NR_COMMANDS; i++)
		if (commands[i]->summary)
			fprintf(out, "  %-9s %s\n", commands[i]->name, commands[i]->summary);
	fputs(text, out);
	fclose(out);
	return all;
}

static const struct argp argp = {
	.args_doc = "COMMAND [ARGUMENT...]",
	.doc = "Compare a synchronization primitive in the kernel with the one in user space."
	       "\v"
	       "\n\"parallax COMMAND --help\" describes a command.\n\n"
	       "Exit status: 0 success; 1 a check failed, or an error occurred; 2 usage error.",
	.help_filter = add_commands,
};

/* Returns the names of the commands, as in "run, show or call". */
static const char *all_names(void)
{
	static char names[256];

	for (size_t i = 0; i < NR_COMMANDS && commands[i]->summary; i++)
		snprintf(names + strlen(names), sizeof(names) - strlen(names), "%s%s",
			 !i ? "" : i + 1 < NR_COMMANDS && commands[i + 1]->summary ? ", " : " or ",
			 commands[i]->name);
	return names;
}

static int run_command(int argc, char **argv)
{
	struct px_nearest near = { .text = argv[0] };
	char name[32];

	for (size_t i = 0; i < NR_COMMANDS; i++) {
		if (strcmp(commands[i]->name, argv[0])) {
			px_nearest_try(&near, commands[i]->name);
			continue;
		}
		snprintf(name, sizeof(name), "parallax %s", argv[0]);
		argv[0] = name;
		return commands[i]->run(argc, argv);
	}
	if (near.name)
		return px_nearest_fail(&near, "command", "parallax --help");
	return px_usage_error("unknown command '%s': expected %s", argv[0], all_names());
}

static int run(int argc, char **argv)
{
	char *help[] = { "parallax", "--help", NULL };

	if (argc < 2)
		return px_usage_error("no command: expected %s", all_names());
	if (!strcmp(argv[1], "help"))
		return px_args_parse(&argp, 2, help, NULL);
	if (argv[1][0] != '-')
		return run_command(argc - 1, argv + 1);
	argv[0] = help[0];
	return px_args_parse(&argp, argc, argv, NULL);
}

int main(int argc, char **argv)
{
	int status;

	px_text_fit(stdout);
	status = run(argc, argv);
	if (status == PX_HELP_PRINTED)
		status = PX_EXIT_FINE;
	errno = 0;
	if ((ferror(stdout) | fclose(stdout)) && !status)
		status = px_fail("write error on standard output%s%s", errno ? ": " : "",
				 errno ? strerror(errno) : "");
	return status;
}
