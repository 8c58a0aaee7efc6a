/* SPDX-License-Identifier: GPL-2.0-only */
/* atomic_file: a file that is written completely, or not changed. */
#ifndef PX_USER_ATOMIC_FILE_H
#define PX_USER_ATOMIC_FILE_H

#include <stdio.h>

struct px_atomic_file {
	FILE *file;		/* the file to write to */
	char *path, *part;	/* final and temporary path; NULL: neither */
};

/* "-" is stdout. A pipe or a device is written directly. Returns 0 or -errno. */
int px_atomic_file_open(struct px_atomic_file *o, const char *path);

/* err: the result of writing, 0 or -errno. Returns it, or the error of the final steps. */
int px_atomic_file_close(struct px_atomic_file *o, int err);

#endif /* PX_USER_ATOMIC_FILE_H */
