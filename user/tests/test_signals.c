// SPDX-License-Identifier: GPL-2.0-only
/* A signal interrupts every call that can wait. The interrupted call changes nothing. */
#include <pthread.h>
#include <sys/wait.h>
#include "allowed_errors.h"
#include "worker_calls.h"
#include "tests/tap.h"

#define NR(list)	(sizeof(list) / sizeof((list)[0]))

/* Sends SIGUSR1 repeatedly: a signal before the wait begins does not interrupt it. */
static void send_signals(bool on)
{
	const struct itimerspec often = { { 0, on ? 10000000 : 0 }, { 0, on ? 20000000 : 0 } };
	static timer_t timer;
	static bool created;
	struct sigevent event = { .sigev_notify = SIGEV_SIGNAL, .sigev_signo = SIGUSR1 };

	if (!created && timer_create(CLOCK_MONOTONIC, &event, &timer))
		exit(1);
	created = true;
	timer_settime(timer, 0, &often, NULL);
}

/*
 * An operation that waits. create makes the object, with value. Another owner performs
 * hold. After the signal, probe must return probe_result: the state is unchanged.
 */
struct waiting_op {
	uint32_t opcode, create, hold, probe;
	uint64_t value;
	int probe_result;
};

static const struct waiting_op waiting_ops[] = {
	{ PX_OP_MUTEX_LOCK, PX_OP_MUTEX_NEW, PX_OP_MUTEX_LOCK, PX_OP_MUTEX_TRYLOCK, 0, -EBUSY },
	{ PX_OP_RWLOCK_READ, PX_OP_RWLOCK_NEW, PX_OP_RWLOCK_WRITE, PX_OP_RWLOCK_READ_TRY,
	  0, -EBUSY },
	{ PX_OP_RWLOCK_WRITE, PX_OP_RWLOCK_NEW, PX_OP_RWLOCK_READ, PX_OP_RWLOCK_WRITE_TRY,
	  0, -EBUSY },
	{ PX_OP_CHAN_SEND, PX_OP_CHAN_NEW, 0, PX_OP_CHAN_TRY_SEND, 0, -EAGAIN },
	{ PX_OP_CHAN_RECV, PX_OP_CHAN_NEW, 0, PX_OP_CHAN_TRY_RECV, 2, -EAGAIN },
	{ PX_OP_POISON_LOCK, PX_OP_POISON_NEW, PX_OP_POISON_LOCK, PX_OP_POISON_TRYLOCK, 0, -EBUSY },
};

static const struct waiting_op *find_waiting_op(uint32_t opcode)
{
	for (uint32_t i = 0; i < NR(waiting_ops); i++)
		if (waiting_ops[i].opcode == opcode)
			return &waiting_ops[i];
	return NULL;
}

static bool is_interrupted(const struct waiting_op *o)
{
	int fd = open_instance(), err;
	bool good;

	op_with(fd, o->create, "x", o->value);
	if (o->hold)
		op_as(fd, 1, o->hold, "x", 0, NULL);
	send_signals(true);
	err = op(fd, o->opcode, "x");
	send_signals(false);
	good = err == -EINTR && op(fd, o->probe, "x") == o->probe_result;
	if (!good)
		printf("# opcode %u: %d\n", o->opcode, err);
	close(fd);
	return good;
}

static int interrupted_wait(void)
{
	struct px_worker_result results[2];
	struct px_setup s = good_setup("empty");
	int fd = open_instance(), error, err;

	s.spec.duration_ns = 3000000000ull;
	set_up_and_start(fd, s);
	send_signals(true);
	err = wait_run(fd, results, &error);
	send_signals(false);
	close(fd);
	return err;
}

/* The receiver of an empty channel. */
static int interrupted_step(void)
{
	int fd = open_run(good_setup("chan_bounded"), 2), err;

	send_signals(true);
	err = (int)step(fd, 0, 1);
	send_signals(false);
	close(fd);
	return err;
}

