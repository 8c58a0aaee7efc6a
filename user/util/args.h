/* SPDX-License-Identifier: GPL-2.0-only */
/* args: the options and arguments of a command, parsed by argp(3). */
#ifndef PX_USER_ARGS_H
#define PX_USER_ARGS_H

#include <argp.h>

#define PX_OPTION	0x100		/* keys from here on have no short option */
#define PX_HELP_PRINTED	(-1)		/* the command ends with status 0 */

/*
 * Parses the arguments; argv[0] is the command's full name. --help, --usage and --version
 * are added. Never ends the process.
 *
 * The parser of argp gets input as state->input. It returns 0, ARGP_ERR_UNKNOWN, or the exit
 * status of px_usage_error() or px_fail().
 *
 * Return: 0, PX_HELP_PRINTED, or an exit status after one line on stderr.
 */
int px_args_parse(const struct argp *argp, int argc, char **argv, void *input);

/* The same, for a command whose options refer to the arguments before and after them. */
int px_args_parse_in_order(const struct argp *argp, int argc, char **argv, void *input);

#endif /* PX_USER_ARGS_H */
