// SPDX-License-Identifier: GPL-2.0-only
/* Commands by io_uring that wait: they complete, are cancelled, or their process ends. */
#include <poll.h>
#include <sys/epoll.h>
#include <sys/sysinfo.h>
#include "child.h"
#include "uring_kinds.h"
#include "worker_calls.h"
#include "tests/tap.h"

static struct px_worker_result results[PX_MAX_THREADS];

/* The commands that can wait, each in its own instance. Arguments outlive the command. */
enum wait { RECV, SEND, LOCK, STEP, WAIT, WAITS };

static const char *const wait_names[] = { "recv", "send", "lock", "step", "wait" };
static struct px_op waiting_op;
static struct px_wait waiting_run;

static int prepare(enum wait what)
{
	struct px_setup s = good_setup("empty");
	int fd;

	if (what == STEP)
		return open_run(good_setup("chan_bounded"), 2);
	fd = open_instance();
	if (what == WAIT) {
		s.spec.duration_ns = 60000000000ull;
		set_up_and_start(fd, s);
	} else if (what == LOCK) {
		op(fd, PX_OP_MUTEX_NEW, "c");
		op_as(fd, 1, PX_OP_MUTEX_LOCK, "c", 0, NULL);
	} else {
		chan_op(fd, PX_OP_CHAN_NEW, what == SEND ? 0 : 1);
	}
	return fd;
}

static void submit_wait(enum wait what)
{
	static const uint32_t opcodes[] = { PX_OP_CHAN_RECV, PX_OP_CHAN_SEND, PX_OP_MUTEX_LOCK };

	if (what == STEP) {
		ring_add(&ring, 1, PX_IOC_STEP, PX_STEP(0, 1));
	} else if (what == WAIT) {
		waiting_run = (struct px_wait) {
			.size = sizeof(waiting_run), .nr_workers = 2, .workers = (uintptr_t)results,
		};
		ring_add(&ring, 1, PX_IOC_WAIT, (uintptr_t)&waiting_run);
	} else {
		ring_add(&ring, 1, PX_IOC_OP,
			 op_argument(&waiting_op, opcodes[what], "c", what == SEND ? 3 : 0));
	}
	ring_submit(&ring);
}

/* Does what the command waits for. */
static void end_wait(int fd, enum wait what)
{
	uint64_t value;

	if (what == RECV)
		chan_op(fd, PX_OP_CHAN_SEND, 3);
	else if (what == SEND)
		op_as(fd, 0, PX_OP_CHAN_RECV, "c", 0, &value);
	else if (what == LOCK)
		op_as(fd, 1, PX_OP_MUTEX_UNLOCK, "c", 0, NULL);
	else
		step(fd, 1, 1);
}

static void completed(const struct ring_kind *k, enum wait what)
{
	int fd = prepare(what);

	open_ring(k, fd);
	submit_wait(what);
	tap_ok(!ring_wait_for(&ring, 1, 100), "%s: %s waits", k->name, wait_names[what]);
	end_wait(fd, what);
	tap_ok(ring_result(&ring, 1) == (what == STEP) && (what != RECV || waiting_op.value == 3),
	       "%s: and then completes", k->name);
	ring_close(&ring);
	close(fd);
}

static bool was_interrupted(int result)
{
	return result == -EINTR || result == -ECANCELED;
}

static void cancelled(const struct ring_kind *k, enum wait what)
{
	int fd = prepare(what), result, answer;

	open_ring(k, fd);
	submit_wait(what);
	ring_wait_for(&ring, 1, 50);
	ring_cancel(&ring, 2, 1);
	ring_submit(&ring);
	answer = ring_result(&ring, 2);
	result = ring_result(&ring, 1);
	tap_ok((answer == 0 || answer == -EALREADY || answer == -ENOENT) && was_interrupted(result),
	       "%s: %s cancelled: %d, the cancel %d", k->name, wait_names[what], result, answer);
	tap_ok(what != SEND || op_as(fd, 0, PX_OP_CHAN_TRY_RECV, "c", 0, NULL) == -EAGAIN,
	       "%s: and no message was sent", k->name);
	ring_close(&ring);
	close(fd);
}

/* The next message must be this one. */
static bool arrives(int fd, uint64_t value)
{
	uint64_t deadline = now_ms() + TIMEOUT_MS, got = ~value;

	while (op_as(fd, 0, PX_OP_CHAN_TRY_RECV, "c", 0, &got) == -EAGAIN && now_ms() < deadline)
		ring_wait_for(&ring, 2, 1);
	return got == value;
}

/* The second send waits for the only io_uring worker. Other commands reuse its entry. */
static bool keeps_arguments(const struct ring_kind *k)
{
	struct px_op sends[2], count;
	uint64_t arg = op_argument(&count, PX_OP_CHAN_COUNT, "c", 0);
	int fd = open_instance();
	bool good = true;

	chan_op(fd, PX_OP_CHAN_NEW, 0);
	open_ring(k, fd);
	ring_set_max_workers(&ring, 1);
	for (unsigned int i = 0; i < 2; i++) {
		ring_add(&ring, 1 + i, PX_IOC_OP,
			 op_argument(&sends[i], PX_OP_CHAN_SEND, "c", 1 + i));
		ring_submit(&ring);
		good = good && fdinfo_shows(fd, " 1 sends wait");
	}
	for (unsigned int i = 0; i < 2 * RING_ENTRIES; i++)
		good = good && ring_call(&ring, PX_IOC_OP, arg) == 0;
	return good && arrives(fd, 1) && arrives(fd, 2) && !ring_result(&ring, 1) &&
	       !ring_result(&ring, 2);
}

