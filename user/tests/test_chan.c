// SPDX-License-Identifier: GPL-2.0-only
/* Channels by hand: their ends, their bounds, and who waits at them. */
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include "instance.h"
#include "tests/tap.h"

#define SHORT_NS	50000000ull
#define CROWD		1000

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
	struct px_op o = { .opcode = PX_OP_CHAN_SEND, .value = value, .timeout_ns = timeout_ns };

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

/* ---- a thread, or a process, that waits -------------------------------------- */

struct caller {
	struct px_op op;
	const char *name;
	int err, done;
	pthread_t thread;
};

static void *make_call(void *arg)
{
	struct caller *c = arg;

	c->err = op_on(fd, c->name, &c->op);
	__atomic_store_n(&c->done, 1, __ATOMIC_RELEASE);
	return NULL;
}

static void begin(struct caller *c, uint32_t opcode, const char *name, uint64_t value)
{
	*c = (struct caller) { .name = name, .op = { .opcode = opcode, .value = value } };
	pthread_create(&c->thread, NULL, make_call, c);
	sleep_ms(50);
}

static bool waiting(struct caller *c)
{
	return !__atomic_load_n(&c->done, __ATOMIC_ACQUIRE);
}

static int end(struct caller *c)
{
	pthread_join(c->thread, NULL);
	return c->err;
}

/* ---- what is refused --------------------------------------------------------- */

static void refusals(void)
{
	tap_ok(make("c", PX_MAX_CAPACITY + 1) == -EINVAL, "capacity 65537: EINVAL");
	tap_ok(make("c", 1ull << 32) == -EINVAL, "capacity 2^32: EINVAL");
	tap_ok(make("c", 2) == 0, "chan new");
	tap_ok(make("c", 2) == -EEXIST, "a name that is taken: EEXIST");
	tap_ok(op(fd, PX_OP_MUTEX_LOCK, "c") == -EPROTOTYPE, "a chan as a mutex: EPROTOTYPE");
	tap_ok(op_with(fd, PX_OP_CHAN_TRY_RECV, "c", 1) == -EINVAL, "recv of a value: EINVAL");
	tap_ok(op_as(fd, 0, PX_OP_CHAN_TRY_SEND, "c", 1, NULL) == -EINVAL,
	       "try_send with a time limit: EINVAL");
	tap_ok(op_mine(fd, 0, PX_OP_CHAN_TRY_SEND, "c") == -EINVAL, "a send as mine: EINVAL");
	tap_ok(op_as(fd, 1, PX_OP_CHAN_SEND, "c", 0, NULL) == -EPERM,
	       "a send without an end of one's own: EPERM");
	tap_ok(op_as(fd, 1, PX_OP_CHAN_CLOSE_SENDER, "c", 0, NULL) == -EPERM,
	       "nor can it be closed: EPERM");
}

/* ---- one thread -------------------------------------------------------------- */

static void bounds(void)
{
	tap_ok(try_recv("c") == -EAGAIN, "try_recv of an empty channel: EAGAIN");
	tap_ok(receive(PX_OP_CHAN_RECV, "c", SHORT_NS) == -ETIMEDOUT, "recv: ETIMEDOUT");
	tap_ok(send_for("c", 1, 0) == 0 && try_send("c", 2) == 0 && count("c") == 2,
	       "there is room for two");
	tap_ok(try_send("c", 3) == -EAGAIN, "try_send to a full one: EAGAIN");
	tap_ok(send_for("c", 3, SHORT_NS) == -ETIMEDOUT && count("c") == 2, "send: ETIMEDOUT");
	tap_ok(shows(fd, "chan:\tc, 2 of 2 queued, 1 senders, 0 sends wait"), "fdinfo says so");
	tap_ok(try_recv("c") == 1 && receive(PX_OP_CHAN_RECV, "c", 0) == 2 &&
	       try_recv("c") == -EAGAIN, "first in, first out, and then no more");
}

