// SPDX-License-Identifier: GPL-2.0-only
/* Locks that belong to a process (PX_OP_PROCESS_OWNED), and what happens when it ends. */
#include "child.h"
#include "op_thread.h"
#include "tests/tap.h"

#define LIMIT_NS	5000000000ull

static int fd;

static uint64_t value_of(uint32_t opcode, const char *name)
{
	uint64_t value = 99;
	int err = op_as(fd, 0, opcode, name, 0, &value);

	return err ? (uint64_t)err : value;
}

static int lock_within_limit(const char *name)
{
	return op_as(fd, 0, PX_OP_POISON_LOCK, name, LIMIT_NS, NULL);
}

/* ---- poison, within a process --------------------------------------------------- */

static void poison_alone(void)
{
	tap_ok(op(fd, PX_OP_POISON_NEW, "p") == 0, "poison new");
	tap_ok(value_of(PX_OP_POISON_GET, "p") == (uint64_t)-EPERM &&
	       op_with(fd, PX_OP_POISON_SET, "p", 1) == -EPERM,
	       "get and set without the lock: EPERM");
	tap_ok(op(fd, PX_OP_POISON_LOCK, "p") == 0 && op_with(fd, PX_OP_POISON_SET, "p", 6) == 0 &&
	       value_of(PX_OP_POISON_GET, "p") == 6, "get and set with the lock");
	tap_ok(op_as(fd, 1, PX_OP_POISON_GET, "p", 0, NULL) == -EPERM,
	       "get by another owner: EPERM");
	tap_ok(op_as(fd, 1, PX_OP_POISON_TRYLOCK, "p", 0, NULL) == -EBUSY, "trylock: EBUSY");
	tap_ok(op(fd, PX_OP_POISON_UNLOCK, "p") == 0 && value_of(PX_OP_POISON_IS, "p") == 0,
	       "an unlock does not poison");
}

/* ---- locks of a process ---- */

static int hold_poison(void)
{
	int err = op_process_owned(fd, 0, PX_OP_POISON_LOCK, "p");

	return err ? err : op_with(fd, PX_OP_POISON_SET, "p", 7);
}

static void holder_killed(void)
{
	struct child c = child_start(hold_poison);

	tap_ok(c.result == 0, "a process locks it with the process-owned flag");
	tap_ok(op(fd, PX_OP_POISON_UNLOCK, "p") == -EPERM &&
	       value_of(PX_OP_POISON_GET, "p") == (uint64_t)-EPERM,
	       "the same owner number in another process: EPERM");
	child_kill(c);
	tap_ok(value_of(PX_OP_POISON_IS, "p") == 1, "killed while holding: poisoned at once");
	tap_ok(fdinfo_shows(fd, "poison:\tp, poisoned"), "fdinfo shows it");
	tap_ok(lock_within_limit("p") == -EOWNERDEAD, "the next lock: EOWNERDEAD");
	tap_ok(value_of(PX_OP_POISON_GET, "p") == 7, "it has the lock, and the data is unchanged");
	tap_ok(op(fd, PX_OP_POISON_UNLOCK, "p") == 0 &&
	       op(fd, PX_OP_POISON_TRYLOCK, "p") == -EOWNERDEAD, "the next trylock: EOWNERDEAD");
	tap_ok(op(fd, PX_OP_POISON_CLEAR, "p") == 0 && op(fd, PX_OP_POISON_UNLOCK, "p") == 0 &&
		       lock_within_limit("p") == 0 && op(fd, PX_OP_POISON_UNLOCK, "p") == 0,
	       "after clear, lock returns 0");
}

static int hold_by_file(void)
{
	return op_as(fd, 5, PX_OP_POISON_LOCK, "p", 0, NULL);
}

static void held_by_file(void)
{
	child_kill(child_start(hold_by_file));
	tap_ok(value_of(PX_OP_POISON_IS, "p") == 0 &&
	       op(fd, PX_OP_POISON_TRYLOCK, "p") == -EBUSY,
	       "a lock without the flag stays locked and is not poisoned");
	tap_ok(op_as(fd, 5, PX_OP_POISON_UNLOCK, "p", 0, NULL) == 0, "its owner unlocks it");
}

static int hold_all(void)
{
	return op_process_owned(fd, 0, PX_OP_MUTEX_LOCK, "m") |
	       op_process_owned(fd, 0, PX_OP_RWLOCK_READ, "rw") |
	       op_process_owned(fd, 0, PX_OP_RWLOCK_READ_TRY, "rw");
}