/* Runs keeps_arguments() in a new process, which has no io_uring workers yet. */
static void reuses_entries(const struct ring_kind *k)
{
	pid_t pid = fork();
	int status;

	if (!pid)
		_exit(!keeps_arguments(k));
	waitpid(pid, &status, 0);
	tap_ok(!status, "%s: a command keeps its argument when its entry is used again", k->name);
}

/* ---- ends ----------------------------------------------------------------------------- */

enum ending { CLOSES, EXITS, KILLED, ENDINGS };

static const char *const ending_names[] = { "closes the ring", "exits", "is killed" };

static void wait_and_end(const struct ring_kind *k, enum wait what, enum ending ending)
{
	int fd = prepare(what);

	open_ring(k, fd);
	submit_wait(what);
	ring_wait_for(&ring, 1, 50);
	if (ending == KILLED)
		raise(SIGKILL);
	if (ending == EXITS)
		_exit(0);
	ring_close(&ring);
	close(fd);
	sleep_ms(1);
	_exit(0);
}

static void ends(const struct ring_kind *k, enum ending ending)
{
	unsigned int ended = 0;

	for (enum wait what = 0; what < WAITS; what++) {
		pid_t pid = fork();

		if (!pid)
			wait_and_end(k, what, ending);
		if (ends_within(pid, TIMEOUT_MS, NULL))
			ended++;
		else
			printf("# does not end: %s\n", wait_names[what]);
	}
	tap_ok(ended == WAITS, "%s: with any wait, a process %s, and ends", k->name,
	       ending_names[ending]);
	tap_ok(module_reloads(), "%s: then the module can be unloaded", k->name);
}

/* ---- a run ---------------------------------------------------------------------------- */

static bool readable(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };

	return poll(&p, 1, 0) == 1 && p.revents & POLLIN;
}

static void run_awaited(const struct ring_kind *k)
{
	struct px_setup s = good_setup("mutex_counter");
	struct epoll_event e = { .events = EPOLLIN };
	int fd = open_instance(), epoll = epoll_create1(0);
	struct px_worker_result again[2];
	int error;

	open_ring(k, fd);
	waiting_run = (struct px_wait) { .size = sizeof(waiting_run) };
	tap_ok(ring_call(&ring, PX_IOC_WAIT, (uintptr_t)&waiting_run) == -EBADFD,
	       "%s: wait without a run: EBADFD", k->name);
	s.spec.duration_ns = 300000000;
	set_up_and_start(fd, s);
	epoll_ctl(epoll, EPOLL_CTL_ADD, fd, &e);
	tap_ok(!readable(fd) && epoll_wait(epoll, &e, 1, 0) == 0, "%s: not readable while it runs",
	       k->name);
	ring_get_sqe(&ring, 3, IORING_OP_POLL_ADD)->poll32_events = POLLIN;
	submit_wait(WAIT);
	tap_ok(!ring_wait_for(&ring, 1, 50) && !ring.done[3], "%s: wait waits", k->name);
	tap_ok(ring_result(&ring, 1) == 0 && waiting_run.error == 0 && waiting_run.nr_workers == 2,
	       "%s: and completes with the run", k->name);
	memcpy(again, results, sizeof(again));
	tap_ok(wait_run(fd, results, &error) == 0 && !memcmp(again, results, sizeof(again)),
	       "%s: the ioctl has the same results", k->name);
	tap_ok(ring_result(&ring, 3) > 0 && ring.result[3] & POLLIN,
	       "%s: a poll by the ring completes", k->name);
	tap_ok(readable(fd) && epoll_wait(epoll, &e, 1, 1000) == 1 && e.events & EPOLLIN,
	       "%s: readable by poll and epoll", k->name);
	close(epoll);
	ring_close(&ring);
	close(fd);
}

static void run_not_stopped(const struct ring_kind *k)
{
	int fd = prepare(WAIT);

	cancelled(k, WAIT);
	tap_ok(strstr(fdinfo(fd), "state:\trunning"), "%s: a cancelled wait does not stop the run",
	       k->name);
	close(fd);
}

/* ---- limits ------------------------------------------------------------------- */

#define COMMANDS	64u

static bool many_wait(unsigned int workers, unsigned int expected)
{
	static struct px_op sends[COMMANDS];
	int fd = open_instance();
	char text[32];
	bool seen;

	snprintf(text, sizeof(text), " %u sends wait", expected);
	chan_op(fd, PX_OP_CHAN_NEW, 0);
	open_ring(&ring_kinds[0], fd);
	if (workers)
		ring_set_max_workers(&ring, workers);
	for (unsigned int i = 0; i < COMMANDS; i++)
		ring_add(&ring, i, PX_IOC_OP, op_argument(&sends[i], PX_OP_CHAN_SEND, "c", i));
	ring_submit(&ring);
	seen = fdinfo_shows(fd, text);
	sleep_ms(200);
	seen = seen && strstr(fdinfo(fd), text);
	ring_close(&ring);
	close(fd);
	return seen;
}

int main(void)
{
	unsigned int usual = 4 * (unsigned int)get_nprocs();

	for (unsigned int i = 0; i < RING_KINDS; i++) {
		const struct ring_kind *k = &ring_kinds[i];

		for (enum wait what = 0; what < WAITS; what++) {
			if (what != WAIT)
				completed(k, what);
			cancelled(k, what);
		}
		reuses_entries(k);
		run_awaited(k);
		run_not_stopped(k);
		for (enum ending ending = 0; ending < ENDINGS; ending++)
			ends(k, ending);
	}
	tap_ok(many_wait(0, usual), "of %u commands that wait, %u have begun", COMMANDS, usual);
	return tap_done();
}