static void rendezvous(void)
{
	struct caller c;

	make("r", 0);
	tap_ok(try_send("r", 1) == -EAGAIN, "rendezvous: try_send, and nobody receives: EAGAIN");
	begin(&c, PX_OP_CHAN_SEND, "r", 7);
	tap_ok(waiting(&c) && count("r") == 0, "send waits");
	tap_ok(try_recv("r") == 7 && end(&c) == 0, "a try_recv meets it");
	begin(&c, PX_OP_CHAN_RECV, "r", 0);
	tap_ok(waiting(&c), "recv waits");
	tap_ok(try_recv("r") == -EBUSY, "a second recv meanwhile: EBUSY");
	tap_ok(op(fd, PX_OP_CHAN_CLOSE_RECEIVER, "r") == -EBUSY, "closing that end: EBUSY");
	tap_ok(op(fd, PX_OP_CHAN_TAKE_RECEIVER, "r") == -EBUSY, "or taking it: EBUSY");
	tap_ok(try_send("r", 8) == 0 && end(&c) == 0 && c.op.value == 8, "a try_send meets it");
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
	tap_ok(next == 1000, "which come out in order");
}

/* ---- ends -------------------------------------------------------------------- */

static void senders(void)
{
	struct caller c;

	make("s", 4);
	tap_ok(op_as(fd, 1, PX_OP_CHAN_CLONE, "s", 0, NULL) == 0, "owner 1 clones a sender");
	tap_ok(try_send("s", 5) == 0 && op(fd, PX_OP_CHAN_CLOSE_SENDER, "s") == 0,
	       "owner 0 sends and closes its end");
	tap_ok(try_send("s", 6) == -EPERM, "and can send no more: EPERM");
	tap_ok(try_recv("s") == 5 && try_recv("s") == -EAGAIN, "another sender is there: EAGAIN");
	begin(&c, PX_OP_CHAN_RECV, "s", 0);
	op_as(fd, 1, PX_OP_CHAN_CLOSE_SENDER, "s", 0, NULL);
	tap_ok(end(&c) == -EPIPE, "the last sender goes: a recv that waits ends, EPIPE");
	tap_ok(try_recv("s") == -EPIPE, "and so does each one after: EPIPE");
	tap_ok(op(fd, PX_OP_CHAN_CLONE, "s") == -EPIPE, "there is nothing to clone: EPIPE");
}

static void sender_closed_meanwhile(void)
{
	struct caller c;

	make("w", 1);
	try_send("w", 1);
	begin(&c, PX_OP_CHAN_SEND, "w", 2);
	op(fd, PX_OP_CHAN_CLOSE_SENDER, "w");
	tap_ok(waiting(&c), "a send that waits goes on when its end is closed");
	tap_ok(try_recv("w") == 1 && end(&c) == 0 && try_recv("w") == 2 &&
	       try_recv("w") == -EPIPE, "both messages arrive, then EPIPE");
}

static void receivers(void)
{
	struct caller a, b;

	make("e", 1);
	tap_ok(op_as(fd, 1, PX_OP_CHAN_TAKE_RECEIVER, "e", 0, NULL) == 0,
	       "owner 1 takes the receiver's end");
	tap_ok(try_recv("e") == -EPERM && op(fd, PX_OP_CHAN_CLOSE_RECEIVER, "e") == -EPERM,
	       "which is nobody else's then: EPERM");
	tap_ok(op(fd, PX_OP_CHAN_TAKE_RECEIVER, "e") == -EBUSY, "nor can it be taken again: EBUSY");
	try_send("e", 1);
	begin(&a, PX_OP_CHAN_SEND, "e", 2);
	begin(&b, PX_OP_CHAN_SEND, "e", 3);
	tap_ok(shows(fd, "chan:\te, 1 of 1 queued, 1 senders, 2 sends wait, receiver owner 1"),
	       "fdinfo says so");
	tap_ok(op_as(fd, 1, PX_OP_CHAN_CLOSE_RECEIVER, "e", 0, NULL) == 0, "owner 1 closes it");
	tap_ok(end(&a) == -EPIPE && end(&b) == -EPIPE, "sends that wait end: EPIPE");
	tap_ok(try_send("e", 4) == -EPIPE, "and so does each one after: EPIPE");
	tap_ok(op_as(fd, 1, PX_OP_CHAN_TRY_RECV, "e", 0, NULL) == -EPERM,
	       "nobody receives any more: EPERM");
	tap_ok(op(fd, PX_OP_CHAN_TAKE_RECEIVER, "e") == -EPIPE, "nor takes that end: EPIPE");
}

