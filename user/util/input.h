/* SPDX-License-Identifier: GPL-2.0-only */
/* input: a file of equations, read from the disk and found good. */
#ifndef PX_USER_INPUT_H
#define PX_USER_INPUT_H

#include "measure/input_file.h"

/*
 * Reads the file once, for all runs of all sides: 0, or an exit status after
 * saying FILE:LINE: what is wrong and what was expected. The path is kept.
 */
int px_input_read(const struct px_input_file **input, const char *path);

void px_input_free(const struct px_input_file *input);

#endif /* PX_USER_INPUT_H */
