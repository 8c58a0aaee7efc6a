/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * clean: text from elsewhere, made fit to be printed. A terminal obeys control characters, a
 * table has one line a row, and JSON takes UTF-8 only.
 */
#ifndef PX_SANITIZE_H
#define PX_SANITIZE_H

#include <stddef.h>

/* Each byte that is not of a printable character in UTF-8 becomes a question mark. */
void px_sanitize(char *text);

/* A clean copy of as many whole characters as there is room for. */
void px_sanitize_copy(char *to, size_t size, const char *from);

#endif /* PX_SANITIZE_H */
