/* SPDX-License-Identifier: GPL-2.0-only */
/* The kernel threads of the module, by their names in /proc. */
#ifndef PX_TESTS_MODULE_THREADS_H
#define PX_TESTS_MODULE_THREADS_H

#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>

/* Calls fn, if not NULL, for each kernel thread of the module. Returns how many there are. */
static inline unsigned int each_module_thread(void (*fn)(pid_t pid, const char *name))
{
	DIR *dir = opendir("/proc");
	struct dirent *entry;
	unsigned int nr = 0;

	while (dir && (entry = readdir(dir))) {
		char path[300], name[64] = "";
		FILE *file;

		snprintf(path, sizeof(path), "/proc/%s/comm", entry->d_name);
		file = fopen(path, "re");
		if (!file)
			continue;
		if (fgets(name, sizeof(name), file) && !strncmp(name, "px/", 3)) {
			if (fn)
				fn(atoi(entry->d_name), name);
			nr++;
		}
		fclose(file);
	}
	if (dir)
		closedir(dir);
	return nr;
}

#endif /* PX_TESTS_MODULE_THREADS_H */
