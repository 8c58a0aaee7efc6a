/* SPDX-License-Identifier: GPL-2.0-only */
/* An input file of a workload. The program reads and checks it before the first round. */
#ifndef PX_INPUT_FILE_H
#define PX_INPUT_FILE_H

#include <stddef.h>
#include <stdint.h>

struct px_equations;

struct px_input_file {
	const char *path;
	uint64_t lines;				/* equations in it */
	const char *text;			/* the file itself, not terminated by 0 */
	size_t size;				/* of text, in bytes */
	const struct px_equations *equations;	/* parsed */
};

#endif /* PX_INPUT_FILE_H */
