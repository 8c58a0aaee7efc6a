/* SPDX-License-Identifier: GPL-2.0-only */
/* fits: whether each line of a text has room where it is printed, and ends in no blank. */
#ifndef PX_TEST_LINE_WIDTH_H
#define PX_TEST_LINE_WIDTH_H

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "measure/text.h"

/* Tells the first line that does not. */
static inline bool fits(const char *text)
{
	char *copy = strdup(text), *line, *rest;
	bool all = copy;

	for (line = strtok_r(copy, "\n", &rest); line && all; line = strtok_r(NULL, "\n", &rest)) {
		all = px_text_width(line) <= PX_TEXT_COLUMNS && line[strlen(line) - 1] != ' ';
		if (!all)
			printf("# %s|\n", line);
	}
	free(copy);
	return all;
}

#endif /* PX_TEST_LINE_WIDTH_H */
