/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Test results in the Test Anything Protocol (https://testanything.org): one line for each check,
 * then the number of checks.
 */
#ifndef PX_TAP_H
#define PX_TAP_H

#include <stdarg.h>
#include <stdbool.h>
#include <stdio.h>

static unsigned int tap_checks, tap_failures;

/* Prints the result of a check and returns it. */
__attribute__((format(printf, 4, 5)))
static inline bool tap_report(bool holds, const char *file, int line,
			      const char *format, ...)
{
	va_list args;

	printf("%sok %u - ", holds ? "" : "not ", ++tap_checks);
	va_start(args, format);
	vprintf(format, args);
	va_end(args);
	putchar('\n');
	if (!holds) {
		tap_failures++;
		printf("#   %s:%d\n", file, line);
	}
	fflush(stdout);
	return holds;
}

/* A check with its name, formatted as by printf(). */
#define tap_ok(condition, ...) \
	tap_report((condition), __FILE__, __LINE__, __VA_ARGS__)

/* The exit status of the test program. */
static inline int tap_done(void)
{
	printf("1..%u\n", tap_checks);
	return tap_failures || !tap_checks;
}

#endif /* PX_TAP_H */
