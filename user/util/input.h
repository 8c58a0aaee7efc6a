/* SPDX-License-Identifier: GPL-2.0-only */
/* input: a file of equations, read and checked. */
#ifndef PX_USER_INPUT_H
#define PX_USER_INPUT_H

#include "measure/input_file.h"

/*
 * Reads the file once, for all runs on all sides. The path must stay valid. Returns 0, or an exit
 * status after the message "FILE:LINE: " with what was wrong and what was expected.
 */
int px_input_read(const struct px_input_file **input, const char *path);

/* The same, with a copy of a text in place of the file. */
int px_input_copy(const struct px_input_file **input, const char *path, const char *text);

void px_input_free(const struct px_input_file *input);

#endif /* PX_USER_INPUT_H */
