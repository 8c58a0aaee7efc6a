/* SPDX-License-Identifier: GPL-2.0-only */
/* child: a process that does something, says how that went, and then stays until it is killed. */
#ifndef PX_TEST_CHILD_H
#define PX_TEST_CHILD_H

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/wait.h>
#include <unistd.h>

struct child {
	pid_t pid;
	int result;
};

static inline struct child begin(int (*life)(void))
{
	int pipes[2], err;
	struct child c;

	if (pipe(pipes))
		exit(1);
	c.pid = fork();
	if (!c.pid) {
		err = life();
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

static inline void end(struct child c)
{
	kill(c.pid, SIGKILL);
	waitpid(c.pid, NULL, 0);
}

#endif /* PX_TEST_CHILD_H */