static void plain_locks(void)
{
	struct child c;

	op(fd, PX_OP_MUTEX_NEW, "m");
	op(fd, PX_OP_RWLOCK_NEW, "rw");
	c = child_start(hold_all);
	tap_ok(c.result == 0 && op(fd, PX_OP_MUTEX_TRYLOCK, "m") == -EBUSY &&
	       op(fd, PX_OP_RWLOCK_WRITE_TRY, "rw") == -EBUSY,
	       "a process holds a mutex and two read locks");
	child_kill(c);
	tap_ok(op(fd, PX_OP_MUTEX_TRYLOCK, "m") == 0 && op(fd, PX_OP_RWLOCK_WRITE_TRY, "rw") == 0,
	       "killed: all are unlocked");
	op(fd, PX_OP_MUTEX_UNLOCK, "m");
	op(fd, PX_OP_RWLOCK_UNLOCK, "rw");
}

static void *wait_for_mutex(void *arg)
{
	op_process_owned(fd, 1, PX_OP_MUTEX_LOCK, "m");
	return arg;
}

static int hold_and_wait(void)
{
	pthread_t t;
	int err = op_process_owned(fd, 0, PX_OP_POISON_LOCK, "p");

	return err ? err : pthread_create(&t, NULL, wait_for_mutex, NULL);
}

static void killed_while_waiting(void)
{
	struct child c;

	op(fd, PX_OP_MUTEX_LOCK, "m");
	c = child_start(hold_and_wait);
	tap_ok(fdinfo_shows(fd, "awaited by owner 1"),
	       "a process holds one lock and waits for another");
	child_kill(c);
	tap_ok(lock_within_limit("p") == -EOWNERDEAD && !strstr(fdinfo(fd), "awaited"),
	       "killed: one is poisoned, the wait for the other has ended");
	op(fd, PX_OP_POISON_CLEAR, "p");
	op(fd, PX_OP_POISON_UNLOCK, "p");
	tap_ok(op(fd, PX_OP_MUTEX_UNLOCK, "m") == 0 && op(fd, PX_OP_MUTEX_TRYLOCK, "m") == 0,
	       "the other lock is free");
	op(fd, PX_OP_MUTEX_UNLOCK, "m");
}

static void *lock_poison(void *result)
{
	*(int *)result = op_as(fd, 3, PX_OP_POISON_LOCK, "p", LIMIT_NS, NULL);
	return NULL;
}

static void killed_while_awaited(void)
{
	struct child c = child_start(hold_poison);
	pthread_t t;
	int result = 1;

	pthread_create(&t, NULL, lock_poison, &result);
	tap_ok(fdinfo_shows(fd, "awaited by owner 3"), "an owner waits for the lock of a process");
	child_kill(c);
	pthread_join(t, NULL);
	tap_ok(result == -EOWNERDEAD, "killed: the waiting owner gets the lock, EOWNERDEAD");
	op(fd, PX_OP_POISON_CLEAR, "p");
	op_as(fd, 3, PX_OP_POISON_UNLOCK, "p", 0, NULL);
}

/* ---- closing ------------------------------------------------------------------- */

static void closed(void)
{
	int again = dup(fd);

	op_process_owned(fd, 0, PX_OP_MUTEX_LOCK, "m");
	close(again);
	tap_ok(op(fd, PX_OP_MUTEX_TRYLOCK, "m") == 0, "any close() by the process unlocks");
	op(fd, PX_OP_MUTEX_UNLOCK, "m");
}

static int just_fork(void)
{
	return 0;
}

static void other_process_ends(void)
{
	op_process_owned(fd, 0, PX_OP_MUTEX_LOCK, "m");
	child_kill(child_start(just_fork));
	tap_ok(op(fd, PX_OP_MUTEX_TRYLOCK, "m") == -EBUSY, "the end of another process does not");
	tap_ok(op(fd, PX_OP_MUTEX_UNLOCK, "m") == 0, "its owner unlocks");
}

int main(void)
{
	fd = open_instance();
	poison_alone();
	holder_killed();
	held_by_file();
	plain_locks();
	killed_while_waiting();
	killed_while_awaited();
	closed();
	other_process_ends();
	return tap_done();
}
