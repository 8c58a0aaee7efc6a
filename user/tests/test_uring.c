// SPDX-License-Identifier: GPL-2.0-only
/*
 * Commands by io_uring: they say what the ioctl says, they can wait, and whatever
 * ends their waiting, the process and the module can go. On rings of every kind.
 */
#include <poll.h>
#include <signal.h>
#include <sys/epoll.h>
#include <sys/sysinfo.h>
#include <sys/wait.h>
#include "worker_calls.h"
#include "uring_calls.h"
#include "tests/tap.h"

static const struct kind {
	const char *name;
	unsigned int flags;
} kinds[] = {
	{ "plain", 0 }, { "deferred", DOOR_AT_ONCE }, { "polled", IORING_SETUP_SQPOLL },
};

#define KINDS	(sizeof(kinds) / sizeof(kinds[0]))
#define RING	64u

static struct door door;
static struct px_worker_result results[PX_MAX_THREADS];

static void open_door(const struct kind *k, int fd)
{
	int err = door_open(&door, fd, RING, k->flags);

	if (err) {
		printf("Bail out! a ring (%s): %s\n", k->name, strerror(-err));
		exit(1);
	}
}

static int do_op(int fd, uint32_t opcode, uint64_t value)
{
	struct px_op o;

	door_op(&o, opcode, "c", value);
	return call(fd, PX_IOC_OP, &o);
}

/* ---- the same answers --------------------------------------------------------------- */

static const struct saying {
	uint32_t opcode;
	const char *name;
	uint64_t value, timeout_ns;
} sayings[] = {
	{ PX_OP_MUTEX_NEW, "m" }, { PX_OP_MUTEX_NEW, "m" }, { PX_OP_MUTEX_LOCK, "m" },
	{ PX_OP_MUTEX_LOCK, "m", 0, 1000000 }, { PX_OP_MUTEX_TRYLOCK, "m" },
	{ PX_OP_MUTEX_UNLOCK, "m" }, { PX_OP_MUTEX_UNLOCK, "m" }, { PX_OP_RWLOCK_NEW, "rw" },
	{ PX_OP_RWLOCK_WRITE, "rw" }, { PX_OP_RWLOCK_READ_TRY, "rw" }, { PX_OP_RWLOCK_DOWNGRADE, "rw" },
	{ PX_OP_RWLOCK_READ, "rw" }, { PX_OP_RWLOCK_WRITE_TRY, "rw" }, { PX_OP_RWLOCK_UNLOCK, "rw" },
	{ PX_OP_ARC_NEW, "a" }, { PX_OP_ARC_GET, "a" }, { PX_OP_ARC_COUNT, "a" }, { PX_OP_ARC_PUT, "a" },
	{ PX_OP_ARC_UPGRADE, "a" }, { PX_OP_ARC_PUT, "a" }, { PX_OP_ARC_PUT, "a" }, { PX_OP_ARC_PUT, "a" },
	{ PX_OP_CHAN_NEW, "c", 1 }, { PX_OP_CHAN_SEND, "c", 7 }, { PX_OP_CHAN_TRY_SEND, "c", 8 },
	{ PX_OP_CHAN_SEND, "c", 9, 1000000 }, { PX_OP_CHAN_COUNT, "c" }, { PX_OP_CHAN_CLONE, "c" },
	{ PX_OP_CHAN_RECV, "c" }, { PX_OP_CHAN_TRY_RECV, "c" }, { PX_OP_CHAN_RECV, "c", 0, 1000000 },
	{ PX_OP_CHAN_TAKE_RECEIVER, "c" }, { PX_OP_CHAN_CLOSE_SENDER, "c" },
	{ PX_OP_CHAN_CLOSE_SENDER, "c" }, { PX_OP_CHAN_RECV, "c" }, { PX_OP_CHAN_CLOSE_RECEIVER, "c" },
	{ PX_OP_POISON_NEW, "p" }, { PX_OP_POISON_GET, "p" }, { PX_OP_POISON_LOCK, "p" },
	{ PX_OP_POISON_SET, "p", 5 }, { PX_OP_POISON_GET, "p" }, { PX_OP_POISON_TRYLOCK, "p" },
	{ PX_OP_POISON_IS, "p" }, { PX_OP_POISON_CLEAR, "p" }, { PX_OP_POISON_UNLOCK, "p" },
	{ PX_OP_ARC_GET, "m" }, { PX_OP_ARC_GET, "none" }, { 99, "m" }, { PX_OP_ARC_GET, "a", 3 },
};

