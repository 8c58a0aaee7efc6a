// SPDX-License-Identifier: GPL-2.0-only
/*
 * What belongs to a process (PX_OP_PROCESS_OWNED), and what becomes of it when the process
 * ends, is killed, or closes the file; poison locks above all.
 */
#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>
#include "child.h"
#include "instance.h"
#include "send_fd.h"
#include "tests/tap.h"

#define SOON_NS	5000000000ull

static int fd;

static uint64_t value_of(uint32_t opcode, const char *name)
{
	uint64_t value = 99;
	int err = op_as(fd, 0, opcode, name, 0, &value);

	return err ? (uint64_t)err : value;
}

static int lock_soon(const char *name)
{
	return op_as(fd, 0, PX_OP_POISON_LOCK, name, SOON_NS, NULL);
}

/* ---- poison, within a process --------------------------------------------------- */

static void poison_alone(void)
{
	tap_ok(op(fd, PX_OP_POISON_NEW, "p") == 0, "poison new");
	tap_ok(value_of(PX_OP_POISON_GET, "p") == (uint64_t)-EPERM &&
	       op_with(fd, PX_OP_POISON_SET, "p", 1) == -EPERM,
	       "who does not hold it can neither get nor set: EPERM");
	tap_ok(op(fd, PX_OP_POISON_LOCK, "p") == 0 && op_with(fd, PX_OP_POISON_SET, "p", 6) == 0 &&
	       value_of(PX_OP_POISON_GET, "p") == 6, "its holder can");
	tap_ok(op_as(fd, 1, PX_OP_POISON_GET, "p", 0, NULL) == -EPERM, "another owner cannot: EPERM");
	tap_ok(op_as(fd, 1, PX_OP_POISON_TRYLOCK, "p", 0, NULL) == -EBUSY, "trylock: EBUSY");
	tap_ok(op(fd, PX_OP_POISON_UNLOCK, "p") == 0 && value_of(PX_OP_POISON_IS, "p") == 0,
	       "an unlock does not poison");
}

/* ---- holds of a process ---------------------------------------------------------- */

static int hold_poison(void)
{
	int err = op_mine(fd, 0, PX_OP_POISON_LOCK, "p");

	return err ? err : op_with(fd, PX_OP_POISON_SET, "p", 7);
}

static void holder_killed(void)
{
	struct child c = begin(hold_poison);

	tap_ok(c.result == 0, "a process locks it, as its own");
	tap_ok(op(fd, PX_OP_POISON_UNLOCK, "p") == -EPERM &&
	       value_of(PX_OP_POISON_GET, "p") == (uint64_t)-EPERM,
	       "the same owner in another process does not hold it: EPERM");
	end(c);
	tap_ok(value_of(PX_OP_POISON_IS, "p") == 1, "killed while holding: poisoned at once");
	tap_ok(shows(fd, "poison:\tp, poisoned"), "fdinfo says so");
	tap_ok(lock_soon("p") == -EOWNERDEAD, "the next lock is told: EOWNERDEAD");
	tap_ok(value_of(PX_OP_POISON_GET, "p") == 7, "and has the lock, and the data");
	tap_ok(op(fd, PX_OP_POISON_UNLOCK, "p") == 0 &&
	       op(fd, PX_OP_POISON_TRYLOCK, "p") == -EOWNERDEAD, "the next one, a trylock, again");
	tap_ok(op(fd, PX_OP_POISON_CLEAR, "p") == 0 && op(fd, PX_OP_POISON_UNLOCK, "p") == 0 &&
	       lock_soon("p") == 0 && op(fd, PX_OP_POISON_UNLOCK, "p") == 0, "until clear");
}

static int hold_for_the_file(void)
{
	return op_as(fd, 5, PX_OP_POISON_LOCK, "p", 0, NULL);
}

