// SPDX-License-Identifier: GPL-2.0-only
/*
 * A process closes the file while its threads and rings are in calls with PX_OP_PROCESS_OWNED. A
 * call ends with -EBADF, or with what the close then releases: no lock and no end stays. The child
 * processes close the file and live on; this process keeps it.
 */
#include "child.h"
#include "op_thread.h"
#include "uring_calls.h"
#include "tests/tap.h"

#define RACES		60
#define LIMIT_NS	5000000000ull
#define OWNER		1

static int fd;
static unsigned int delay;	/* turns before the close: another one in each try */

static bool is_free(const char *name, uint32_t lock, uint32_t unlock)
{
	return op_as(fd, 9, lock, name, 0, NULL) == 0 && op_as(fd, 9, unlock, name, 0, NULL) == 0;
}

/* Calls work in RACES processes. Returns in how many tries good() was true. */
static int repeat(int (*work)(void), bool (*good)(int result))
{
	int found = 0;

	for (unsigned int i = 0; i < RACES; i++) {
		struct child c;

		delay = i * i * 20;
		c = child_start(work);
		found += good(c.result);
		child_kill(c);
	}
	return found;
}

/* One operation in a thread, and a close beside it. */
static int close_beside(const char *name, uint32_t opcode, uint32_t flags)
{
	struct op_thread t = {
		.fd = fd, .name = name,
		.op = { .opcode = opcode, .owner = OWNER, .flags = flags },
	};

	pthread_create(&t.thread, NULL, make_op, &t);
	for (volatile unsigned int i = 0; i < delay; i++)
		;
	close(fd);
	return end_op(&t);
}

/* ---- a wait ---------------------------------------------------------------------- */

static int close_while_waiting(void)
{
	struct op_thread t;

	begin_op(&t, fd, "m", (struct px_op) {
		.opcode = PX_OP_MUTEX_LOCK, .flags = PX_OP_PROCESS_OWNED,
	});
	close(fd);
	return end_op(&t);
}

/* child_start() returns when the child has the result, so another process must unlock. */
static void unlock_later(void)
{
	if (fork())
		return;
	sleep_ms(300);
	_exit(op_as(fd, 9, PX_OP_MUTEX_UNLOCK, "m", 0, NULL) != 0);
}

static void waiting(void)
{
	struct child c;
	int status;

	op_as(fd, 9, PX_OP_MUTEX_LOCK, "m", 0, NULL);
	unlock_later();
	c = child_start(close_while_waiting);
	tap_ok(wait(&status) > 0 && !status && c.result == -EBADF,
	       "its process closes the file while it waits for a lock: EBADF");
	tap_ok(is_free("m", PX_OP_MUTEX_TRYLOCK, PX_OP_MUTEX_UNLOCK), "and it has no lock");
	child_kill(c);
}

static void waiting_with_duplicate(void)
{
	struct op_thread t;

	op_as(fd, 9, PX_OP_MUTEX_LOCK, "m", 0, NULL);
	begin_op(&t, fd, "m", (struct px_op) {
		.opcode = PX_OP_MUTEX_LOCK, .flags = PX_OP_PROCESS_OWNED,
	});
	tap_ok(op_waits(&t), "a call waits for a lock");
	close(dup(fd));
	op_as(fd, 9, PX_OP_MUTEX_UNLOCK, "m", 0, NULL);
	tap_ok(end_op(&t) == 0 && op_as(fd, 9, PX_OP_MUTEX_TRYLOCK, "m", 0, NULL) == -EBUSY,
	       "its process closes a duplicate: the later grant holds, as with fcntl()");
	close(dup(fd));
	tap_ok(is_free("m", PX_OP_MUTEX_TRYLOCK, PX_OP_MUTEX_UNLOCK), "until the next close");
}

/* ---- races ------------------------------------------------------------------------ */

static int downgrade(void)
{
	int err = op_process_owned(fd, OWNER, PX_OP_RWLOCK_WRITE_TRY, "r");

	return err ? err : close_beside("r", PX_OP_RWLOCK_DOWNGRADE, 0);
}

static bool rwlock_is_free(int result)
{
	return (!result || result == -EBADF || result == -EPERM) &&
	       is_free("r", PX_OP_RWLOCK_WRITE_TRY, PX_OP_RWLOCK_UNLOCK);
}

static int clone_sender(void)
{
	return close_beside("c", PX_OP_CHAN_CLONE, PX_OP_PROCESS_OWNED);
}

