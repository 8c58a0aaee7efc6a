// SPDX-License-Identifier: GPL-2.0-only
/* Many instances and threads, the limits of the module, and permissions. */
#include <sys/resource.h>
#include <sys/wait.h>
#include "instance.h"
#include "send_fd.h"
#include "tests/tap.h"

#define INSTANCES	10000u

static long free_kb(void)
{
	long kb = 0;
	char line[128];
	FILE *f = fopen("/proc/meminfo", "r");

	while (f && fgets(line, sizeof(line), f))
		if (sscanf(line, "MemAvailable: %ld", &kb) == 1)
			break;
	if (f)
		fclose(f);
	return kb;
}

static void many_instances(void)
{
	const struct rlimit limit = { INSTANCES + 100, INSTANCES + 100 };
	static int fds[INSTANCES];
	long before = free_kb();
	uint32_t nr = 0;

	setrlimit(RLIMIT_NOFILE, &limit);
	while (nr < INSTANCES && (fds[nr] = open(PX_DEVICE_PATH, O_RDWR | O_CLOEXEC)) >= 0)
		nr++;
	tap_ok(nr == INSTANCES, "%u instances are open at once", nr);
	printf("# attack: instances: %u at once, about %ld bytes each\n", nr,
	       (before - free_kb()) * 1024 / (nr ? nr : 1));
	tap_ok(!op(fds[nr - 1], PX_OP_MUTEX_NEW, "m") && !op(fds[0], PX_OP_MUTEX_NEW, "m"),
	       "the first and the last work");
	while (nr)
		close(fds[--nr]);
}

static void many_threads(void)
{
	static struct px_worker_result results[PX_MAX_THREADS];
	struct px_setup s = good_setup("mutex_counter");
	int fd = open_instance(), error = -1;
	struct px_check c;

	s.spec.threads = PX_MAX_THREADS;
	s.spec.duration_ns = 20000000;
	tap_ok(!set_up_and_start(fd, s) && !wait_run(fd, results, &error) && !error &&
		       !check_run(fd, &c) && c.nr_findings &&
		       c.findings[0].expected == c.findings[0].observed,
	       "a run of %u threads", PX_MAX_THREADS);
	printf("# attack: threads: %u in a run\n", PX_MAX_THREADS);
	close(fd);
}

/* Instances use up all threads. The next set-up fails, and succeeds when they are closed. */
static void global_limits(void)
{
	int fds[64], fd = open_instance(), err = 0;
	struct px_setup s = good_setup("empty");
	uint32_t nr = 0;

	s.spec.threads = PX_MAX_THREADS;
	while (nr < 64 && !err) {
		fds[nr] = open_instance();
		err = call(fds[nr++], PX_IOC_SETUP, &s);
	}
	tap_ok(err == -EAGAIN, "a set-up beyond the limit of all threads: EAGAIN (%u runs)", nr);
	while (nr)
		close(fds[--nr]);
	tap_ok(!call(fd, PX_IOC_SETUP, &s), "it succeeds when other instances are closed");
	close(fd);
}

/* A bit for each thing that an unprivileged process can do. */
static int use_unprivileged(int socket)
{
	struct px_setup s = good_setup("empty");
	int fd = receive_fd(socket);

	if (setgid(1000) || setuid(1000))
		return 64;
	return (open(PX_DEVICE_PATH, O_RDWR) < 0 && errno == EACCES) |
	       !op(fd, PX_OP_MUTEX_LOCK, "m") << 1 | !op(fd, PX_OP_MUTEX_UNLOCK, "m") << 2 |
	       !set_up_and_start(fd, s) << 3;
}

static void permissions(void)
{
	int ends[2], fd = open_instance(), status = 0;
	pid_t pid;

	op(fd, PX_OP_MUTEX_NEW, "m");
	if (socketpair(AF_UNIX, SOCK_DGRAM, 0, ends))
		return;
	fflush(stdout);
	pid = fork();
	if (!pid)
		_exit(use_unprivileged(ends[1]));
	send_fd(ends[0], fd);
	waitpid(pid, &status, 0);
	tap_ok(WIFEXITED(status) && WEXITSTATUS(status) & 1,
	       "an unprivileged process cannot open the device: EACCES");
	tap_ok(WEXITSTATUS(status) == 15,
	       "it has full access by a descriptor that it receives (%#x)", WEXITSTATUS(status));
	close(ends[0]);
	close(ends[1]);
	close(fd);
}

int main(void)
{
	many_instances();
	many_threads();
	global_limits();
	permissions();
	return tap_done();
}