static void held_for_the_file(void)
{
	end(begin(hold_for_the_file));
	tap_ok(value_of(PX_OP_POISON_IS, "p") == 0 &&
	       op(fd, PX_OP_POISON_TRYLOCK, "p") == -EBUSY,
	       "what was not the process's own stays held, and is not poisoned");
	tap_ok(op_as(fd, 5, PX_OP_POISON_UNLOCK, "p", 0, NULL) == 0, "its owner unlocks it");
}

static int hold_all(void)
{
	return op_mine(fd, 0, PX_OP_MUTEX_LOCK, "m") | op_mine(fd, 0, PX_OP_RWLOCK_READ, "rw") |
	       op_mine(fd, 0, PX_OP_RWLOCK_READ_TRY, "rw");
}

static void plain_locks(void)
{
	struct child c;

	op(fd, PX_OP_MUTEX_NEW, "m");
	op(fd, PX_OP_RWLOCK_NEW, "rw");
	c = begin(hold_all);
	tap_ok(c.result == 0 && op(fd, PX_OP_MUTEX_TRYLOCK, "m") == -EBUSY &&
	       op(fd, PX_OP_RWLOCK_WRITE_TRY, "rw") == -EBUSY,
	       "a process holds a mutex and reads twice");
	end(c);
	tap_ok(op(fd, PX_OP_MUTEX_TRYLOCK, "m") == 0 && op(fd, PX_OP_RWLOCK_WRITE_TRY, "rw") == 0,
	       "killed: all is given back");
	op(fd, PX_OP_MUTEX_UNLOCK, "m");
	op(fd, PX_OP_RWLOCK_UNLOCK, "rw");
}

/* Dies while it holds one and waits for the other. */
static void *wait_for_mutex(void *arg)
{
	op_mine(fd, 1, PX_OP_MUTEX_LOCK, "m");
	return arg;
}

static int hold_and_wait(void)
{
	pthread_t t;
	int err = op_mine(fd, 0, PX_OP_POISON_LOCK, "p");

	return err ? err : pthread_create(&t, NULL, wait_for_mutex, NULL);
}

static void killed_while_waiting(void)
{
	struct child c;

	op(fd, PX_OP_MUTEX_LOCK, "m");
	c = begin(hold_and_wait);
	tap_ok(shows(fd, "awaited by owner 1"), "a process holds one lock and waits for another");
	end(c);
	tap_ok(lock_soon("p") == -EOWNERDEAD && !strstr(fdinfo(fd), "awaited"),
	       "killed: the one is poisoned, the other not waited for any more");
	op(fd, PX_OP_POISON_CLEAR, "p");
	op(fd, PX_OP_POISON_UNLOCK, "p");
	tap_ok(op(fd, PX_OP_MUTEX_UNLOCK, "m") == 0 && op(fd, PX_OP_MUTEX_TRYLOCK, "m") == 0,
	       "and that goes to the next");
	op(fd, PX_OP_MUTEX_UNLOCK, "m");
}

/* Who waits when the holder is killed. */
static void *lock_poison(void *result)
{
	*(int *)result = op_as(fd, 3, PX_OP_POISON_LOCK, "p", SOON_NS, NULL);
	return NULL;
}

static void waiter_told(void)
{
	struct child c = begin(hold_poison);
	pthread_t t;
	int result = 1;

	pthread_create(&t, NULL, lock_poison, &result);
	tap_ok(shows(fd, "awaited by owner 3"), "somebody waits for the lock of a process");
	end(c);
	pthread_join(t, NULL);
	tap_ok(result == -EOWNERDEAD, "which is killed: the waiter has it, and is told");
	op(fd, PX_OP_POISON_CLEAR, "p");
	op_as(fd, 3, PX_OP_POISON_UNLOCK, "p", 0, NULL);
}

/* ---- closing ------------------------------------------------------------------- */

