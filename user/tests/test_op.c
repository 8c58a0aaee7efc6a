// SPDX-License-Identifier: GPL-2.0-only
/* The direct face: the kernel's own mutex, rw_semaphore and kref, by hand. */
#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>
#include "instance.h"
#include "tests/tap.h"

#define SHORT_NS	50000000ull

static int fd;

struct caller {
	uint32_t owner, opcode;
	const char *name;
	int err;
	int done;
	pthread_t thread;
};

static void *make_call(void *arg)
{
	struct caller *c = arg;

	c->err = op_as(fd, c->owner, c->opcode, c->name, 0, NULL);
	__atomic_store_n(&c->done, 1, __ATOMIC_RELEASE);
	return NULL;
}

static void begin(struct caller *c, uint32_t owner, uint32_t opcode, const char *name)
{
	*c = (struct caller) { .owner = owner, .opcode = opcode, .name = name };
	pthread_create(&c->thread, NULL, make_call, c);
	sleep_ms(100);
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

#define REFUSED(what, error, change)						\
	do {									\
		struct px_op o = { .size = sizeof(o), .opcode = PX_OP_MUTEX_TRYLOCK, .name = "m" }; \
										\
		change;								\
		tap_ok(call(fd, PX_IOC_OP, &o) == error, what);			\
	} while (0)

static void refusals(void)
{
	tap_ok(op(fd, PX_OP_MUTEX_NEW, "m") == 0, "mutex new");
	tap_ok(op(fd, PX_OP_ARC_NEW, "m") == -EEXIST, "a name that is taken: EEXIST");
	REFUSED("opcode 0: EINVAL", -EINVAL, o.opcode = 0);
	REFUSED("an opcode too high: EINVAL", -EINVAL, o.opcode = PX_OP_POISON_IS + 1);
	REFUSED("opcode 2^32 - 1: EINVAL", -EINVAL, o.opcode = UINT32_MAX);
	REFUSED("a flag: EINVAL", -EINVAL, o.flags = 2);
	REFUSED("unlock as mine: EINVAL", -EINVAL, (o.opcode = PX_OP_MUTEX_UNLOCK, o.flags = 1));
	REFUSED("a value: EINVAL", -EINVAL, o.value = 1);
	REFUSED("no name: EINVAL", -EINVAL, o.name[0] = '\0');
	REFUSED("a name without an end: EINVAL", -EINVAL, memset(o.name, 'm', sizeof(o.name)));
	REFUSED("trylock with a time limit: EINVAL", -EINVAL, o.timeout_ns = 1);
	REFUSED("lock with over 60 s: EINVAL", -EINVAL,
		(o.opcode = PX_OP_MUTEX_LOCK, o.timeout_ns = PX_MAX_DURATION_NS + 1));
	REFUSED("an unknown object: ENOENT", -ENOENT, o.name[0] = 'n');
	REFUSED("a mutex as a rwlock: EPROTOTYPE", -EPROTOTYPE, o.opcode = PX_OP_RWLOCK_READ);
	REFUSED("a mutex as an arc: EPROTOTYPE", -EPROTOTYPE, o.opcode = PX_OP_ARC_GET);
	REFUSED("unlock of a free mutex: EPERM", -EPERM, o.opcode = PX_OP_MUTEX_UNLOCK);
	tap_ok(op(fd, PX_OP_MUTEX_TRYLOCK, "m") == 0 && op(fd, PX_OP_MUTEX_UNLOCK, "m") == 0,
	       "after all that, trylock and unlock: served");
}

static void mutexes(void)
{
	struct caller second;

	tap_ok(op_as(fd, 1, PX_OP_MUTEX_LOCK, "m", 0, NULL) == 0, "owner 1 locks");
	tap_ok(strstr(fdinfo(fd), "mutex:\tm, held by owner 1") != NULL, "fdinfo says so");
	tap_ok(op_as(fd, 2, PX_OP_MUTEX_TRYLOCK, "m", 0, NULL) == -EBUSY, "trylock: EBUSY");
	tap_ok(op_as(fd, 2, PX_OP_MUTEX_UNLOCK, "m", 0, NULL) == -EPERM,
	       "unlock by another owner: EPERM");
	tap_ok(op_as(fd, 2, PX_OP_MUTEX_LOCK, "m", SHORT_NS, NULL) == -ETIMEDOUT,
	       "lock with a time limit: ETIMEDOUT");
	begin(&second, 2, PX_OP_MUTEX_LOCK, "m");
	tap_ok(waiting(&second), "owner 2 waits");
	tap_ok(strstr(fdinfo(fd), "awaited by owner 2") != NULL, "fdinfo says so");
	tap_ok(op_as(fd, 1, PX_OP_MUTEX_UNLOCK, "m", 0, NULL) == 0, "owner 1 unlocks");
	tap_ok(end(&second) == 0, "owner 2 proceeds");
	tap_ok(op_as(fd, 1, PX_OP_MUTEX_TRYLOCK, "m", 0, NULL) == -EBUSY, "and holds it");
	tap_ok(op_as(fd, 2, PX_OP_MUTEX_UNLOCK, "m", 0, NULL) == 0, "owner 2 unlocks");
}

static void rwlocks(void)
{
	struct caller writer;

	tap_ok(op(fd, PX_OP_RWLOCK_NEW, "rw") == 0, "rwlock new");
	tap_ok(op_as(fd, 1, PX_OP_RWLOCK_READ, "rw", 0, NULL) == 0 &&
	       op_as(fd, 2, PX_OP_RWLOCK_READ_TRY, "rw", 0, NULL) == 0, "two actors read");
	tap_ok(op_as(fd, 3, PX_OP_RWLOCK_WRITE_TRY, "rw", 0, NULL) == -EBUSY, "write_try: EBUSY");
	tap_ok(op_as(fd, 1, PX_OP_RWLOCK_DOWNGRADE, "rw", 0, NULL) == -EPERM,
	       "downgrade of a reader: EPERM");
	begin(&writer, 3, PX_OP_RWLOCK_WRITE, "rw");
	tap_ok(waiting(&writer), "a writer queues");
	tap_ok(op_as(fd, 4, PX_OP_RWLOCK_READ_TRY, "rw", 0, NULL) == -EBUSY,
	       "a new reader is refused while it does");
	tap_ok(op_as(fd, 4, PX_OP_RWLOCK_READ, "rw", SHORT_NS, NULL) == -ETIMEDOUT,
	       "or waits until its time is over");
	op_as(fd, 1, PX_OP_RWLOCK_UNLOCK, "rw", 0, NULL);
	tap_ok(waiting(&writer), "one reader left: the writer still waits");
	op_as(fd, 2, PX_OP_RWLOCK_UNLOCK, "rw", 0, NULL);
	tap_ok(end(&writer) == 0, "no reader left: the writer proceeds");
	tap_ok(op_as(fd, 1, PX_OP_RWLOCK_READ_TRY, "rw", 0, NULL) == -EBUSY, "read_try: EBUSY");
	tap_ok(op_as(fd, 3, PX_OP_RWLOCK_DOWNGRADE, "rw", 0, NULL) == 0, "downgrade");
	tap_ok(op_as(fd, 1, PX_OP_RWLOCK_READ_TRY, "rw", 0, NULL) == 0, "read_try: served");
	tap_ok(op_as(fd, 2, PX_OP_RWLOCK_WRITE_TRY, "rw", 0, NULL) == -EBUSY, "write_try: EBUSY");
	tap_ok(op_as(fd, 3, PX_OP_RWLOCK_UNLOCK, "rw", 0, NULL) == 0 &&
	       op_as(fd, 1, PX_OP_RWLOCK_UNLOCK, "rw", 0, NULL) == 0 &&
	       op_as(fd, 1, PX_OP_RWLOCK_UNLOCK, "rw", 0, NULL) == -EPERM,
	       "each unlocks what it has, and no more");
}

static void gives_up(void)
{
	struct caller writer, reader;

	op_as(fd, 1, PX_OP_RWLOCK_READ, "rw", 0, NULL);
	begin(&writer, 2, PX_OP_RWLOCK_WRITE, "rw");
	begin(&reader, 3, PX_OP_RWLOCK_READ, "rw");
	tap_ok(waiting(&writer) && waiting(&reader), "a reader waits behind a waiting writer");
	pthread_kill(writer.thread, SIGUSR1);
	tap_ok(end(&writer) == -EINTR, "a signal ends the writer's wait: EINTR");
	tap_ok(end(&reader) == 0, "and the reader goes ahead");
	op_as(fd, 3, PX_OP_RWLOCK_UNLOCK, "rw", 0, NULL);
	op_as(fd, 1, PX_OP_RWLOCK_UNLOCK, "rw", 0, NULL);
	tap_ok(op(fd, PX_OP_RWLOCK_WRITE_TRY, "rw") == 0 &&
	       op(fd, PX_OP_RWLOCK_UNLOCK, "rw") == 0, "nobody is left behind");
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
	tap_ok(now_ms() - before < patient(100), "kill -9 ends a waiting process within 100 ms");
	tap_ok(!strstr(fdinfo(fd), "owner 2"), "and its wait");
	op_as(fd, 1, PX_OP_MUTEX_UNLOCK, "m", 0, NULL);
	tap_ok(op(fd, PX_OP_MUTEX_TRYLOCK, "m") == 0 && op(fd, PX_OP_MUTEX_UNLOCK, "m") == 0,
	       "the mutex is free for the next");
}

static void holds_outlive_the_process(void)
{
	pid_t pid = fork();
	int status;

	if (!pid)
		_exit(op_as(fd, 5, PX_OP_MUTEX_LOCK, "m", 0, NULL) ? 1 : 0);
	waitpid(pid, &status, 0);
	tap_ok(!status && op(fd, PX_OP_MUTEX_TRYLOCK, "m") == -EBUSY,
	       "what a process took stays taken in the file that others have open");
	tap_ok(op_as(fd, 5, PX_OP_MUTEX_UNLOCK, "m", 0, NULL) == 0, "and its owner unlocks it there");
}

static void arcs(void)
{
	uint64_t value = 0;

	tap_ok(op(fd, PX_OP_ARC_NEW, "arc") == 0, "arc new");
	tap_ok(op(fd, PX_OP_ARC_GET, "arc") == 0 && op(fd, PX_OP_ARC_UPGRADE, "arc") == 0 &&
	       !op_as(fd, 0, PX_OP_ARC_COUNT, "arc", 0, &value) && value == 3,
	       "get and upgrade make three");
	op(fd, PX_OP_ARC_PUT, "arc");
	op_as(fd, 0, PX_OP_ARC_PUT, "arc", 0, &value);
	tap_ok(value == 0, "put of any but the last says so");
	op_as(fd, 0, PX_OP_ARC_PUT, "arc", 0, &value);
	tap_ok(value == 1, "put of the last says so");
	tap_ok(op(fd, PX_OP_ARC_PUT, "arc") == -ESTALE, "one put too many: ESTALE");
	tap_ok(op(fd, PX_OP_ARC_GET, "arc") == -ESTALE, "get after the end: ESTALE");
	tap_ok(op(fd, PX_OP_ARC_UPGRADE, "arc") == -ESTALE, "upgrade after the end: ESTALE");
	tap_ok(strstr(fdinfo(fd), "arc:\tarc count 0 released") != NULL, "fdinfo says so");
}

static void caps(void)
{
	char name[PX_NAME_SIZE];
	unsigned int n = 0;
	int err = 0;

	close(fd);
	fd = open_instance();
	tap_ok(op(fd, PX_OP_RWLOCK_NEW, "rw") == 0, "a fresh instance has no objects");
	while (!err && n < 2 * PX_MAX_HOLDS)
		err = op(fd, PX_OP_RWLOCK_READ, "rw"), n += !err;
	tap_ok(err == -ENOSPC && n == PX_MAX_HOLDS, "64 holds, and then ENOSPC");
	tap_ok(op(fd, PX_OP_RWLOCK_UNLOCK, "rw") == 0 && op(fd, PX_OP_RWLOCK_READ, "rw") == 0,
	       "one given back makes room for one");
	for (n = 1, err = 0; !err && n < 2 * PX_MAX_OBJECTS; n += !err) {
		snprintf(name, sizeof(name), "object %u", n);
		err = op(fd, PX_OP_MUTEX_NEW, name);
	}
	tap_ok(err == -ENOSPC && n == PX_MAX_OBJECTS, "64 objects, and then ENOSPC");
	tap_ok(close(fd) == 0, "close with 64 holds");
}

int main(void)
{
	hear_signals();
	fd = open_instance();
	refusals();
	mutexes();
	rwlocks();
	gives_up();
	killed();
	holds_outlive_the_process();
	arcs();
	caps();
	return tap_done();
}
