// SPDX-License-Identifier: GPL-2.0-only
/* PX_IOC_OP on channels: their ends, capacities and waiting operations. */
#include <signal.h>
#include <sys/wait.h>
#include "op_thread.h"
#include "tests/tap.h"

#define SHORT_NS	50000000ull

static int fd;

static int make(const char *name, uint64_t capacity)
{
	return op_with(fd, PX_OP_CHAN_NEW, name, capacity);
}

static int try_send(const char *name, uint64_t value)
{
	return op_with(fd, PX_OP_CHAN_TRY_SEND, name, value);
}

static int send_for(const char *name, uint64_t value, uint64_t timeout_ns)
{
	struct px_op o = {
		.opcode = PX_OP_CHAN_SEND, .value = value,
		.deadline_ns = deadline_after(timeout_ns),
	};

	return op_on(fd, name, &o);
}

/* The message, or -errno; messages here are small. */
static int64_t receive(uint32_t opcode, const char *name, uint64_t timeout_ns)
{
	uint64_t value;
	int err = op_as(fd, 0, opcode, name, timeout_ns, &value);

	return err ? err : (int64_t)value;
}

static int64_t try_recv(const char *name)
{
	return receive(PX_OP_CHAN_TRY_RECV, name, 0);
}

static uint64_t count(const char *name)
{
	uint64_t value = 99;

	op_as(fd, 0, PX_OP_CHAN_COUNT, name, 0, &value);
	return value;
}

static void begin(struct op_thread *t, uint32_t opcode, const char *name, uint64_t value)
{
	begin_op(t, fd, name, (struct px_op) { .opcode = opcode, .value = value });
}

static void errors(void)
{
	tap_ok(make("c", PX_MAX_CAPACITY + 1) == -EINVAL, "capacity 65537: EINVAL");
	tap_ok(make("c", 1ull << 32) == -EINVAL, "capacity 2^32: EINVAL");
	tap_ok(make("c", 2) == 0, "chan new");
	tap_ok(make("c", 2) == -EEXIST, "a name that exists: EEXIST");
	tap_ok(op(fd, PX_OP_MUTEX_LOCK, "c") == -EPROTOTYPE, "a chan as a mutex: EPROTOTYPE");
	tap_ok(op_with(fd, PX_OP_CHAN_TRY_RECV, "c", 1) == -EINVAL, "recv of a value: EINVAL");
	tap_ok(op_as(fd, 0, PX_OP_CHAN_TRY_SEND, "c", 1, NULL) == -EINVAL,
	       "try_send with a time limit: EINVAL");
	tap_ok(op_process_owned(fd, 0, PX_OP_CHAN_TRY_SEND, "c") == -EINVAL,
	       "a send with the process-owned flag: EINVAL");
	tap_ok(op_as(fd, 1, PX_OP_CHAN_SEND, "c", 0, NULL) == -EPERM,
	       "a send by an owner without a sender: EPERM");
	tap_ok(op_as(fd, 1, PX_OP_CHAN_CLOSE_SENDER, "c", 0, NULL) == -EPERM,
	       "closing a sender that the owner does not have: EPERM");
}

/* ---- one thread -------------------------------------------------------------- */

static void bounds(void)
{
	tap_ok(try_recv("c") == -EAGAIN, "try_recv of an empty channel: EAGAIN");
	tap_ok(receive(PX_OP_CHAN_RECV, "c", SHORT_NS) == -ETIMEDOUT, "recv: ETIMEDOUT");
	tap_ok(send_for("c", 1, 0) == 0 && try_send("c", 2) == 0 && count("c") == 2,
	       "two sends fit");
	tap_ok(try_send("c", 3) == -EAGAIN, "try_send to a full one: EAGAIN");
	tap_ok(send_for("c", 3, SHORT_NS) == -ETIMEDOUT && count("c") == 2, "send: ETIMEDOUT");
	tap_ok(fdinfo_shows(fd, "chan:\tc, 2 of 2 queued, 1 senders, 0 sends wait"),
	       "fdinfo shows it");
	tap_ok(try_recv("c") == 1 && receive(PX_OP_CHAN_RECV, "c", 0) == 2 &&
	       try_recv("c") == -EAGAIN, "messages arrive in order, then EAGAIN");
}

static void rendezvous(void)
{
	struct op_thread c;

	make("r", 0);
	tap_ok(try_send("r", 1) == -EAGAIN, "rendezvous: try_send without a receiver: EAGAIN");
	begin(&c, PX_OP_CHAN_SEND, "r", 7);
	tap_ok(op_waits(&c) && count("r") == 0, "send waits");
	tap_ok(try_recv("r") == 7 && end_op(&c) == 0, "a try_recv takes its message");
	begin(&c, PX_OP_CHAN_RECV, "r", 0);
	tap_ok(op_waits(&c), "recv waits");
	tap_ok(try_recv("r") == -EBUSY, "a second recv at the same time: EBUSY");
	tap_ok(op(fd, PX_OP_CHAN_CLOSE_RECEIVER, "r") == -EBUSY,
	       "closing the receiver during a recv: EBUSY");
	tap_ok(op(fd, PX_OP_CHAN_TAKE_RECEIVER, "r") == -EBUSY,
	       "taking the receiver during a recv: EBUSY");
	tap_ok(try_send("r", 8) == 0 && end_op(&c) == 0 && c.op.value == 8,
	       "a try_send hands it a message");
}

static void unbounded(void)
{
	int64_t next = 0;
	int err = 0;

	make("u", PX_CAPACITY_UNBOUNDED);
	for (int i = 0; i < 100000 && !err; i++)
		err = try_send("u", (uint64_t)i);
	tap_ok(!err && count("u") == 100000, "100000 messages into an unbounded channel");
	while (next < 1000 && try_recv("u") == next)
		next++;
	tap_ok(next == 1000, "they arrive in order");
}

