// SPDX-License-Identifier: GPL-2.0-only
/* PX_IOC_OP on the kernel's mutex, rw_semaphore and kref. */
#include <signal.h>
#include <sys/wait.h>
#include "op_thread.h"
#include "tests/tap.h"

#define SHORT_NS	50000000ull

static int fd;

static void begin(struct op_thread *t, uint32_t owner, uint32_t opcode, const char *name)
{
	begin_op(t, fd, name, (struct px_op) { .opcode = opcode, .owner = owner });
}

#define REFUSED(what, error, change)						\
	do {									\
		struct px_op o = {						\
			.size = sizeof(o), .opcode = PX_OP_MUTEX_TRYLOCK, .name = "m",	\
		};								\
										\
		change;								\
		tap_ok(call(fd, PX_IOC_OP, &o) == error, what);			\
	} while (0)

static void refusals(void)
{
	tap_ok(op(fd, PX_OP_MUTEX_NEW, "m") == 0, "mutex new");
	tap_ok(op(fd, PX_OP_ARC_NEW, "m") == -EEXIST, "a name that exists: EEXIST");
	REFUSED("opcode 0: EINVAL", -EINVAL, o.opcode = 0);
	REFUSED("an opcode too high: EINVAL", -EINVAL, o.opcode = PX_OP_POISON_IS + 1);
	REFUSED("opcode 2^32 - 1: EINVAL", -EINVAL, o.opcode = UINT32_MAX);
	REFUSED("a flag: EINVAL", -EINVAL, o.flags = 2);
	REFUSED("unlock with the process-owned flag: EINVAL", -EINVAL,
		(o.opcode = PX_OP_MUTEX_UNLOCK, o.flags = 1));
	REFUSED("a value: EINVAL", -EINVAL, o.value = 1);
	REFUSED("no name: EINVAL", -EINVAL, o.name[0] = '\0');
	REFUSED("a name without an end: EINVAL", -EINVAL, memset(o.name, 'm', sizeof(o.name)));
	REFUSED("trylock with a time limit: EINVAL", -EINVAL, o.deadline_ns = 1);
	REFUSED("lock with over 60 s: EINVAL", -EINVAL,
		(o.opcode = PX_OP_MUTEX_LOCK,
		 o.deadline_ns = deadline_after(2 * PX_MAX_DURATION_NS)));
	REFUSED("an unknown object: ENOENT", -ENOENT, o.name[0] = 'n');
	REFUSED("a mutex as a rwlock: EPROTOTYPE", -EPROTOTYPE, o.opcode = PX_OP_RWLOCK_READ);
	REFUSED("a mutex as an arc: EPROTOTYPE", -EPROTOTYPE, o.opcode = PX_OP_ARC_GET);
	REFUSED("unlock of a free mutex: EPERM", -EPERM, o.opcode = PX_OP_MUTEX_UNLOCK);
	tap_ok(op(fd, PX_OP_MUTEX_TRYLOCK, "m") == 0 && op(fd, PX_OP_MUTEX_UNLOCK, "m") == 0,
	       "after these errors, trylock and unlock succeed");
}

static void mutexes(void)
{
	struct op_thread second;

	tap_ok(op_as(fd, 1, PX_OP_MUTEX_LOCK, "m", 0, NULL) == 0, "owner 1 locks");
	tap_ok(strstr(fdinfo(fd), "mutex:\tm, held by owner 1") != NULL, "fdinfo shows it");
	tap_ok(op_as(fd, 2, PX_OP_MUTEX_TRYLOCK, "m", 0, NULL) == -EBUSY, "trylock: EBUSY");
	tap_ok(op_as(fd, 2, PX_OP_MUTEX_UNLOCK, "m", 0, NULL) == -EPERM,
	       "unlock by another owner: EPERM");
	tap_ok(op_as(fd, 2, PX_OP_MUTEX_LOCK, "m", SHORT_NS, NULL) == -ETIMEDOUT,
	       "lock with a time limit: ETIMEDOUT");
	begin(&second, 2, PX_OP_MUTEX_LOCK, "m");
	tap_ok(op_waits(&second), "owner 2 waits");
	tap_ok(strstr(fdinfo(fd), "awaited by owner 2") != NULL, "fdinfo shows it");
	tap_ok(op_as(fd, 1, PX_OP_MUTEX_UNLOCK, "m", 0, NULL) == 0, "owner 1 unlocks");
	tap_ok(end_op(&second) == 0, "owner 2 gets the lock");
	tap_ok(op_as(fd, 1, PX_OP_MUTEX_TRYLOCK, "m", 0, NULL) == -EBUSY, "and holds it");
	tap_ok(op_as(fd, 2, PX_OP_MUTEX_UNLOCK, "m", 0, NULL) == 0, "owner 2 unlocks");
}

