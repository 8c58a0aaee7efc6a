/* SPDX-License-Identifier: GPL-2.0-only */
/* error: exit statuses, and error messages on stderr. */
#ifndef PX_USER_ERROR_H
#define PX_USER_ERROR_H

#include <errno.h>
#include <sched.h>
#include <string.h>

enum { PX_EXIT_FINE = 0, PX_EXIT_FAILED = 1, PX_EXIT_USAGE = 2 };

/* Prints one line on stderr that ends with "(try --help)"; returns PX_EXIT_USAGE. */
int px_usage_error(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Prints one line on stderr; returns PX_EXIT_FAILED. */
int px_fail(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* Converts the result of writing, 0 or -errno, to an exit status; prints an error on stderr. */
static inline int px_report_write_error(const char *what, int err)
{
	return err ? px_fail("%s could not be written: %s", what, strerror(-err)) : PX_EXIT_FINE;
}

/*
 * Reports the error of px_environment_read(). sched_getaffinity() returns -EINVAL if the kernel
 * has more possible CPUs than a cpu_set_t.
 */
static inline int px_fail_machine(int err)
{
	return err == -EINVAL ?
		px_fail("found more than %u possible CPUs; expected at most %u: boot the kernel "
			"with nr_cpus=%u", CPU_SETSIZE, CPU_SETSIZE, CPU_SETSIZE) :
		px_fail("cannot read the properties of this machine: %s", strerror(-err));
}

#endif /* PX_USER_ERROR_H */
