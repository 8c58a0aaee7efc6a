// SPDX-License-Identifier: GPL-2.0-only
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include "fault_injection.h"

static const char *const kind_names[] = { "failslab", "fail_page_alloc", "fail_usercopy" };
static int task_file = -1;	/* see fault_use_task() */

static int put_text(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : write(fd, text, strlen(text));

	if (fd >= 0)
		close(fd);
	return n < 0 ? -errno : 0;
}

static int set_fault(const char *kind, const char *name, const char *value)
{
	char path[128];

	snprintf(path, sizeof(path), "/sys/kernel/debug/%s/%s", kind, name);
	return put_text(path, value);
}

/* The module area of x86-64. No other module is loaded. */
#define MODULES		0xffffffffa0000000ul
#define MODULES_END	0xffffffffff000000ul

int fault_select(unsigned int kinds)
{
	char from[32], to[32];
	int err = 0;

	for (unsigned int i = 0; i < 3 && !err; i++) {
		bool wanted = kinds & 1u << i;

		snprintf(from, sizeof(from), "%#lx", wanted ? MODULES : 1);
		snprintf(to, sizeof(to), "%#lx", wanted ? MODULES_END : 2);
		set_fault(kind_names[i], "ignore-gfp-wait", "N");
		set_fault(kind_names[i], "ignore-gfp-highmem", "N");
		set_fault(kind_names[i], "min-order", "0");
		err = set_fault(kind_names[i], "verbose", "0");
		if (!err)
			err = set_fault(kind_names[i], "require-start", from);
		if (!err)
			err = set_fault(kind_names[i], "require-end", to);
	}
	return err;
}

void fault_use_task(int fd)
{
	task_file = fd;
}

static int nth_file(void)
{
	static int own = -1;

	if (task_file >= 0)
		return task_file;
	if (own < 0)
		own = open("/proc/thread-self/fail-nth", O_RDWR | O_CLOEXEC);
	return own;
}

bool fault_available(void)
{
	return nth_file() >= 0;
}

void fault_arm(unsigned int nth)
{
	char text[16];

	snprintf(text, sizeof(text), "%u", nth);
	if (pwrite(nth_file(), text, strlen(text), 0) < 0)
		abort();
}

bool fault_disarm(void)
{
	char text[16] = "";
	ssize_t n = pread(nth_file(), text, sizeof(text) - 1, 0);

	fault_arm(0);
	return n > 0 && !atoi(text);
}

int fault_open_ring_worker(void)
{
	DIR *tasks = opendir("/proc/self/task");
	struct dirent *task;
	char path[300], comm[16];
	int found = -1;

	while (found < 0 && tasks && (task = readdir(tasks))) {
		FILE *file;

		snprintf(path, sizeof(path), "/proc/self/task/%s/comm", task->d_name);
		file = fopen(path, "re");
		if (file && fgets(comm, sizeof(comm), file) && !strncmp(comm, "iou-wrk", 7)) {
			snprintf(path, sizeof(path), "/proc/self/task/%s/fail-nth", task->d_name);
			found = open(path, O_RDWR | O_CLOEXEC);
		}
		if (file)
			fclose(file);
	}
	if (tasks)
		closedir(tasks);
	return found;
}
