/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * process: a child process of a lab, which can be killed; and memory that parent
 * and child share. A child is killed when its parent ends.
 */
#ifndef PX_PROCESS_H
#define PX_PROCESS_H

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>
#include "os.h"
#include "base/types.h"

struct px_process {
	pid_t pid;
};

/* Returns zeroed memory, shared with all children that are started later; or NULL. */
static inline void *px_shared_alloc(size_t size)
{
	void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);

	return memory == MAP_FAILED ? NULL : memory;
}

static inline void px_shared_free(void *memory, size_t size)
{
	munmap(memory, size);
}

/* Starts a child process that calls fn(arg) and exits. Returns 0 or -errno. */
static inline int px_process_start(struct px_process *p, void (*fn)(void *arg), void *arg)
{
	pid_t parent = getpid();

	p->pid = fork();
	if (p->pid < 0)
		return -errno;
	if (p->pid)
		return 0;
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (getppid() == parent)
		fn(arg);
	_exit(0);
}

/* Waits until the process has ended. */
static inline void px_process_wait(struct px_process *p)
{
	while (waitpid(p->pid, NULL, 0) < 0 && errno == EINTR)
		;
}

/* Kills the process and waits until it has ended. */
static inline void px_process_kill(struct px_process *p)
{
	kill(p->pid, SIGKILL);
	px_process_wait(p);
}

/* True if the process sleeps now. */
static inline bool px_process_asleep(const struct px_process *p)
{
	char path[32], state = 0;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/stat", p->pid);
	f = fopen(path, "r");
	if (f && fscanf(f, "%*d (%*[^)]) %c", &state) != 1)
		state = 0;
	if (f)
		fclose(f);
	return state == 'S';
}

/* The number of voluntary context switches so far. */
static inline u64 px_process_sleeps(const struct px_process *p)
{
	unsigned long long sleeps = 0;
	char path[32], line[80];
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/status", p->pid);
	f = fopen(path, "r");
	while (f && fgets(line, sizeof(line), f))
		if (sscanf(line, "voluntary_ctxt_switches: %llu", &sleeps) == 1)
			break;
	if (f)
		fclose(f);
	return sleeps;
}

#endif /* PX_PROCESS_H */
