// SPDX-License-Identifier: GPL-2.0-only
/*
 * A thread that outlives its lab counts for the user until it ends. The module must be loaded
 * with mode=0666 max_kthreads=60 max_user_kthreads=20. A lab needs 16 threads.
 */
#include <sys/wait.h>
#include "instance.h"
#include "tests/tap.h"

#define STUDENT	1000

static int run_phase(int fd, uint32_t phase)
{
	static struct px_observation observations[PX_MAX_OBSERVATIONS];
	static struct px_event events[PX_MAX_EVENTS];
	struct px_lab_run lab = {
		.size = sizeof(lab), .lab = "threads_outlive", .phase = phase,
		.nr_observations = PX_MAX_OBSERVATIONS, .nr_events = PX_MAX_EVENTS,
		.observations = (uintptr_t)observations, .events = (uintptr_t)events,
	};

	return call(fd, PX_IOC_LAB, &lab) ?: lab.error;
}

/* Each first phase leaves a thread that runs for a second, unless the second phase ends it. */
static int leave_threads(void)
{
	uint64_t deadline = now_ms() + TIMEOUT_MS;
	int fd, err;

	if (setgid(STUDENT) || setuid(STUDENT))
		return 1;
	fd = open_instance();
	do
		err = run_phase(fd, 0);
	while (!err && now_ms() < deadline);
	return -err;
}

static int as_student(int (*work)(void))
{
	int status = 0;
	pid_t pid;

	fflush(stdout);
	pid = fork();
	if (!pid)
		_exit(work());
	waitpid(pid, &status, 0);
	return WIFEXITED(status) ? -WEXITSTATUS(status) : -ECHILD;
}

/* A run needs 1 thread and 2 for each worker. */
static int set_up(uint32_t workers)
{
	struct px_setup s = good_setup("empty");
	int err, fd = open_instance();

	s.spec.threads = workers;
	err = call(fd, PX_IOC_SETUP, &s);
	close(fd);
	return err;
}

/* The threads end soon. */
static int set_up_with_all_threads(void)
{
	uint64_t deadline = now_ms() + TIMEOUT_MS;
	int err;

	while ((err = set_up(29)) == -EAGAIN && now_ms() < deadline)
		sleep_ms(1);
	return err;
}

int main(void)
{
	int fd = open_instance();

	tap_ok(as_student(leave_threads) == -EAGAIN,
	       "threads that outlive their labs count for the user: EAGAIN");
	tap_ok(!set_up(19) && !run_phase(fd, 1), "others have the rest: 40 threads");
	tap_ok(!set_up_with_all_threads(), "a thread that has ended does not count");
	tap_ok(as_student(leave_threads) == -EAGAIN && !run_phase(fd, 1), "the same again");
	close(fd);
	return tap_done();
}