/* The file's own end of the same owner. */
static bool sender_stays(int result)
{
	uint64_t value;

	return (!result || result == -EBADF) &&
	       op_as(fd, OWNER, PX_OP_CHAN_TRY_SEND, "c", 0, NULL) == 0 &&
	       op_as(fd, 0, PX_OP_CHAN_TRY_RECV, "c", 0, &value) == 0 &&
	       fdinfo_shows(fd, "1 senders");
}

static int lock_by_ring(void)
{
	struct test_ring ring;
	struct px_op o;

	if (ring_open(&ring, fd, 8, 0))
		return -ENOSYS;
	op_argument(&o, PX_OP_MUTEX_LOCK, "m", 0);
	o.flags = PX_OP_PROCESS_OWNED;
	ring_add(&ring, 0, PX_IOC_OP, (uintptr_t)&o)->flags |= IOSQE_ASYNC;
	io_uring_submit(&ring.ring);
	for (volatile unsigned int i = 0; i < delay; i++)
		;
	close(fd);
	return ring_result(&ring, 0);
}

static bool mutex_is_free(int result)
{
	return (!result || result == -EBADF || result == -ENOSYS) &&
	       is_free("m", PX_OP_MUTEX_TRYLOCK, PX_OP_MUTEX_UNLOCK);
}

static void races(void)
{
	tap_ok(repeat(downgrade, rwlock_is_free) == RACES,
	       "close beside a downgrade, %u times: the lock is free", RACES);
	tap_ok(repeat(clone_sender, sender_stays) == RACES,
	       "close beside a clone: the end of the file stays");
	tap_ok(repeat(lock_by_ring, mutex_is_free) == RACES,
	       "close beside a lock by io_uring: the lock is free");
}

/* ---- no descriptor ----------------------------------------------------------------- */

/* The ring keeps the file open. No close would release what is acquired through it. */
static int lock_by_registered_file(void)
{
	struct test_ring ring;
	struct io_uring_sqe *sqe;
	struct px_op o;
	int err = ring_open(&ring, 0, 8, 0);

	if (err)
		return err;
	if (io_uring_register_files(&ring.ring, &fd, 1))
		return -ENOTTY;
	close(fd);
	op_argument(&o, PX_OP_POISON_LOCK, "p", 0);
	o.flags = PX_OP_PROCESS_OWNED;
	sqe = ring_add(&ring, 0, PX_IOC_OP, (uintptr_t)&o);
	sqe->flags |= IOSQE_FIXED_FILE;
	ring_submit(&ring);
	return ring_result(&ring, 0);
}

static void registered_file(void)
{
	struct child c = child_start(lock_by_registered_file);

	if (c.result == -ENOSYS || c.result == -EPERM)
		tap_ok(1, "a registered file # SKIP no io_uring");
	else
		tap_ok(c.result == -EBADF &&
		       is_free("p", PX_OP_POISON_TRYLOCK, PX_OP_POISON_UNLOCK),
		       "a lock by a file that is only registered with a ring: EBADF");
	child_kill(c);
}

/* The child shares this process's descriptors, so it ends without a close. */
static void ended_without_close(void)
{
	pid_t pid = (pid_t)syscall(SYS_clone, CLONE_FILES | SIGCHLD, NULL, NULL, NULL, NULL);
	int status = 1;

	if (!pid)
		_exit(op_process_owned(fd, 0, PX_OP_POISON_LOCK, "p") != 0);
	waitpid(pid, &status, 0);
	tap_ok(!status && op(fd, PX_OP_POISON_TRYLOCK, "p") == -EBUSY,
	       "a process that shares its descriptors ends without a close: its lock is held");
	close(dup(fd));
	tap_ok(op_as(fd, 0, PX_OP_POISON_LOCK, "p", LIMIT_NS, NULL) == -EOWNERDEAD,
	       "the next close by any process releases it");
	op(fd, PX_OP_POISON_CLEAR, "p");
	op(fd, PX_OP_POISON_UNLOCK, "p");
}

int main(void)
{
	struct px_op chan = { .opcode = PX_OP_CHAN_NEW, .owner = OWNER, .value = 8 };

	fd = open_instance();
	tap_ok(!op(fd, PX_OP_MUTEX_NEW, "m") && !op(fd, PX_OP_RWLOCK_NEW, "r") &&
	       !op(fd, PX_OP_POISON_NEW, "p") && !op_on(fd, "c", &chan), "the objects");
	waiting();
	waiting_with_duplicate();
	races();
	registered_file();
	ended_without_close();
	return tap_done();
}
