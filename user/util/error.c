// SPDX-License-Identifier: GPL-2.0-only
#include <stdarg.h>
#include <stdio.h>
#include "error.h"

static void print_error(const char *format, va_list args, const char *end)
{
	fputs("parallax: ", stderr);
	vfprintf(stderr, format, args);
	fputs(end, stderr);
}

int px_usage_error(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	print_error(format, args, " (try --help)\n");
	va_end(args);
	return PX_EXIT_USAGE;
}

int px_fail(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	print_error(format, args, "\n");
	va_end(args);
	return PX_EXIT_FAILED;
}
