// SPDX-License-Identifier: GPL-2.0-only
/* What the program says when it was misused, or failed: counted, and said to nobody. */
#include <stdarg.h>
#include "util/error.h"
#include "fuzz.h"

unsigned int fuzz_complaints;

static int complain(int status, const char *format, va_list args)
{
	char text[4096];

	fuzz_complaints++;
	fuzz_require(vsnprintf(text, sizeof(text), format, args) > 0);
	return status;
}

int px_usage_error(const char *format, ...)
{
	va_list args;
	int status;

	va_start(args, format);
	status = complain(PX_EXIT_USAGE, format, args);
	va_end(args);
	return status;
}

int px_fail(const char *format, ...)
{
	va_list args;
	int status;

	va_start(args, format);
	status = complain(PX_EXIT_FAILED, format, args);
	va_end(args);
	return status;
}
