/* SPDX-License-Identifier: GPL-2.0-only */
/* Child processes of the tests. */
#ifndef PX_TEST_CHILD_H
#define PX_TEST_CHILD_H

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>
#include "instance.h"

/* A child calls a function, reports the result, and waits until it is killed. */
struct child {
	pid_t pid;
	int result;
};

static inline struct child child_start(int (*work)(void))
{
	int pipes[2], err;
	struct child c;

	if (pipe(pipes))
		exit(1);
	c.pid = fork();
	if (!c.pid) {
		err = work();
		if (write(pipes[1], &err, sizeof(err)) != sizeof(err))
			_exit(1);
		pause();
	}
	if (read(pipes[0], &c.result, sizeof(c.result)) != sizeof(c.result))
		c.result = -EPIPE;
	close(pipes[0]);
	close(pipes[1]);
	return c;
}

static inline void child_kill(struct child c)
{
	kill(c.pid, SIGKILL);
	waitpid(c.pid, NULL, 0);
}

/* A child that sends SIGUSR1 to its parent at this interval until it is killed. */
static inline struct child send_signals(unsigned int interval_ms)
{
	pid_t parent = getpid();
	struct child c = { .pid = fork() };

	if (c.pid)
		return c;
	for (;;) {
		usleep(interval_ms * 1000);
		kill(parent, SIGUSR1);
	}
}

/* True if the process ends within this time. */
static inline bool ends_within(pid_t pid, uint64_t ms, int *status)
{
	uint64_t deadline = now_ms() + ms;
	pid_t ended;

	while (!(ended = waitpid(pid, status, WNOHANG)) && now_ms() < deadline)
		sleep_ms(1);
	return ended == pid;
}

#endif /* PX_TEST_CHILD_H */
