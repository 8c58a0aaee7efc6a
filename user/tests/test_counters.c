// SPDX-License-Identifier: GPL-2.0-only
/* Performance counters of kernel threads, with and without CAP_PERFMON. */
#include <sys/wait.h>
#include "instance.h"
#include "tests/tap.h"

static struct px_worker_result results[PX_MAX_THREADS];

/* Runs two workers that count software events. Returns whether each has this error and mask. */
static bool counts_with(int fd, int count_error, uint32_t counted)
{
	struct px_setup s = good_setup("mutex_counter");
	int error = -1;

	s.spec.threads = 2;
	s.spec.duration_ns = 50000000;
	s.spec.counting = PX_COUNT_SOFTWARE;
	if (set_up_and_start(fd, s) || wait_run(fd, results, &error) || error)
		return false;
	for (int i = 0; i < 2; i++)
		if (!results[i].ops || results[i].count_error != count_error ||
		    results[i].counted != counted)
			return false;
	return true;
}

int main(void)
{
	int fd = open_instance(), status = -1;
	bool counted = counts_with(fd, 0, 7), steps_only = true;
	pid_t pid;

	tap_ok(counted, "a run that counts: each worker has all counts");
	for (int i = 0; i < 2; i++) {
		uint64_t steps_ns = results[i].end_ns - results[i].start_ns;

		steps_only &= results[i].counts[0] && results[i].counts[0] < steps_ns / 10 * 11;
	}
	tap_ok(steps_only, "their CPU time is not above the time of the steps by a tenth");
	close(fd);
	fd = open_instance();
	pid = fork();
	if (!pid)
		_exit(setuid(65534) || !counts_with(fd, -EACCES, 0));
	waitpid(pid, &status, 0);
	tap_ok(!status, "without CAP_PERFMON the run is the same, but nothing is counted");
	close(fd);
	return tap_done();
}
