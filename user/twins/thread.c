// SPDX-License-Identifier: GPL-2.0-only
/* thread: what the threads of the program have in common. */
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include "thread.h"

__thread struct px_thread *px_thread_current;
u32 px_thread_nr_detached;

/* The state is the letter after the name, which is in brackets and may hold any. */
bool px_task_asleep(int tid)
{
	char path[64], text[256];
	const char *state;
	ssize_t n;
	int fd;

	snprintf(path, sizeof(path), "/proc/self/task/%d/stat", tid);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0)
		return false;
	n = read(fd, text, sizeof(text) - 1);
	close(fd);
	if (n <= 0)
		return false;
	text[n] = '\0';
	state = strrchr(text, ')');
	return state && (state[2] == 'S' || state[2] == 'D');
}

void px_await_detached(void)
{
	while (__atomic_load_n(&px_thread_nr_detached, __ATOMIC_ACQUIRE))
		nanosleep(&(struct timespec) { 0, 1000000 }, NULL);
}
