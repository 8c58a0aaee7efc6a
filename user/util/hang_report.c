// SPDX-License-Identifier: GPL-2.0-only
#include <ctype.h>
#include <dirent.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>
#include "backtrace.h"
#include "device.h"
#include "hang_report.h"
#include "harness/run_internal.h"
#include "os.h"

#define MAX_SHOWN	16u	/* threads that are printed */
#define MAX_FUNCTIONS	12u	/* of a worker */

/* Reads the beginning of a file in /proc. Returns false, and "", if it cannot. */
static bool read_text(const char *path, char *text, size_t size)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : read(fd, text, size - 1);

	if (fd >= 0)
		close(fd);
	text[n > 0 ? n : 0] = '\0';
	return n > 0;
}

static const char *state_of(const char *task)
{
	char path[96], text[512];
	const char *end;

	snprintf(path, sizeof(path), "%s/stat", task);
	read_text(path, text, sizeof(text));
	end = strrchr(text, ')');
	switch (end && end[1] ? end[2] : '?') {
	case 'R': return "running";
	case 'S': return "asleep";
	case 'D': return "asleep, cannot be interrupted";
	case 'T': return "stopped";
	default: return "state unknown";
	}
}

/* The number of the system call that a thread is in; -1: none, or not known. */
static int call_of(const char *task)
{
	char path[96], text[32];

	snprintf(path, sizeof(path), "%s/syscall", task);
	return read_text(path, text, sizeof(text)) && isdigit(text[0]) ? atoi(text) : -1;
}

/* Prints the stack of a thread in the kernel. Only root may read it. */
static void print_kernel_stack(FILE *out, const char *task)
{
	char path[96], text[4096];
	char *rest = text, *line;

	snprintf(path, sizeof(path), "%s/stack", task);
	if (!read_text(path, text, sizeof(text))) {
		snprintf(path, sizeof(path), "%s/wchan", task);
		if (read_text(path, text, sizeof(text)) && text[0] != '0')
			fprintf(out, "    %s\n", text);
		return;
	}
	while ((line = strsep(&rest, "\n")) && line[0])
		fprintf(out, "    %s\n", line[0] == '[' && strchr(line, ' ') ?
			strchr(line, ' ') + 1 : line);
}

/* The worker whose thread it is; NULL: none. */
static const struct px_worker_thread *worker_of(const struct px_run *run, int tid)
{
	for (u32 i = 0; run && i < run->workers; i++)
		if (px_read_once(run->threads[i].thread.tid) == tid)
			return &run->threads[i];
	return NULL;
}

/* A signal would end a call into the module, and with it the hang. */
static bool is_in_module(int call)
{
	return call == SYS_ioctl || call == SYS_io_uring_enter;
}

static void print_own_thread(FILE *out, const struct px_hang *hang, const char *task, int tid)
{
	const struct px_worker_thread *w = worker_of(hang->run, tid);
	int call = call_of(task);

	if (w)
		fprintf(out, "  thread %d, worker %u (%s): %s, at least %llu steps done\n", tid,
			w->worker.number, w->role->name, state_of(task),
			(unsigned long long)px_read_once(w->worker.ops));
	else
		fprintf(out, "  thread %d%s: %s\n", tid, tid == getpid() ? ", the main thread" : "",
			state_of(task));
	if (is_in_module(call))
		print_kernel_stack(out, task);
	else
		px_backtrace_print(out, tid, w || !hang->run ? MAX_FUNCTIONS : 2);
}

/* Prints the threads of this process, except the watchdog's: one runs, one waits for its signal. */
static void print_own_threads(FILE *out, const struct px_hang *hang)
{
	DIR *all = opendir("/proc/self/task");
	unsigned int shown = 0, more = 0;
	struct dirent *entry;
	char task[64];

	while (all && (entry = readdir(all))) {
		int tid = atoi(entry->d_name);

		snprintf(task, sizeof(task), "/proc/self/task/%d", tid);
		if (!tid || tid == gettid() || call_of(task) == SYS_rt_sigtimedwait)
			continue;
		if (shown++ < MAX_SHOWN)
			print_own_thread(out, hang, task, tid);
		else
			more++;
	}
	if (more)
		fprintf(out, "  and %u more threads\n", more);
	if (all)
		closedir(all);
}

/* Prints the kernel threads of the module, which are named px/NUMBER. */
static void print_kernel_threads(FILE *out)
{
	DIR *all = opendir("/proc");
	unsigned int shown = 0;
	struct dirent *entry;
	char task[64], path[96], name[32];

	while (all && (entry = readdir(all)) && shown < MAX_SHOWN) {
		int pid = atoi(entry->d_name);

		snprintf(task, sizeof(task), "/proc/%d", pid);
		snprintf(path, sizeof(path), "%s/comm", task);
		if (!pid || !read_text(path, name, sizeof(name)) || strncmp(name, "px/", 3))
			continue;
		name[strcspn(name, "\n")] = '\0';
		fprintf(out, "  kernel thread %d (%s): %s\n", pid, name, state_of(task));
		print_kernel_stack(out, task);
		shown++;
	}
	if (all)
		closedir(all);
}

/* Prints the module's state of each open file. Returns false if there is none. */
static bool print_instances(FILE *out)
{
	DIR *all = opendir("/proc/self/fd");
	struct dirent *entry;
	char path[64], text[1024];
	bool any = false;

	while (all && (entry = readdir(all))) {
		char *rest = text, *line;
		ssize_t n;

		snprintf(path, sizeof(path), "/proc/self/fd/%d", atoi(entry->d_name));
		n = readlink(path, text, sizeof(text) - 1);
		text[n > 0 ? n : 0] = '\0';
		if (strcmp(text, PX_DEVICE_PATH))
			continue;
		any = true;
		snprintf(path, sizeof(path), "/proc/self/fdinfo/%d", atoi(entry->d_name));
		read_text(path, text, sizeof(text));
		while ((line = strsep(&rest, "\n")))
			if (!strncmp(line, "state:", 6) || !strncmp(line, "ops:", 4))
				fprintf(out, "  the module: %s\n", line);
	}
	if (all)
		closedir(all);
	return any;
}

/* scripts/vm/vm watches for this line. dprintf() cannot write to this device. */
static void write_kernel_log(const struct px_hang *hang)
{
	int fd = open("/dev/kmsg", O_WRONLY | O_CLOEXEC);
	char line[160];
	int n = snprintf(line, sizeof(line), "parallax: hang: %s on the side %s does not end\n",
			 hang->workload, hang->side);

	if (fd < 0)
		return;
	if (write(fd, line, (size_t)n) != n)
		perror("parallax: /dev/kmsg");
	close(fd);
}

void px_hang_report(const struct px_hang *hang)
{
	double length = (double)px_run_length(hang->spec) * 1e-9;
	double took = (double)(px_os_now() - hang->began) * 1e-9;
	bool in_module;

	fprintf(stderr, "\nparallax: hang: a run of %s on the side %s with %u thread%s does not "
		"end: %.0f s so far,\n  expected at most %g s. Its threads:\n",
		hang->workload, hang->side, hang->spec->threads,
		hang->spec->threads == 1 ? "" : "s", took, length);
	print_own_threads(stderr, hang);
	print_kernel_threads(stderr);
	in_module = print_instances(stderr);
	if (in_module)
		write_kernel_log(hang);
	fprintf(stderr, "parallax: the run is given up; the results of this command are lost\n");
	if (in_module)
		fprintf(stderr, "  If the command does not end now, its kernel threads cannot end: "
			"restart the machine.\n");
}
