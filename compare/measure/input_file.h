/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * input: a file that workloads work on, read and found good before the first
 * round. All that the judge says of one is its name and size.
 */
#ifndef PX_JUDGE_INPUT_FILE_H
#define PX_JUDGE_INPUT_FILE_H

#include <stddef.h>
#include <stdint.h>

struct px_equations;

struct px_input_file {
	const char *path;
	uint64_t lines;				/* equations in it */
	const char *text;			/* as it stands in the file, not terminated */
	size_t size;				/* of text, in bytes */
	const struct px_equations *equations;	/* what it says */
};

#endif /* PX_JUDGE_INPUT_FILE_H */