/* Two instances are asked the same. */
static void same_ops(const struct kind *k)
{
	int fd = open_instance(), twin = open_instance();
	unsigned int bad = 0, n = sizeof(sayings) / sizeof(sayings[0]);

	open_door(k, fd);
	for (unsigned int i = 0; i < n; i++) {
		const struct saying *s = &sayings[i];
		struct px_op a, b;
		int by_uring, by_ioctl;

		door_op(&a, s->opcode, s->name, s->value);
		a.timeout_ns = s->timeout_ns;
		b = a;
		by_uring = door_call(&door, PX_IOC_OP, (uintptr_t)&a);
		/* What the ring still has to do in this thread interrupts a wait, as a signal does. */
		do {
			by_ioctl = call(twin, PX_IOC_OP, &b);
		} while (by_ioctl == -EINTR);
		if (by_uring != by_ioctl || a.value != b.value) {
			bad++;
			printf("# %u: %d by uring, %d by ioctl\n", s->opcode, by_uring, by_ioctl);
		}
	}
	tap_ok(!bad && !door.twice, "%s: %u operations say what the ioctl says", k->name, n);
	door_close(&door);
	close(fd);
	close(twin);
}

static void same_steps(const struct kind *k)
{
	int fd = open_run(good_setup("mutex_counter"), 2), fresh = open_instance();
	struct px_check c;
	int many;

	open_door(k, fd);
	tap_ok(door_call(&door, PX_IOC_STEP, PX_STEP(0, 1)) == 1 &&
	       door_call(&door, PX_IOC_STEP, PX_STEP(1, 5)) == 5, "%s: a step, and 5 in one command", k->name);
	many = door_call(&door, PX_IOC_STEP, PX_STEP(1, PX_STEP_MAX));
	tap_ok(many >= 64, "%s: and %d, of as many as there may be", k->name, many);
	tap_ok(door_call(&door, PX_IOC_STEP, PX_STEP(2, 1)) == -EINVAL &&
	       door_call(&door, PX_IOC_STEP, PX_STEP(0, 0)) == -EINVAL &&
	       door_call(&door, PX_IOC_STEP, 1ull << 32 | PX_STEP(0, 1)) == -EINVAL,
	       "%s: what is no step: EINVAL", k->name);
	detach(fd, 0);
	tap_ok(door_call(&door, PX_IOC_STEP, PX_STEP(0, 1)) == -ESRCH, "%s: after detach: ESRCH", k->name);
	detach(fd, 1);
	tap_ok(check_run(fd, &c) == 0 && c.findings[0].observed == 6 + (uint64_t)many &&
	       c.findings[0].expected == c.findings[0].observed, "%s: no step was lost", k->name);
	door.fd = fresh;
	tap_ok(door_call(&door, PX_IOC_STEP, PX_STEP(0, 1)) == -EBADFD &&
	       door_call(&door, PX_IOC_STEP, PX_STEP(0, 2)) == -EBADFD, "%s: before setup: EBADFD", k->name);
	door_close(&door);
	close(fd);
	close(fresh);
}

/* Others wait for a ring while a command is submitted to it: as long as one step takes, or a moment. */
static void soon_back(const struct kind *k)
{
	struct px_setup s = good_setup("mutex_counter");
	int fd, done;

	s.spec.hold_ns = 1000000;
	fd = open_run(s, 2);
	open_door(k, fd);
	delay(fd, 0, NULL);
	done = door_call(&door, PX_IOC_STEP, PX_STEP(0, 2000));
	tap_ok(done > 0 && done < 100, "%s: of 2000 steps of 1 ms, one command does %d", k->name, done);
	door_close(&door);
	close(fd);
}

static int call_reserved(uint64_t arg)
{
	const struct px_uring_command command = { .arg = arg, .reserved = 1 };

	memcpy(door_add(&door, 0, PX_IOC_STEP, arg)->cmd, &command, sizeof(command));
	door_go(&door);
	return door_answer(&door, 0);
}

