// SPDX-License-Identifier: GPL-2.0-only
/* What forbids io_uring is named. A seccomp filter stands for each reason. */
#include <errno.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>
#include "sides/ring.h"
#include "tests/tap.h"

/* io_uring_setup() fails with that error from now on. */
static int forbid(int err)
{
	struct sock_filter code[] = {
		BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
		BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_io_uring_setup, 0, 1),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | (unsigned int)err),
		BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
	};
	struct sock_fprog filter = { .len = 4, .filter = code };

	return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) ||
	       prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &filter);
}

/* The status of a child: 0 if the reason has these words. */
static int child(int err, const char *words)
{
	char why[128] = "";

	if (forbid(err))
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
