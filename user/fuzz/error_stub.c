// SPDX-License-Identifier: GPL-2.0-only
/* The error functions of the program for the fuzzers: they count messages and print none. */
#include <stdarg.h>
#include "util/error.h"
#include "fuzz.h"

unsigned int fuzz_messages;

static int count_message(int status, const char *format, va_list args)
{
	char text[4096];

	fuzz_messages++;
	fuzz_require(vsnprintf(text, sizeof(text), format, args) > 0);
	return status;
}

int px_usage_error(const char *format, ...)
{
	va_list args;
	int status;

	va_start(args, format);
	status = count_message(PX_EXIT_USAGE, format, args);
	va_end(args);
	return status;
}

int px_fail(const char *format, ...)
{
	va_list args;
	int status;

	va_start(args, format);
	status = count_message(PX_EXIT_FAILED, format, args);
	va_end(args);
	return status;
}