static void refused(const struct kind *k)
{
	int fd = open_run(good_setup("empty"), 1);
	struct px_op o;
	uint64_t op_arg = door_op(&o, PX_OP_ARC_NEW, "a", 0);

	open_door(k, fd);
	tap_ok(door_call(&door, PX_IOC_SETUP, 0) == -EOPNOTSUPP && door_call(&door, 0, 0) == -EOPNOTSUPP &&
	       door_call(&door, PX_IOC_DETACH, 0) == -EOPNOTSUPP && door_call(&door, ~0u, 0) == -EOPNOTSUPP,
	       "%s: another operation: EOPNOTSUPP", k->name);
	tap_ok(call_reserved(PX_STEP(0, 1)) == -EINVAL, "%s: reserved is not 0: EINVAL", k->name);
	tap_ok(door_call(&door, PX_IOC_OP, 0) == -EFAULT && door_call(&door, PX_IOC_OP, 8) == -EFAULT &&
	       door_call(&door, PX_IOC_OP, ~0ull) == -EFAULT && door_call(&door, PX_IOC_WAIT, 8) == -EFAULT,
	       "%s: a pointer to nowhere: EFAULT", k->name);
	o.size = 3;
	tap_ok(door_call(&door, PX_IOC_OP, op_arg) == -EINVAL, "%s: too short a structure: EINVAL", k->name);
	o.size = 1u << 20;
	tap_ok(door_call(&door, PX_IOC_OP, op_arg) == -E2BIG, "%s: too long a one: E2BIG", k->name);
	tap_ok(door_call(&door, PX_IOC_STEP, PX_STEP(0, 1)) == 1, "%s: and then in order: served", k->name);
	door_close(&door);
	close(fd);
}

/* ---- order ---------------------------------------------------------------------------- */

#define BATCH	8u

/* The next message. A ring that is deferred goes on when it is looked at. */
static uint64_t receive(int fd)
{
	uint64_t value = BATCH;

	while (op_as(fd, 0, PX_OP_CHAN_TRY_RECV, "c", 0, &value) == -EAGAIN)
		door_await(&door, BATCH - 1, 1);
	return value;
}

/* A batch of sends into a channel with room for one: whether they arrive as they were sent. */
static bool in_order(int fd, bool linked)
{
	struct px_op sends[BATCH];
	bool order = true;

	for (unsigned int i = 0; i < BATCH; i++) {
		struct io_uring_sqe *sqe = door_add(&door, i, PX_IOC_OP,
						    door_op(&sends[i], PX_OP_CHAN_SEND, "c", i));

		if (linked && i + 1 < BATCH)
			sqe->flags |= IOSQE_IO_LINK;
	}
	door_go(&door);
	for (unsigned int i = 0; i < BATCH; i++)
		order = receive(fd) == i && order;
	for (unsigned int i = 0; i < BATCH; i++)
		door_answer(&door, i);
	return order;
}

static void orders(const struct kind *k)
{
	unsigned int tries = 0, linked = 0;
	int fd = open_instance();
	bool order = true;

	do_op(fd, PX_OP_CHAN_NEW, 1);
	open_door(k, fd);
	while (order && ++tries < 500)
		order = in_order(fd, false);
	tap_ok(!order || k->flags & IORING_SETUP_SQPOLL, "%s: not linked, sends arrive out of order (%s)%s",
	       k->name, order ? "none seen" : "seen", order ? " # SKIP it is not sure to happen" : "");
	while (linked < 50 && in_order(fd, true))
		linked++;
	tap_ok(linked == 50 && !door.twice, "%s: linked, never (%u tries)", k->name, linked);
	door_close(&door);
	close(fd);
}

/* ---- waits ---------------------------------------------------------------------------- */

/* What can wait, each in an instance of its own. The argument must outlive the command. */
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
		do_op(fd, PX_OP_CHAN_NEW, what == SEND ? 0 : 1);
	}
	return fd;
}

static void park(enum wait what)
{
	static const uint32_t opcodes[] = { PX_OP_CHAN_RECV, PX_OP_CHAN_SEND, PX_OP_MUTEX_LOCK };

	if (what == STEP) {
		door_add(&door, 1, PX_IOC_STEP, PX_STEP(0, 1));
	} else if (what == WAIT) {
		waiting_run = (struct px_wait) {
			.size = sizeof(waiting_run), .nr_workers = 2, .workers = (uintptr_t)results,
		};
		door_add(&door, 1, PX_IOC_WAIT, (uintptr_t)&waiting_run);
	} else {
		door_add(&door, 1, PX_IOC_OP,
			 door_op(&waiting_op, opcodes[what], "c", what == SEND ? 3 : 0));
	}
	door_go(&door);
}