static void rwlocks(void)
{
	struct op_thread writer;

	tap_ok(op(fd, PX_OP_RWLOCK_NEW, "rw") == 0, "rwlock new");
	tap_ok(op_as(fd, 1, PX_OP_RWLOCK_READ, "rw", 0, NULL) == 0 &&
	       op_as(fd, 2, PX_OP_RWLOCK_READ_TRY, "rw", 0, NULL) == 0, "two owners read");
	tap_ok(op_as(fd, 3, PX_OP_RWLOCK_WRITE_TRY, "rw", 0, NULL) == -EBUSY, "write_try: EBUSY");
	tap_ok(op_as(fd, 1, PX_OP_RWLOCK_DOWNGRADE, "rw", 0, NULL) == -EPERM,
	       "downgrade of a reader: EPERM");
	begin(&writer, 3, PX_OP_RWLOCK_WRITE, "rw");
	tap_ok(op_waits(&writer), "a writer waits");
	tap_ok(op_as(fd, 4, PX_OP_RWLOCK_READ_TRY, "rw", 0, NULL) == -EBUSY,
	       "a new reader is refused while the writer waits");
	tap_ok(op_as(fd, 4, PX_OP_RWLOCK_READ, "rw", SHORT_NS, NULL) == -ETIMEDOUT,
	       "or waits until its time limit");
	op_as(fd, 1, PX_OP_RWLOCK_UNLOCK, "rw", 0, NULL);
	tap_ok(op_waits(&writer), "one reader is left: the writer still waits");
	op_as(fd, 2, PX_OP_RWLOCK_UNLOCK, "rw", 0, NULL);
	tap_ok(end_op(&writer) == 0, "no reader is left: the writer gets the lock");
	tap_ok(op_as(fd, 1, PX_OP_RWLOCK_READ_TRY, "rw", 0, NULL) == -EBUSY, "read_try: EBUSY");
	tap_ok(op_as(fd, 3, PX_OP_RWLOCK_DOWNGRADE, "rw", 0, NULL) == 0, "downgrade");
	tap_ok(op_as(fd, 1, PX_OP_RWLOCK_READ_TRY, "rw", 0, NULL) == 0, "read_try succeeds");
	tap_ok(op_as(fd, 2, PX_OP_RWLOCK_WRITE_TRY, "rw", 0, NULL) == -EBUSY, "write_try: EBUSY");
	tap_ok(op_as(fd, 3, PX_OP_RWLOCK_UNLOCK, "rw", 0, NULL) == 0 &&
	       op_as(fd, 1, PX_OP_RWLOCK_UNLOCK, "rw", 0, NULL) == 0 &&
	       op_as(fd, 1, PX_OP_RWLOCK_UNLOCK, "rw", 0, NULL) == -EPERM,
	       "each owner unlocks once; a second unlock: EPERM");
}

static void writer_interrupted(void)
{
	struct op_thread writer, reader;

	op_as(fd, 1, PX_OP_RWLOCK_READ, "rw", 0, NULL);
	begin(&writer, 2, PX_OP_RWLOCK_WRITE, "rw");
	begin(&reader, 3, PX_OP_RWLOCK_READ, "rw");
	tap_ok(op_waits(&writer) && op_waits(&reader), "a reader waits behind a waiting writer");
	pthread_kill(writer.thread, SIGUSR1);
	tap_ok(end_op(&writer) == -EINTR, "a signal ends the writer's wait: EINTR");
	tap_ok(end_op(&reader) == 0, "and the reader gets the lock");
	op_as(fd, 3, PX_OP_RWLOCK_UNLOCK, "rw", 0, NULL);
	op_as(fd, 1, PX_OP_RWLOCK_UNLOCK, "rw", 0, NULL);
	tap_ok(op(fd, PX_OP_RWLOCK_WRITE_TRY, "rw") == 0 &&
	       op(fd, PX_OP_RWLOCK_UNLOCK, "rw") == 0, "no owner is left waiting");
}

