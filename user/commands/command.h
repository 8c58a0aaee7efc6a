/* SPDX-License-Identifier: GPL-2.0-only */
/* command: the program's commands. */
#ifndef PX_USER_COMMAND_H
#define PX_USER_COMMAND_H

#include "util/error.h"

struct px_command {
	const char *name;
	const char *summary;
	int (*run)(int argc, char **argv);	/* argv[0] is its name; an exit status */
	const char *help;			/* what -h prints */
};

extern const struct px_command px_command_list;
extern const struct px_command px_command_run;
extern const struct px_command px_command_show;
extern const struct px_command px_command_diff;
extern const struct px_command px_command_page;
extern const struct px_command px_command_icount;
extern const struct px_command px_command_selftest;
extern const struct px_command px_command_info;
extern const struct px_command px_command_boundary;
extern const struct px_command px_command_call;
extern const struct px_command px_command_lab;
extern const struct px_command px_command_claims;
extern const struct px_command px_command_explain;
extern const struct px_command px_command_bugs;

#endif /* PX_USER_COMMAND_H */
