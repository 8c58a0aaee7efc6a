/* SPDX-License-Identifier: GPL-2.0-only */
/* str: short strings in arrays, the same in both builds. */
#ifndef PX_STR_H
#define PX_STR_H

#include "types.h"

static inline bool px_str_equal(const char *a, const char *b)
{
	while (*a && *a == *b) {
		a++;
		b++;
	}
	return *a == *b;
}

/* Truncates to the array; always NUL-terminated. */
static inline void px_str_copy(char *to, size_t size, const char *from)
{
	size_t i;

	for (i = 0; i < size - 1 && from[i]; i++)
		to[i] = from[i];
	to[i] = '\0';
}

#endif /* PX_STR_H */