static int interrupted_lab(void)
{
	struct px_lab_run lab = { .size = sizeof(lab), .lab = "reader_and_ticker" };
	int fd = open_instance(), err;

	send_signals(true);
	err = call(fd, PX_IOC_LAB, &lab);
	send_signals(false);
	close(fd);
	return err;
}

struct beside {
	int ready[2], go[2], err;
};

/* The signal is for the process, and waits for the main thread. */
static void *run_lab_beside(void *arg)
{
	struct px_lab_run lab = { .size = sizeof(lab), .lab = "cell_wrong_thread" };
	struct beside *b = arg;
	int fd = open_instance();
	char c;

	if (read(b->ready[0], &c, 1) == 1 && !kill(getpid(), SIGUSR1))
		b->err = call(fd, PX_IOC_LAB, &lab);
	if (write(b->go[1], "", 1) != 1)
		exit(1);
	close(fd);
	return NULL;
}

/* A thread in vfork() handles a signal only when the child has ended. */
static int lab_beside_signal(void)
{
	struct beside b = { .err = -ECHILD };
	pthread_t t;
	pid_t pid;
	char c;

	if (pipe(b.ready) || pipe(b.go))
		return -errno;
	pthread_create(&t, NULL, run_lab_beside, &b);
	pid = vfork();
	if (!pid)
		_exit(write(b.ready[1], "", 1) != 1 || read(b.go[0], &c, 1) != 1);
	pthread_join(t, NULL);
	waitpid(pid, NULL, 0);
	return b.err;
}

struct attaching {
	int fd, err;
	volatile bool done;
};

static void *attach_first(void *arg)
{
	struct attaching *a = arg;

	a->err = attach(a->fd, 0);
	a->done = true;
	return NULL;
}

/* True if START(USER_WORKERS) found the worker in ATTACH, and the signal ended that. */
static bool start_refused(int fd, unsigned int after_ms)
{
	struct px_setup s = good_setup("scope_chunks");
	struct attaching a = { .fd = fd };
	pthread_t t;
	int err;

	s.spec.threads = 1;
	s.spec.lines = 200000;
	call(fd, PX_IOC_SETUP, &s);
	pthread_create(&t, NULL, attach_first, &a);
	sleep_ms(after_ms);
	err = start_user_workers(fd);
	while (!a.done) {
		pthread_kill(t, SIGUSR1);
		sleep_ms(1);
	}
	pthread_join(t, NULL);
	return err == -EBUSY && a.err == -EINTR;
}

static void refused_start(void)
{
	bool refused = false;
	int fd = -1;

	for (unsigned int i = 0; i < TRIES && !refused; i++) {
		close(fd);
		fd = open_instance();
		refused = start_refused(fd, 10 * (i + 1));
	}
	tap_ok(refused, "START while a worker attaches: EBUSY; a signal ends the ATTACH");
	tap_ok(!start(fd), "and the run can be started by kernel threads");
	close(fd);
}

static void signals(void)
{
	uint32_t nr = 0;
	bool good = true;

	for (uint32_t opcode = 0; opcode < OPCODES; opcode++) {
		const struct waiting_op *o = find_waiting_op(opcode);

		if (!op_blocks(opcode))
			continue;
		nr++;
		good &= o ? is_interrupted(o)
			  : !printf("# opcode %u waits, but is not tested\n", opcode);
	}
	tap_ok(good && nr,
	       "a signal interrupts each of %u operations that wait, and the object is unchanged",
	       nr);
	tap_ok(interrupted_wait() == -EINTR, "a signal interrupts PX_IOC_WAIT");
	tap_ok(interrupted_step() == -EINTR, "a signal interrupts a step");
	tap_ok(interrupted_lab() == -EINTR, "a signal interrupts a lab");
	tap_ok(lab_beside_signal() == -ENOSPC, "a signal for another thread does not");
	printf("# attack: signals: in %u kinds of wait\n", nr + 3);
}

int main(void)
{
	catch_sigusr1();
	signals();
	refused_start();
	return tap_done();
}
