/* SPDX-License-Identifier: GPL-2.0-only */
/* Checks the width of lines. */
#ifndef PX_TEST_LINE_WIDTH_H
#define PX_TEST_LINE_WIDTH_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "measure/text.h"

/* No line is too wide or ends in a blank. Prints the first one that does. */
static inline bool fits(const char *text)
{
	char *copy = strdup(text), *line, *rest;
	bool all = copy;

	for (line = strtok_r(copy, "\n", &rest); line && all; line = strtok_r(NULL, "\n", &rest)) {
		all = px_text_width(line) <= px_text_columns && line[strlen(line) - 1] != ' ';
		if (!all)
			printf("# %s|\n", line);
	}
	free(copy);
	return all;
}

#endif /* PX_TEST_LINE_WIDTH_H */
