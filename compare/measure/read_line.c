// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include "read_line.h"

int px_read_line(char *text, size_t size, const char *format, ...)
{
	char path[PATH_MAX];
	va_list args;
	FILE *file;
	int err = 0;

	text[0] = '\0';
	va_start(args, format);
	vsnprintf(path, sizeof(path), format, args);
	va_end(args);
	file = fopen(path, "re");
	if (!file)
		return -errno;
	errno = 0;
	if (!fgets(text, (int)size, file)) {
		text[0] = '\0';
		err = -errno;
	}
	text[strcspn(text, "\n")] = '\0';
	fclose(file);
	return err;
}
