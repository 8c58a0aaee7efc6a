// SPDX-License-Identifier: GPL-2.0-only
/* More CPUs than a cpu_set_t has: one line names the limit. Runs build/user/parallax. */
#include <errno.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include "forbid.h"
#include "tests/tap.h"

#define PROGRAM	"build/user/parallax"

int main(void)
{
	char text[512] = "";
	size_t used = 0;
	ssize_t n;
	int out[2], status = -1;
	pid_t pid;

	tap_ok(!pipe(out), "a pipe");
	pid = fork();
	if (!pid) {
		dup2(out[1], STDERR_FILENO);
		if (!forbid(SYS_sched_getaffinity, EINVAL))
			execl(PROGRAM, PROGRAM, "run", "empty", "--rounds", "1", NULL);
		_exit(127);
	}
	close(out[1]);
	while (used < sizeof(text) - 1 && (n = read(out[0], text + used,
						    sizeof(text) - 1 - used)) > 0)
		used += (size_t)n;
	waitpid(pid, &status, 0);
	tap_ok(WIFEXITED(status) && WEXITSTATUS(status) == 1, "exit status 1");
	tap_ok(strstr(text, "more than 1024 possible CPUs"), "one line names the limit: %s", text);
	return tap_done();
}