static void closes(void)
{
	int again = dup(fd);

	op_mine(fd, 0, PX_OP_MUTEX_LOCK, "m");
	close(again);
	tap_ok(op(fd, PX_OP_MUTEX_TRYLOCK, "m") == 0, "any close by the process gives back");
	op(fd, PX_OP_MUTEX_UNLOCK, "m");
}

static int just_fork(void)
{
	return 0;
}

static void closed_by_others(void)
{
	op_mine(fd, 0, PX_OP_MUTEX_LOCK, "m");
	end(begin(just_fork));
	tap_ok(op(fd, PX_OP_MUTEX_TRYLOCK, "m") == -EBUSY, "another process's end does not");
	tap_ok(op(fd, PX_OP_MUTEX_UNLOCK, "m") == 0, "and its owner unlocks");
}

static void *recv_one(void *arg)
{
	struct px_op o = { .opcode = PX_OP_CHAN_RECV, .timeout_ns = SOON_NS };
	int err = op_on(fd, "own", &o);

	*(int64_t *)arg = err ? err : (int64_t)o.value;
	return NULL;
}

static void closed_during_recv(void)
{
	int64_t got = 0;
	pthread_t t;

	op_with(fd, PX_OP_CHAN_NEW, "own", 1);
	op_mine(fd, 0, PX_OP_CHAN_TAKE_RECEIVER, "own");
	pthread_create(&t, NULL, recv_one, &got);
	tap_ok(shows(fd, "receiver owner 0 waits"), "a process waits in a recv");
	close(dup(fd));
	tap_ok(shows(fd, "own, 0 of 1 queued, 1 senders, 0 sends wait, no receiver"),
	       "closing the file closes its end");
	tap_ok(op_with(fd, PX_OP_CHAN_SEND, "own", 5) == 0, "but the recv goes on");
	pthread_join(t, NULL);
	tap_ok(got == 5, "and has its message");
	tap_ok(op_with(fd, PX_OP_CHAN_TRY_SEND, "own", 6) == -EPIPE, "the next send: EPIPE");
}

/* ---- channels between processes --------------------------------------------------- */

static int send_three(void)
{
	int err = op_mine(fd, 1, PX_OP_CHAN_CLONE, "c");

	for (uint64_t i = 1; i <= 3 && !err; i++) {
		struct px_op o = { .opcode = PX_OP_CHAN_SEND, .owner = 1, .value = i };

		err = op_on(fd, "c", &o);
	}
	return err;
}

static int64_t recv_soon(const char *name)
{
	uint64_t value = 0;
	int err = op_as(fd, 0, PX_OP_CHAN_RECV, name, SOON_NS, &value);

	return err ? err : (int64_t)value;
}

static void sender_killed(void)
{
	struct child c;
	bool right;

	op_with(fd, PX_OP_CHAN_NEW, "c", 8);
	c = begin(send_three);
	op(fd, PX_OP_CHAN_CLOSE_SENDER, "c");
	tap_ok(c.result == 0, "a process sends three messages through an end of its own");
	end(c);
	right = recv_soon("c") == 1 && recv_soon("c") == 2 && recv_soon("c") == 3;
	tap_ok(right, "killed: its messages are there, in order");
	tap_ok(recv_soon("c") == -EPIPE, "and then EPIPE");
}

static void *fill(void *arg)
{
	for (uint64_t i = 0; ; i++) {
		struct px_op o = { .opcode = PX_OP_CHAN_SEND, .owner = 1, .value = i };

		if (op_on(fd, "f", &o))
			return arg;
	}
}

static int wait_in_send(void)
{
	int err = op_mine(fd, 1, PX_OP_CHAN_CLONE, "f");
	pthread_t t;

	return err ? err : pthread_create(&t, NULL, fill, NULL);
}