static void caps(void)
{
	unsigned int n = 1;
	int err = 0;

	make("many", 1);
	while (!err && n < 2 * PX_MAX_SENDERS)
		err = op(fd, PX_OP_CHAN_CLONE, "many"), n += !err;
	tap_ok(err == -ENOSPC && n == PX_MAX_SENDERS, "1024 senders, and then ENOSPC");
}

/* ---- signals ----------------------------------------------------------------- */

static void interrupted(void)
{
	struct caller c;

	make("i", 0);
	begin(&c, PX_OP_CHAN_SEND, "i", 1);
	pthread_kill(c.thread, SIGUSR1);
	tap_ok(end(&c) == -EINTR, "a signal ends a send: EINTR");
	tap_ok(try_recv("i") == -EAGAIN, "and its message has not been sent");
	begin(&c, PX_OP_CHAN_RECV, "i", 0);
	pthread_kill(c.thread, SIGUSR1);
	tap_ok(end(&c) == -EINTR && try_send("i", 1) == -EAGAIN, "a signal ends a recv: EINTR");
}

/* A stop and continue is no reason to give up. */
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
	       "a process that is stopped in a recv, and continued, receives");
}

/* ---- a crowd ----------------------------------------------------------------- */

static void *send_one(void *name)
{
	op_with(fd, PX_OP_CHAN_SEND, name, 1);
	return NULL;
}

/* Threads with small stacks that all send there. */
static void crowd(const char *name)
{
	pthread_attr_t small;
	pthread_t t;

	pthread_attr_init(&small);
	pthread_attr_setstacksize(&small, 32768);
	for (int i = 0; i < CROWD; i++)
		if (pthread_create(&t, &small, send_one, (void *)name))
			_exit(1);
}

static double cpu_seconds(pid_t pid)
{
	unsigned long user = 0, kernel = 0;
	char path[64];
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/stat", pid);
	f = fopen(path, "r");
	if (!f || fscanf(f, "%*d (%*[^)]) %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu",
			 &user, &kernel) != 2)
		user = 1000000;
	if (f)
		fclose(f);
	return (double)(user + kernel) / (double)sysconf(_SC_CLK_TCK);
}

static void parked(void)
{
	uint64_t before;
	double cpu;
	pid_t pid;

	make("crowd", 1);
	try_send("crowd", 0);
	pid = fork();
	if (!pid) {
		crowd("crowd");
		pause();
	}
	for (int i = 0; i < 10 && !shows(fd, "1000 sends wait"); i++)
		;
	tap_ok(shows(fd, "1 of 1 queued, 1 senders, 1000 sends wait"), "1000 threads wait in send");
	cpu = cpu_seconds(pid);
	sleep_ms(500);
	cpu = cpu_seconds(pid) - cpu;
	tap_ok(cpu < 0.03, "and cost no CPU time (%.2f s in 0.5 s)", cpu);
	before = now_ms();
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	printf("# 1000 parked threads died in %llu ms\n", (unsigned long long)(now_ms() - before));
	tap_ok(now_ms() - before < patient(5000), "kill -9 ends them all soon");
	tap_ok(shows(fd, "1 of 1 queued, 1 senders, 0 sends wait") && try_recv("crowd") == 0 &&
	       try_recv("crowd") == -EAGAIN, "and nothing of them is left");
}

static void released(void)
{
	int64_t got = 0;
	uint64_t before;
	pid_t pid;

	pid = fork();
	if (!pid) {
		try_send("crowd", 1);
		crowd("crowd");
		pause();
	}
	for (int i = 0; i < 10 && !shows(fd, "1000 sends wait"); i++)
		;
	before = now_ms();
	while (try_recv("crowd") == 1)
		got++;
	printf("# 1000 parked threads were served in %llu ms\n",
	       (unsigned long long)(now_ms() - before));
	tap_ok(got == CROWD + 1, "1000 that wait are served, each once");
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
}

int main(void)
{
	hear_signals();
	fd = open_instance();
	refusals();
	bounds();
	rendezvous();
	unbounded();
	senders();
	sender_closed_meanwhile();
	receivers();
	caps();
	interrupted();
	stopped();
	parked();
	released();
	tap_ok(close(fd) == 0, "close with 99000 messages queued");
	return tap_done();
}
