// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include "args.h"
#include "error.h"
#include "measure/environment.h"
#include "nearest.h"

enum { HELP = 'h', VERSION = 'V', USAGE = 0x1000 };

static const struct argp_option common_options[] = {
	{ .name = "help", .key = HELP, .group = -1,
	  .doc = "print this help; defaults are in parentheses" },
	{ .name = "usage", .key = USAGE, .doc = "print the options in short", .group = -1 },
	{ .name = "version", .key = VERSION, .doc = "print the version", .group = -1 },
	{ 0 }
};

struct call {
	char *name;		/* name of the command */
	void *input;		/* input of the command's parser */
	int next;		/* index of the argument after a wrong option */
};

/* The last parser. It refuses every argument that the command's parser did not take. */
static error_t parse_common(int key, char *arg, struct argp_state *state)
{
	struct call *call = state->input;

	switch (key) {
	case HELP:
		argp_help(state->root_argp, stdout, ARGP_HELP_STD_HELP, call->name);
		return PX_HELP_PRINTED;
	case USAGE:
		argp_help(state->root_argp, stdout, ARGP_HELP_USAGE, call->name);
		return PX_HELP_PRINTED;
	case VERSION:
		puts("parallax " PX_VERSION);
		return PX_HELP_PRINTED;
	case ARGP_KEY_ARG:
		return px_usage_error("%s takes no argument, but got '%s'", call->name, arg);
	case ARGP_KEY_ERROR:
		call->next = state->next;
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp common = { .options = common_options, .parser = parse_common };

static error_t pass_inputs(int key, char *arg, struct argp_state *state)
{
	struct call *call = state->input;

	if (key != ARGP_KEY_INIT)
		return ARGP_ERR_UNKNOWN;
	state->child_inputs[0] = call->input;
	state->child_inputs[1] = call;
	return 0;
}

static const struct argp_option *find(const struct argp_option *o, const char *name, size_t length)
{
	for (; o && (o->name || o->doc); o++)
		if (o->name && strlen(o->name) == length && !strncmp(o->name, name, length))
			return o;
	return NULL;
}

/* Reports the option that no parser knows, or whose value is missing or not expected. */
static int refuse(const struct argp *argp, const char *word)
{
	const char *name = word + strspn(word, "-");
	size_t length = strcspn(name, "=");
	const struct argp_option *o = find(argp->options, name, length);
	struct px_nearest near = { .text = name };

	if (!o)
		o = find(common_options, name, length);
	if (o && o->arg)
		return px_usage_error("--%s: expected a value, %s", o->name, o->arg);
	if (o)
		return px_usage_error("--%s takes no value", o->name);
	for (o = argp->options; o && (o->name || o->doc); o++)
		if (o->name)
			px_nearest_try(&near, o->name);
	if (near.name)
		return px_usage_error("unknown option '%s': did you mean --%s?", word, near.name);
	return px_usage_error("unknown option '%s'", word);
}

static int parse(const struct argp *argp, int argc, char **argv, void *input, unsigned int flags)
{
	const struct argp_child children[] = { { .argp = argp }, { .argp = &common }, { 0 } };
	const struct argp root = { .parser = pass_inputs, .children = children };
	struct call call = { .name = argv[0], .input = input };
	int status = argp_parse(&root, argc, argv,
				flags | ARGP_NO_HELP | ARGP_NO_ERRS | ARGP_NO_EXIT, NULL, &call);

	if (status == ENOMEM)
		return px_fail("not enough memory");
	if (status != EINVAL)
		return status;
	/* getopt stays at a word of several short options until its last one. */
	if (argv[call.next - 1][0] != '-')
		call.next++;
	return refuse(argp, argv[call.next - 1]);
}

int px_args_parse(const struct argp *argp, int argc, char **argv, void *input)
{
	return parse(argp, argc, argv, input, 0);
}

int px_args_parse_in_order(const struct argp *argp, int argc, char **argv, void *input)
{
	return parse(argp, argc, argv, input, ARGP_IN_ORDER);
}
