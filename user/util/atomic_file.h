/* SPDX-License-Identifier: GPL-2.0-only */
/* output: a file that is written whole, or stays as it was. */
#ifndef PX_USER_ATOMIC_FILE_H
#define PX_USER_ATOMIC_FILE_H

#include <stdio.h>

struct px_atomic_file {
	FILE *file;		/* to write to */
	char *whole, *part;	/* what the file is called in the end, and until then; or NULL */
};

/*
 * "-" is stdout. What is there and is no regular file, a pipe or a device, is written to as it
 * is. 0, or -errno.
 */
int px_atomic_file_open(struct px_atomic_file *o, const char *path);

/* err: what came of the writing, 0 or -errno. Returns it, or what came of the rest. */
int px_atomic_file_close(struct px_atomic_file *o, int err);

#endif /* PX_USER_ATOMIC_FILE_H */