/* Somebody does what the command waits for. */
static void help(int fd, enum wait what)
{
	uint64_t value;

	if (what == RECV)
		do_op(fd, PX_OP_CHAN_SEND, 3);
	else if (what == SEND)
		op_as(fd, 0, PX_OP_CHAN_RECV, "c", 0, &value);
	else if (what == LOCK)
		op_as(fd, 1, PX_OP_MUTEX_UNLOCK, "c", 0, NULL);
	else
		step(fd, 1, 1);
}

static void completed(const struct kind *k, enum wait what)
{
	int fd = prepare(what);

	open_door(k, fd);
	park(what);
	tap_ok(!door_await(&door, 1, 100), "%s: %s waits", k->name, wait_names[what]);
	help(fd, what);
	tap_ok(door_answer(&door, 1) == (what == STEP) && (what != RECV || waiting_op.value == 3),
	       "%s: and is done when it can be", k->name);
	door_close(&door);
	close(fd);
}

static bool was_interrupted(int result)
{
	return result == -EINTR || result == -ECANCELED;
}

static void cancelled(const struct kind *k, enum wait what)
{
	int fd = prepare(what), result, answer;

	open_door(k, fd);
	park(what);
	door_await(&door, 1, 50);
	door_cancel(&door, 2, 1);
	door_go(&door);
	answer = door_answer(&door, 2);
	result = door_answer(&door, 1);
	tap_ok((answer == 0 || answer == -EALREADY || answer == -ENOENT) && was_interrupted(result),
	       "%s: %s cancelled: %d, the cancel %d", k->name, wait_names[what], result, answer);
	tap_ok(what != SEND || op_as(fd, 0, PX_OP_CHAN_TRY_RECV, "c", 0, NULL) == -EAGAIN,
	       "%s: and nothing was done", k->name);
	door_close(&door);
	close(fd);
}

/* Whether that message arrives next, soon. */
static bool arrives(int fd, uint64_t value)
{
	uint64_t deadline = now_ms() + SOON_MS, got = ~value;

	while (op_as(fd, 0, PX_OP_CHAN_TRY_RECV, "c", 0, &got) == -EAGAIN && now_ms() < deadline)
		door_await(&door, 2, 1);
	return got == value;
}

/* The second send waits for the only thread there is, while others take its place in the ring. */
static bool stays_what_it_was(const struct kind *k)
{
	struct px_op sends[2], count;
	uint64_t asked = door_op(&count, PX_OP_CHAN_COUNT, "c", 0);
	int fd = open_instance();
	bool came = true;

	do_op(fd, PX_OP_CHAN_NEW, 0);
	open_door(k, fd);
	door_widen(&door, 1);
	for (unsigned int i = 0; i < 2; i++) {
		door_add(&door, 1 + i, PX_IOC_OP, door_op(&sends[i], PX_OP_CHAN_SEND, "c", 1 + i));
		door_go(&door);
		came = came && shows(fd, " 1 sends wait");
	}
	for (unsigned int i = 0; i < 2 * RING; i++)
		came = came && door_call(&door, PX_IOC_OP, asked) == 0;
	return came && arrives(fd, 1) && arrives(fd, 2) && !door_answer(&door, 1) && !door_answer(&door, 2);
}

/* In a process of its own, which has no such threads from before. */
static void displaced(const struct kind *k)
{
	pid_t pid = fork();
	int status;

	if (!pid)
		_exit(!stays_what_it_was(k));
	waitpid(pid, &status, 0);
	tap_ok(!status, "%s: a command that others have displaced in the ring is what it was", k->name);
}

/* ---- ends ----------------------------------------------------------------------------- */

enum end { CLOSES, EXITS, KILLED, ENDS };

static const char *const end_names[] = { "closes the ring", "exits", "is killed" };

static void live(const struct kind *k, enum wait what, enum end end)
{
	int fd = prepare(what);

	open_door(k, fd);
	park(what);
	door_await(&door, 1, 50);
	if (end == KILLED)
		raise(SIGKILL);
	if (end == EXITS)
		_exit(0);
	door_close(&door);
	close(fd);
	sleep_ms(1);
	_exit(0);
}

/* Whether the process ends, soon. */
static bool goes(pid_t pid)
{
	uint64_t deadline = now_ms() + SOON_MS;
	pid_t gone = 0;

	while (!gone && now_ms() < deadline) {
		gone = waitpid(pid, NULL, WNOHANG);
		if (!gone)
			sleep_ms(5);
	}
	return gone == pid;
}