static void killed(void)
{
	uint64_t before;
	pid_t pid;

	op_as(fd, 1, PX_OP_MUTEX_LOCK, "m", 0, NULL);
	pid = fork();
	if (!pid)
		_exit(op_as(fd, 2, PX_OP_MUTEX_LOCK, "m", 0, NULL) ? 1 : 0);
	sleep_ms(100);
	before = now_ms();
	kill(pid, SIGKILL);
	waitpid(pid, NULL, 0);
	tap_ok(now_ms() - before < scaled(100), "kill -9 ends a waiting process within 100 ms");
	tap_ok(!strstr(fdinfo(fd), "owner 2"), "and its entry in fdinfo is removed");
	op_as(fd, 1, PX_OP_MUTEX_UNLOCK, "m", 0, NULL);
	tap_ok(op(fd, PX_OP_MUTEX_TRYLOCK, "m") == 0 && op(fd, PX_OP_MUTEX_UNLOCK, "m") == 0,
	       "the mutex is free");
}

static void locks_outlive_process(void)
{
	pid_t pid = fork();
	int status;

	if (!pid)
		_exit(op_as(fd, 5, PX_OP_MUTEX_LOCK, "m", 0, NULL) ? 1 : 0);
	waitpid(pid, &status, 0);
	tap_ok(!status && op(fd, PX_OP_MUTEX_TRYLOCK, "m") == -EBUSY,
	       "a lock of an ended process stays locked while the file is open");
	tap_ok(op_as(fd, 5, PX_OP_MUTEX_UNLOCK, "m", 0, NULL) == 0,
	       "and another process unlocks it with the same owner number");
}

static void arcs(void)
{
	uint64_t value = 0;

	tap_ok(op(fd, PX_OP_ARC_NEW, "arc") == 0, "arc new");
	tap_ok(op(fd, PX_OP_ARC_GET, "arc") == 0 && op(fd, PX_OP_ARC_UPGRADE, "arc") == 0 &&
	       !op_as(fd, 0, PX_OP_ARC_COUNT, "arc", 0, &value) && value == 3,
	       "get and upgrade: the count is three");
	op(fd, PX_OP_ARC_PUT, "arc");
	op_as(fd, 0, PX_OP_ARC_PUT, "arc", 0, &value);
	tap_ok(value == 0, "put of a reference that is not the last: 0");
	op_as(fd, 0, PX_OP_ARC_PUT, "arc", 0, &value);
	tap_ok(value == 1, "put of the last reference: 1");
	tap_ok(op(fd, PX_OP_ARC_PUT, "arc") == -ESTALE, "one put too many: ESTALE");
	tap_ok(op(fd, PX_OP_ARC_GET, "arc") == -ESTALE, "get after the release: ESTALE");
	tap_ok(op(fd, PX_OP_ARC_UPGRADE, "arc") == -ESTALE, "upgrade after the release: ESTALE");
	tap_ok(strstr(fdinfo(fd), "arc:\tarc count 0 released") != NULL, "fdinfo shows it");
}

static void limits(void)
{
	char name[PX_NAME_SIZE];
	unsigned int n = 0;
	int err = 0;

	close(fd);
	fd = open_instance();
	tap_ok(op(fd, PX_OP_RWLOCK_NEW, "rw") == 0, "a new instance has no objects");
	while (!err && n < 2 * PX_MAX_HOLDS)
		err = op(fd, PX_OP_RWLOCK_READ, "rw"), n += !err;
	tap_ok(err == -ENOSPC && n == PX_MAX_HOLDS, "64 locks are held, then ENOSPC");
	tap_ok(op(fd, PX_OP_RWLOCK_UNLOCK, "rw") == 0 && op(fd, PX_OP_RWLOCK_READ, "rw") == 0,
	       "after one unlock one more lock succeeds");
	for (n = 1, err = 0; !err && n < 2 * PX_MAX_OBJECTS; n += !err) {
		snprintf(name, sizeof(name), "object-%u", n);
		err = op(fd, PX_OP_MUTEX_NEW, name);
	}
	tap_ok(err == -ENOSPC && n == PX_MAX_OBJECTS, "64 objects, then ENOSPC");
	tap_ok(close(fd) == 0, "close with 64 locks held");
}

int main(void)
{
	catch_sigusr1();
	fd = open_instance();
	refusals();
	mutexes();
	rwlocks();
	writer_interrupted();
	killed();
	locks_outlive_process();
	arcs();
	limits();
	return tap_done();
}
