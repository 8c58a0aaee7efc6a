// SPDX-License-Identifier: GPL-2.0-only
/*
 * test_uring_many TIMES: 1000 sends wait by io_uring: their CPU time, and how fast they are
 * woken, cancelled and killed. Then TIMES times one command waits, and is cancelled, its
 * ring is closed, or its process is killed. At the end the module can be unloaded.
 */
#include <signal.h>
#include <sys/resource.h>
#include "child.h"
#include "uring_calls.h"
#include "tests/tap.h"

#define COMMANDS	1000u
#define MEASURE_MS	2000u

static struct test_ring ring;
static struct px_op ops[COMMANDS];

/* ---- a thousand ---------------------------------------------------------------------- */

/* io_uring starts its workers one after the other, which takes seconds. */
static bool all_wait(int fd)
{
	for (unsigned int i = 0; i < 8; i++)
		if (fdinfo_shows(fd, " 1000 sends wait"))
			return true;
	return false;
}

static int start_sends(void)
{
	const struct rlimit unlimited = { RLIM_INFINITY, RLIM_INFINITY };
	int fd = open_instance();

	setrlimit(RLIMIT_NPROC, &unlimited);
	op(fd, PX_OP_CHAN_NEW, "c");
	if (ring_open(&ring, fd, 1024, 0) || ring_set_max_workers(&ring, COMMANDS))
		_exit(1);
	for (unsigned int i = 0; i < COMMANDS; i++)
		ring_add(&ring, i, PX_IOC_OP, op_argument(&ops[i], PX_OP_CHAN_SEND, "c", i));
	ring_submit(&ring);
	if (!all_wait(fd))
		_exit(1);
	return fd;
}

static uint64_t cpu_us(void)
{
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	return (uint64_t)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1000000 +
	       (uint64_t)(u.ru_utime.tv_usec + u.ru_stime.tv_usec);
}

/* Waits for all commands. Returns the time since then, in ms. */
static unsigned int wait_for_all(uint64_t since)
{
	for (unsigned int i = 0; i < COMMANDS; i++)
		if (!ring_wait_for(&ring, i, TIMEOUT_MS))
			return ~0u;
	return (unsigned int)(now_ms() - since);
}

/* Returns the CPU time of the waiting commands, in us a second. */
static unsigned int measure_cpu(void)
{
	uint64_t before;

	start_sends();
	sleep_ms(500);
	before = cpu_us();
	sleep_ms(MEASURE_MS);
	return (unsigned int)((cpu_us() - before) * 1000 / MEASURE_MS);
}

static unsigned int wake_all(void)
{
	int fd = start_sends();
	uint64_t since = now_ms();

	for (unsigned int i = 0; i < COMMANDS; i++)
		op(fd, PX_OP_CHAN_RECV, "c");
	return wait_for_all(since);
}

static unsigned int cancel_all(void)
{
	uint64_t since;

	start_sends();
	since = now_ms();
	ring_cancel(&ring, COMMANDS, 0)->cancel_flags =
		IORING_ASYNC_CANCEL_ALL | IORING_ASYNC_CANCEL_ANY;
	ring_submit(&ring);
	return wait_for_all(since);
}

/* The parent then kills the process. */
static unsigned int only_start(void)
{
	start_sends();
	return 0;
}

/* Calls it in a child. Returns its result; with killed, the time in ms to kill the child. */
static unsigned int in_process(unsigned int (*function)(void), bool killed)
{
	unsigned int result = ~0u;
	uint64_t since;
	int ends[2];
	pid_t pid;

	if (pipe(ends))
		return result;
	pid = fork();
	if (!pid) {
		result = function();
		if (write(ends[1], &result, sizeof(result)) == sizeof(result))
			pause();
		_exit(1);
	}
	close(ends[1]);
	if (read(ends[0], &result, sizeof(result)) != sizeof(result))
		result = ~0u;
	close(ends[0]);
	since = now_ms();
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	return killed && result != ~0u ? (unsigned int)(now_ms() - since) : result;
}

static unsigned int least(unsigned int (*function)(void), bool killed, unsigned int enough)
{
	unsigned int best = ~0u;

	for (unsigned int i = 0; i < TRIES && best >= enough; i++) {
		unsigned int one = in_process(function, killed);

		best = one < best ? one : best;
	}
	return best;
}

static void test_many(void)
{
	unsigned int limit = (unsigned int)scaled(1000), us = least(measure_cpu, false, 5000), ms;

	tap_ok(us < scaled(5000), "%u sends wait: %u us of CPU time a second", COMMANDS, us);
	ms = least(wake_all, false, limit);
	tap_ok(ms < limit, "woken within %u ms", ms);
	ms = least(cancel_all, false, limit);
	tap_ok(ms < limit, "cancelled within %u ms", ms);
	ms = least(only_start, true, limit);
	tap_ok(ms < limit, "killed within %u ms", ms);
	tap_ok(module_reloads(), "and the module can be unloaded");
}

/* ---- one at a time ---- */

static void wait_and_end(unsigned int nth)
{
	static const unsigned int flags[] = { 0, RING_DEFERRED, IORING_SETUP_SQPOLL };
	int fd = open_instance();
	struct px_op o;
	int result;

	op(fd, PX_OP_CHAN_NEW, "c");
	if (ring_open(&ring, fd, 8, flags[nth / 3 % 3]))
		_exit(1);
	ring_add(&ring, 1, PX_IOC_OP,
		 op_argument(&o, nth & 1 ? PX_OP_CHAN_SEND : PX_OP_CHAN_RECV, "c", 0));
	ring_submit(&ring);
	if (nth / 9 % 2)
		fdinfo_shows(fd, "wait");
	if (nth % 3 == 2)
		raise(SIGKILL);
	if (nth % 3 == 1) {
		ring_close(&ring);
		_exit(0);
	}
	ring_cancel(&ring, 2, 1);
	ring_submit(&ring);
	result = ring_result(&ring, 2);
	if (result == -ENOENT)	/* the command had not begun */
		_exit(0);
	result = ring_result(&ring, 1);
	_exit(result != -EINTR && result != -ECANCELED);
}

static bool ends_as_expected(unsigned int nth)
{
	int status = 0;
	pid_t pid = fork();

	if (!pid)
		wait_and_end(nth);
	if (!ends_within(pid, 2 * TIMEOUT_MS, &status))
		return false;
	return nth % 3 == 2 ? WIFSIGNALED(status) : WIFEXITED(status) && !WEXITSTATUS(status);
}

int main(int argc, char **argv)
{
	unsigned int times = argc > 1 ? (unsigned int)atoi(argv[1]) : 50, good = 0;

	test_many();
	while (good < times && ends_as_expected(good))
		good++;
	tap_ok(good == times,
	       "%u of %u x a command waits: cancelled, its ring closed, its process killed", good,
	       times);
	tap_ok(module_reloads(), "then the module can be unloaded");
	return tap_done();
}