static void ends(const struct kind *k, enum end end)
{
	unsigned int gone = 0;

	for (enum wait what = 0; what < WAITS; what++) {
		pid_t pid = fork();

		if (!pid)
			live(k, what, end);
		if (goes(pid))
			gone++;
		else
			printf("# it hangs: %s\n", wait_names[what]);
	}
	tap_ok(gone == WAITS, "%s: with any wait, a process %s, and ends", k->name, end_names[end]);
	tap_ok(module_goes(), "%s: then the module can go", k->name);
}

/* ---- a run ---------------------------------------------------------------------------- */

static bool readable(int fd)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };

	return poll(&p, 1, 0) == 1 && p.revents & POLLIN;
}

static void run_awaited(const struct kind *k)
{
	struct px_setup s = good_setup("mutex_counter");
	struct epoll_event e = { .events = EPOLLIN };
	int fd = open_instance(), many = epoll_create1(0);
	struct px_worker_result again[2];
	int error;

	open_door(k, fd);
	waiting_run = (struct px_wait) { .size = sizeof(waiting_run) };
	tap_ok(door_call(&door, PX_IOC_WAIT, (uintptr_t)&waiting_run) == -EBADFD,
	       "%s: wait of nothing: EBADFD", k->name);
	s.spec.duration_ns = 300000000;
	set_up_and_start(fd, s);
	epoll_ctl(many, EPOLL_CTL_ADD, fd, &e);
	tap_ok(!readable(fd) && epoll_wait(many, &e, 1, 0) == 0, "%s: not readable while it runs", k->name);
	door_entry(&door, 3, IORING_OP_POLL_ADD)->poll32_events = POLLIN;
	park(WAIT);
	tap_ok(!door_await(&door, 1, 50) && !door.back[3], "%s: wait waits", k->name);
	tap_ok(door_answer(&door, 1) == 0 && waiting_run.error == 0 && waiting_run.nr_workers == 2,
	       "%s: and is done with the run", k->name);
	memcpy(again, results, sizeof(again));
	tap_ok(wait_run(fd, results, &error) == 0 && !memcmp(again, results, sizeof(again)),
	       "%s: the ioctl says the same", k->name);
	tap_ok(door_answer(&door, 3) > 0 && door.result[3] & POLLIN, "%s: a poll by the ring is done", k->name);
	tap_ok(readable(fd) && epoll_wait(many, &e, 1, 1000) == 1 && e.events & EPOLLIN,
	       "%s: readable, for poll and epoll", k->name);
	close(many);
	door_close(&door);
	close(fd);
}

/* The run itself goes on. */
static void run_given_up(const struct kind *k)
{
	int fd = prepare(WAIT);

	cancelled(k, WAIT);
	tap_ok(strstr(fdinfo(fd), "state:\trunning"), "%s: a cancelled wait leaves the run alone", k->name);
	close(fd);
}

/* ---- how many at once ------------------------------------------------------------------- */

#define CROWD	64u

static bool crowd(unsigned int workers, unsigned int expected)
{
	static struct px_op sends[CROWD];
	int fd = open_instance();
	char text[32];
	bool seen;

	snprintf(text, sizeof(text), " %u sends wait", expected);
	do_op(fd, PX_OP_CHAN_NEW, 0);
	open_door(&kinds[0], fd);
	if (workers)
		door_widen(&door, workers);
	for (unsigned int i = 0; i < CROWD; i++)
		door_add(&door, i, PX_IOC_OP, door_op(&sends[i], PX_OP_CHAN_SEND, "c", i));
	door_go(&door);
	seen = shows(fd, text);
	sleep_ms(200);
	seen = seen && strstr(fdinfo(fd), text);
	door_close(&door);
	close(fd);
	return seen;
}

int main(void)
{
	unsigned int usual = 4 * (unsigned int)get_nprocs();

	for (unsigned int i = 0; i < KINDS; i++) {
		const struct kind *k = &kinds[i];

		same_ops(k);
		same_steps(k);
		soon_back(k);
		refused(k);
		orders(k);
		for (enum wait what = 0; what < WAITS; what++) {
			if (what != WAIT)
				completed(k, what);
			cancelled(k, what);
		}
		displaced(k);
		run_awaited(k);
		run_given_up(k);
		for (enum end end = 0; end < ENDS; end++)
			ends(k, end);
	}
	tap_ok(crowd(0, usual), "of %u commands that wait, %u have begun", CROWD, usual);
	return tap_done();
}
