/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_READ_LINE_H
#define PX_READ_LINE_H

#include <stddef.h>

/*
 * Reads the first line of a small file, without its newline. The path is formatted as by printf().
 * 0, or -errno and an empty text.
 */
int px_read_line(char *text, size_t size, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif /* PX_READ_LINE_H */
