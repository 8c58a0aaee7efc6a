/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Makes text from a file or a device printable: no control characters, which a terminal would
 * execute, and valid UTF-8, as JSON requires.
 */
#ifndef PX_SANITIZE_H
#define PX_SANITIZE_H

#include <stddef.h>

/* Replaces each byte that is not part of a printable UTF-8 character by a question mark. */
void px_sanitize(char *text);

/* Copies as many whole characters as fit, and sanitizes the copy. */
void px_sanitize_copy(char *to, size_t size, const char *from);

#endif /* PX_SANITIZE_H */