/* ---- ends -------------------------------------------------------------------- */

static void senders(void)
{
	struct op_thread c;

	make("s", 4);
	tap_ok(op_as(fd, 1, PX_OP_CHAN_CLONE, "s", 0, NULL) == 0, "owner 1 clones a sender");
	tap_ok(try_send("s", 5) == 0 && op(fd, PX_OP_CHAN_CLOSE_SENDER, "s") == 0,
	       "owner 0 sends and closes its sender");
	tap_ok(try_send("s", 6) == -EPERM, "a send after that: EPERM");
	tap_ok(try_recv("s") == 5 && try_recv("s") == -EAGAIN, "one sender is left: EAGAIN");
	begin(&c, PX_OP_CHAN_RECV, "s", 0);
	op_as(fd, 1, PX_OP_CHAN_CLOSE_SENDER, "s", 0, NULL);
	tap_ok(end_op(&c) == -EPIPE, "the last sender is closed: a waiting recv returns EPIPE");
	tap_ok(try_recv("s") == -EPIPE, "and so does each later call: EPIPE");
	tap_ok(op(fd, PX_OP_CHAN_CLONE, "s") == -EPIPE, "clone without a sender: EPIPE");
}

static void sender_closed_meanwhile(void)
{
	struct op_thread c;

	make("w", 1);
	try_send("w", 1);
	begin(&c, PX_OP_CHAN_SEND, "w", 2);
	op(fd, PX_OP_CHAN_CLOSE_SENDER, "w");
	tap_ok(op_waits(&c), "a waiting send continues when its sender is closed");
	tap_ok(try_recv("w") == 1 && end_op(&c) == 0 && try_recv("w") == 2 &&
	       try_recv("w") == -EPIPE, "both messages arrive, then EPIPE");
}

static void receivers(void)
{
	struct op_thread a, b;

	make("e", 1);
	tap_ok(op_as(fd, 1, PX_OP_CHAN_TAKE_RECEIVER, "e", 0, NULL) == 0,
	       "owner 1 takes the receiver");
	tap_ok(try_recv("e") == -EPERM && op(fd, PX_OP_CHAN_CLOSE_RECEIVER, "e") == -EPERM,
	       "another owner cannot use it: EPERM");
	tap_ok(op(fd, PX_OP_CHAN_TAKE_RECEIVER, "e") == -EBUSY, "it cannot be taken again: EBUSY");
	try_send("e", 1);
	begin(&a, PX_OP_CHAN_SEND, "e", 2);
	begin(&b, PX_OP_CHAN_SEND, "e", 3);
	tap_ok(fdinfo_shows(fd,
			    "chan:\te, 1 of 1 queued, 1 senders, 2 sends wait, receiver owner 1"),
	       "fdinfo shows it");
	tap_ok(op_as(fd, 1, PX_OP_CHAN_CLOSE_RECEIVER, "e", 0, NULL) == 0, "owner 1 closes it");
	tap_ok(end_op(&a) == -EPIPE && end_op(&b) == -EPIPE, "waiting sends return EPIPE");
	tap_ok(try_send("e", 4) == -EPIPE, "and so does each later call: EPIPE");
	tap_ok(op_as(fd, 1, PX_OP_CHAN_TRY_RECV, "e", 0, NULL) == -EPERM,
	       "recv after that: EPERM");
	tap_ok(op(fd, PX_OP_CHAN_TAKE_RECEIVER, "e") == -EPIPE,
	       "taking the receiver after that: EPIPE");
}

static void limits(void)
{
	unsigned int n = 1;
	int err = 0;

	make("many", 1);
	while (!err && n < 2 * PX_MAX_SENDERS)
		err = op(fd, PX_OP_CHAN_CLONE, "many"), n += !err;
	tap_ok(err == -ENOSPC && n == PX_MAX_SENDERS, "1024 senders, then ENOSPC");
}

/* ---- signals ----------------------------------------------------------------- */

static void interrupted(void)
{
	struct op_thread c;

	make("i", 0);
	begin(&c, PX_OP_CHAN_SEND, "i", 1);
	pthread_kill(c.thread, SIGUSR1);
	tap_ok(end_op(&c) == -EINTR, "a signal ends a send: EINTR");
	tap_ok(try_recv("i") == -EAGAIN, "its message was not sent");
	begin(&c, PX_OP_CHAN_RECV, "i", 0);
	pthread_kill(c.thread, SIGUSR1);
	tap_ok(end_op(&c) == -EINTR && try_send("i", 1) == -EAGAIN, "a signal ends a recv: EINTR");
}

/* SIGSTOP and SIGCONT do not end a wait. */
static void stopped(void)
{
	pid_t pid;
	int status;

	make("z", 1);
	pid = fork();
	if (!pid)
		_exit((int)receive(PX_OP_CHAN_RECV, "z", 0));
	sleep_ms(100);
	kill(pid, SIGSTOP);
	sleep_ms(50);
	kill(pid, SIGCONT);
	sleep_ms(50);
	try_send("z", 42);
	waitpid(pid, &status, 0);
	tap_ok(WIFEXITED(status) && WEXITSTATUS(status) == 42,
	       "a process that is stopped and continued in a recv receives");
}

int main(void)
{
	catch_sigusr1();
	fd = open_instance();
	errors();
	bounds();
	rendezvous();
	unbounded();
	senders();
	sender_closed_meanwhile();
	receivers();
	limits();
	interrupted();
	stopped();
	tap_ok(close(fd) == 0, "close with 99000 messages queued");
	return tap_done();
}
