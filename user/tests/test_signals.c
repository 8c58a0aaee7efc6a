// SPDX-License-Identifier: GPL-2.0-only
/* A signal interrupts every call that can wait. The interrupted call changes nothing. */
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
	printf("# attack: signals: in %u kinds of wait\n", nr + 3);
}

int main(void)
{
	catch_sigusr1();
	signals();
	return tap_done();
}
