/* SPDX-License-Identifier: GPL-2.0-only */
/* command: the commands of the program, in the order of its help. */
#ifndef PX_USER_COMMAND_H
#define PX_USER_COMMAND_H

struct px_command {
	const char *name;
	const char *summary;			/* one line for the help; NULL: not in it */
	int (*run)(int argc, char **argv);	/* argv[0]: "parallax NAME"; an exit status */
};

/*
 * One line for each command: X(NAME) stands for px_command_NAME, which NAME.c defines. Those that
 * are not in the help come last.
 */
#define PX_COMMANDS(X)	\
	X(run)		\
	X(show)		\
	X(diff)		\
	X(page)		\
	X(boundary)	\
	X(icount)	\
	X(selftest)	\
	X(lab)		\
	X(claims)	\
	X(explain)	\
	X(bugs)		\
	X(list)		\
	X(info)		\
	X(call)		\
	X(agent)

#define PX_DECLARE_COMMAND(name)	extern const struct px_command px_command_##name;
PX_COMMANDS(PX_DECLARE_COMMAND)

#endif /* PX_USER_COMMAND_H */
