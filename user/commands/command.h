/* SPDX-License-Identifier: GPL-2.0-only */
/* command: the program's commands, and how they say that they were misused. */
#ifndef PX_USER_COMMAND_H
#define PX_USER_COMMAND_H

#include <string.h>

enum { PX_EXIT_FINE = 0, PX_EXIT_FAILED = 1, PX_EXIT_USAGE = 2 };

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

/* One line on stderr; returns PX_EXIT_USAGE. */
int px_usage_error(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* One line on stderr; returns PX_EXIT_FAILED. */
int px_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* What came of writing that, 0 or -errno, as an exit status; if need be after one line on stderr. */
static inline int px_report_write_error(const char *what, int err)
{
	return err ? px_fail("%s could not be written: %s", what, strerror(-err)) : PX_EXIT_FINE;
}

#endif /* PX_USER_COMMAND_H */
