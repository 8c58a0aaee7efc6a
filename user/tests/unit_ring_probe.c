// SPDX-License-Identifier: GPL-2.0-only
/* What forbids io_uring is named. A seccomp filter stands for each reason. */
#include <errno.h>
#include <string.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include "forbid.h"
#include "sides/ring.h"
#include "tests/tap.h"

/* The status of a child: 0 if the reason has these words. */
static int child(int err, const char *words)
{
	char why[128] = "";

	if (forbid(SYS_io_uring_setup, err))
		return 2;
	return px_ring_probe(0, why, sizeof(why)) != -err || !strstr(why, words);
}

static void test_reason(int err, const char *words)
{
	int status = -1;
	pid_t pid = fork();

	if (!pid)
		_exit(child(err, words));
	waitpid(pid, &status, 0);
	tap_ok(!status, "%s: \"%s\"", strerror(err), words);
}

int main(void)
{
	test_reason(EPERM, "io_uring");
	test_reason(EACCES, "SELinux forbids io_uring");
	test_reason(ENOSYS, "a seccomp filter hides it");
	test_reason(ENOMEM, "RLIMIT_MEMLOCK is ");
	test_reason(EMFILE, "cannot open a ring: Too many open files");
	return tap_done();
}
