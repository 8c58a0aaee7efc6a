// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include "atomic_file.h"

static bool is_special(const char *path)
{
	struct stat st;

	return !stat(path, &st) && !S_ISREG(st.st_mode);
}

/* Sets both paths. A symbolic link is kept: its target is replaced. */
static int set_paths(struct px_atomic_file *o, const char *path)
{
	o->path = realpath(path, NULL);
	if (!o->path && errno == ENOENT)
		o->path = strdup(path);
	if (!o->path)
		return -errno;
	return asprintf(&o->part, "%s.part", o->path) < 0 ? -ENOMEM : 0;
}

static void clear(struct px_atomic_file *o)
{
	free(o->part);
	free(o->path);
	*o = (struct px_atomic_file) { 0 };
}

int px_atomic_file_open(struct px_atomic_file *o, const char *path)
{
	int err = 0;

	*o = (struct px_atomic_file) { 0 };
	if (!strcmp(path, "-")) {
		o->file = stdout;
		return 0;
	}
	if (!is_special(path))
		err = set_paths(o, path);
	if (!err)
		o->file = fopen(o->part ? o->part : path, "we");
	if (!err && !o->file)
		err = -errno;
	if (err)
		clear(o);
	return err;
}

int px_atomic_file_close(struct px_atomic_file *o, int err)
{
	if ((o->file == stdout ? fflush(stdout) : fclose(o->file)) && !err)
		err = -errno;
	if (o->part && !err && rename(o->part, o->path))
		err = -errno;
	if (o->part && err)
		remove(o->part);
	clear(o);
	return err;
}