static void waiting_sender_killed(void)
{
	struct child c;

	op_with(fd, PX_OP_CHAN_NEW, "f", 2);
	c = begin(wait_in_send);
	op(fd, PX_OP_CHAN_CLOSE_SENDER, "f");
	tap_ok(shows(fd, "f, 2 of 2 queued, 1 senders, 1 sends wait"), "a process waits in a send");
	end(c);
	tap_ok(recv_soon("f") == 0 && recv_soon("f") == 1 && recv_soon("f") == -EPIPE,
	       "killed: what it had sent is there, what it had not is not, then EPIPE");
}

static void *recv_for_ever(void *arg)
{
	op_as(fd, 2, PX_OP_CHAN_RECV, "r", 0, NULL);
	return arg;
}

static int wait_in_recv(void)
{
	int err = op_mine(fd, 2, PX_OP_CHAN_TAKE_RECEIVER, "r");
	pthread_t t;

	return err ? err : pthread_create(&t, NULL, recv_for_ever, NULL);
}

static void waiting_receiver_killed(void)
{
	struct child c;

	op_with(fd, PX_OP_CHAN_NEW, "r", 1);
	c = begin(wait_in_recv);
	tap_ok(shows(fd, "receiver owner 2 waits"), "a process waits in a recv");
	end(c);
	tap_ok(op_with(fd, PX_OP_CHAN_SEND, "r", 1) == -EPIPE, "killed: the next send ends, EPIPE");
}

static int take_and_stay(void)
{
	return op_mine(fd, 2, PX_OP_CHAN_TAKE_RECEIVER, "w");
}

static void *send_two(void *result)
{
	int err = op_with(fd, PX_OP_CHAN_SEND, "w", 1);

	*(int *)result = err ? 1 : op_with(fd, PX_OP_CHAN_SEND, "w", 2);
	return NULL;
}

static void receiver_killed(void)
{
	struct child c;
	pthread_t t;
	int result = 0;

	op_with(fd, PX_OP_CHAN_NEW, "w", 1);
	c = begin(take_and_stay);
	pthread_create(&t, NULL, send_two, &result);
	tap_ok(shows(fd, "w, 1 of 1 queued, 1 senders, 1 sends wait, receiver owner 2"),
	       "a send waits for a process to receive");
	end(c);
	pthread_join(t, NULL);
	tap_ok(result == -EPIPE, "which is killed: EPIPE");
}

/* ---- the file, passed over a socket ------------------------------------------------ */

static void over_a_socket(void)
{
	int pair[2], file, status = 0;
	pid_t pid;

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair))
		exit(1);
	pid = fork();
	if (!pid) {
		close(fd);
		file = passed(pair[1]);
		_exit(op_mine(file, 1, PX_OP_CHAN_CLONE, "x") ||
		      op_as(file, 1, PX_OP_CHAN_SEND, "x", 0, NULL));
	}
	op_with(fd, PX_OP_CHAN_NEW, "x", 1);
	op(fd, PX_OP_CHAN_CLONE, "x");
	pass(pair[0], fd);
	waitpid(pid, &status, 0);
	tap_ok(!status && recv_soon("x") == 0, "a process that was passed the file sends through it");
	tap_ok(op(fd, PX_OP_CHAN_CLOSE_SENDER, "x") == 0 &&
	       op_as(fd, 0, PX_OP_CHAN_TRY_RECV, "x", 0, NULL) == -EAGAIN &&
	       op(fd, PX_OP_CHAN_CLOSE_SENDER, "x") == 0 &&
	       op_as(fd, 0, PX_OP_CHAN_TRY_RECV, "x", 0, NULL) == -EPIPE,
	       "and its end went with it");
}

int main(void)
{
	fd = open_instance();
	poison_alone();
	holder_killed();
	held_for_the_file();
	plain_locks();
	killed_while_waiting();
	waiter_told();
	closes();
	closed_by_others();
	closed_during_recv();
	sender_killed();
	waiting_sender_killed();
	waiting_receiver_killed();
	receiver_killed();
	over_a_socket();
	return tap_done();
}
