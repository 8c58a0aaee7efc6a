// SPDX-License-Identifier: GPL-2.0-only
/*
 * test_storm TIMES: a thousand sends that wait, what they cost and how fast they
 * go; and TIMES times a command that waits, cancelled, with its ring closed, or
 * with its process killed, by turns. Then the module goes.
 */
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include "uring_calls.h"
#include "tests/tap.h"

#define CROWD	1000u
#define TRIES	3u
#define LOOK_MS	2000u

static struct door door;
static struct px_op ops[CROWD];

/* ---- a thousand ---------------------------------------------------------------------- */

/* They begin one after the other, which takes seconds. */
static bool all_wait(int fd)
{
	for (unsigned int i = 0; i < 8; i++)
		if (shows(fd, " 1000 sends wait"))
			return true;
	return false;
}

static int gather_crowd(void)
{
	const struct rlimit all = { RLIM_INFINITY, RLIM_INFINITY };
	int fd = open_instance();

	setrlimit(RLIMIT_NPROC, &all);
	op(fd, PX_OP_CHAN_NEW, "c");
	if (door_open(&door, fd, 1024, 0) || door_widen(&door, CROWD))
		_exit(1);
	for (unsigned int i = 0; i < CROWD; i++)
		door_add(&door, i, PX_IOC_OP, door_op(&ops[i], PX_OP_CHAN_SEND, "c", i));
	door_go(&door);
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

static unsigned int all_back(uint64_t since)
{
	for (unsigned int i = 0; i < CROWD; i++)
		if (!door_await(&door, i, SOON_MS))
			return ~0u;
	return (unsigned int)(now_ms() - since);
}

/* CPU time in us, of a second in which all wait. */
static unsigned int rest(void)
{
	uint64_t before;

	gather_crowd();
	sleep_ms(500);
	before = cpu_us();
	sleep_ms(LOOK_MS);
	return (unsigned int)((cpu_us() - before) * 1000 / LOOK_MS);
}

static unsigned int wake_all(void)
{
	int fd = gather_crowd();
	uint64_t since = now_ms();

	for (unsigned int i = 0; i < CROWD; i++)
		op(fd, PX_OP_CHAN_RECV, "c");
	return all_back(since);
}

static unsigned int cancel_all(void)
{
	uint64_t since;

	gather_crowd();
	since = now_ms();
	door_cancel(&door, CROWD, 0)->cancel_flags = IORING_ASYNC_CANCEL_ALL | IORING_ASYNC_CANCEL_ANY;
	door_go(&door);
	return all_back(since);
}

/* Those whose process is then killed. */
static unsigned int stay(void)
{
	gather_crowd();
	return 0;
}

/* What it says in a process of its own; or, with kill, how many ms that takes to die. */
static unsigned int in_process(unsigned int (*what)(void), bool killed)
{
	unsigned int result = ~0u;
	uint64_t since;
	int ends[2];
	pid_t pid;

	if (pipe(ends))
		return result;
	pid = fork();
	if (!pid) {
		result = what();
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

static unsigned int least(unsigned int (*what)(void), bool killed, unsigned int enough)
{
	unsigned int best = ~0u;

	for (unsigned int i = 0; i < TRIES && best >= enough; i++) {
		unsigned int one = in_process(what, killed);

		best = one < best ? one : best;
	}
	return best;
}

static void thousand(void)
{
	unsigned int limit = (unsigned int)patient(1000), us = least(rest, false, 5000), ms;

	tap_ok(us < patient(5000), "%u sends wait: %u us of CPU time a second", CROWD, us);
	ms = least(wake_all, false, limit);
	tap_ok(ms < limit, "woken within %u ms", ms);
	ms = least(cancel_all, false, limit);
	tap_ok(ms < limit, "cancelled within %u ms", ms);
	ms = least(stay, true, limit);
	tap_ok(ms < limit, "killed within %u ms", ms);
	tap_ok(module_goes(), "and the module can go");
}

/* ---- one at a time, many times --------------------------------------------------------- */

static void wait_and_end(unsigned int turn)
{
	static const unsigned int flags[] = { 0, DOOR_AT_ONCE, IORING_SETUP_SQPOLL };
	int fd = open_instance();
	struct px_op o;
	int result;

	op(fd, PX_OP_CHAN_NEW, "c");
	if (door_open(&door, fd, 8, flags[turn / 3 % 3]))
		_exit(1);
	door_add(&door, 1, PX_IOC_OP,
		 door_op(&o, turn & 1 ? PX_OP_CHAN_SEND : PX_OP_CHAN_RECV, "c", 0));
	door_go(&door);
	if (turn / 9 % 2)
		shows(fd, "wait");
	if (turn % 3 == 2)
		raise(SIGKILL);
	if (turn % 3 == 1) {
		door_close(&door);
		_exit(0);
	}
	door_cancel(&door, 2, 1);
	door_go(&door);
	result = door_answer(&door, 2);
	if (result == -ENOENT)	/* it had not begun */
		_exit(0);
	result = door_answer(&door, 1);
	_exit(result != -EINTR && result != -ECANCELED);
}

/* Whether it ends, soon, and as it should. */
static bool turns_out_well(unsigned int turn)
{
	uint64_t deadline = now_ms() + 2 * SOON_MS;
	int status = 0;
	pid_t pid = fork();

	if (!pid)
		wait_and_end(turn);
	while (!waitpid(pid, &status, WNOHANG)) {
		if (now_ms() > deadline)
			return false;
		sleep_ms(1);
	}
	return turn % 3 == 2 ? WIFSIGNALED(status) : WIFEXITED(status) && !WEXITSTATUS(status);
}

int main(int argc, char **argv)
{
	unsigned int times = argc > 1 ? (unsigned int)atoi(argv[1]) : 50, well = 0;

	thousand();
	while (well < times && turns_out_well(well))
		well++;
	tap_ok(well == times, "%u of %u x a command waits: cancelled, its ring closed, its process killed",
	       well, times);
	tap_ok(module_goes(), "then the module can go");
	return tap_done();
}
