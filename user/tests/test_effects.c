// SPDX-License-Identifier: GPL-2.0-only
/*
 * A call that fails has had no effect, and a call that returns nothing writes nothing: its
 * argument may be constant. Names are printable.
 */
#include <sys/mman.h>
#include "uring_calls.h"
#include "worker_calls.h"
#include "tests/tap.h"

static struct test_ring ring;
static int fd;

/* A copy of the argument that cannot be written. */
static void *constant(const void *argument, size_t size)
{
	void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	if (page == MAP_FAILED)
		exit(1);
	memcpy(page, argument, size);
	mprotect(page, 4096, PROT_READ);
	return page;
}

#define CONSTANT(argument)	constant(&(argument), sizeof(argument))

static int constant_op(uint32_t opcode, const char *name, uint64_t value, bool by_ring)
{
	struct px_op o, *page;
	int err;

	op_argument(&o, opcode, name, value);
	page = CONSTANT(o);
	err = by_ring ? ring_call(&ring, PX_IOC_OP, (uintptr_t)page) : call(fd, PX_IOC_OP, page);
	munmap(page, 4096);
	return err;
}

static int64_t value_of(uint32_t opcode, const char *name)
{
	uint64_t value = 0;
	int err = op_as(fd, 0, opcode, name, 0, &value);

	return err ? err : (int64_t)value;
}

/* Operations, in this order, with a constant argument. */
static const struct {
	uint32_t opcode;
	const char *name;
	uint64_t value;
	int result;
} ops[] = {
	{ PX_OP_MUTEX_NEW, "m", 0, 0 }, { PX_OP_MUTEX_LOCK, "m", 0, 0 },
	{ PX_OP_MUTEX_TRYLOCK, "m", 0, -EBUSY }, { PX_OP_MUTEX_UNLOCK, "m", 0, 0 },
	{ PX_OP_RWLOCK_NEW, "rw", 0, 0 }, { PX_OP_RWLOCK_WRITE, "rw", 0, 0 },
	{ PX_OP_RWLOCK_DOWNGRADE, "rw", 0, 0 }, { PX_OP_RWLOCK_UNLOCK, "rw", 0, 0 },
	{ PX_OP_ARC_NEW, "a", 0, 0 }, { PX_OP_ARC_GET, "a", 0, 0 },
	{ PX_OP_ARC_UPGRADE, "a", 0, 0 }, { PX_OP_ARC_COUNT, "a", 0, -EFAULT },
	{ PX_OP_ARC_PUT, "a", 0, -EFAULT },
	{ PX_OP_CHAN_NEW, "c", 4, 0 }, { PX_OP_CHAN_SEND, "c", 42, 0 },
	{ PX_OP_CHAN_RECV, "c", 0, -EFAULT }, { PX_OP_CHAN_TRY_RECV, "c", 0, -EFAULT },
	{ PX_OP_CHAN_COUNT, "c", 0, -EFAULT },
	{ PX_OP_POISON_NEW, "p", 0, 0 }, { PX_OP_POISON_LOCK, "p", 0, 0 },
	{ PX_OP_POISON_SET, "p", 7, 0 }, { PX_OP_POISON_GET, "p", 0, -EFAULT },
	{ PX_OP_POISON_IS, "p", 0, -EFAULT },
};

static void constant_ops(bool by_ring)
{
	const char *how = by_ring ? "io_uring" : "ioctl";
	unsigned int bad = 0, n = sizeof(ops) / sizeof(ops[0]);

	fd = open_instance();
	ring.fd = fd;
	for (unsigned int i = 0; i < n; i++) {
		int err = constant_op(ops[i].opcode, ops[i].name, ops[i].value, by_ring);

		if (err != ops[i].result)
			bad += printf("# opcode %u: %d, expected %d\n", ops[i].opcode, err,
				      ops[i].result) > 0;
	}
	tap_ok(!bad, "%s: %u operations with a constant argument", how, n);
	tap_ok(value_of(PX_OP_ARC_COUNT, "a") == 3, "%s: a put that failed has put nothing", how);
	tap_ok(value_of(PX_OP_CHAN_COUNT, "c") == 1 && value_of(PX_OP_CHAN_RECV, "c") == 42,
	       "%s: a recv that failed has left the message", how);
	tap_ok(value_of(PX_OP_POISON_GET, "p") == 7, "%s: a set has taken effect", how);
	close(fd);
}

static void constant_calls(void)
{
	struct px_setup setup = good_setup("mutex_counter");
	struct px_start start = { .size = sizeof(start), .flags = PX_START_USER_WORKERS };
	struct px_attach first = { .size = sizeof(first) };
	struct px_set_delay delays = { .size = sizeof(delays) };
	struct px_detach leave = { .size = sizeof(leave) };
	struct px_check check = { .size = sizeof(check) };
	struct px_info info = { .size = sizeof(info) };
	struct px_input input = { .size = sizeof(input) };

	fd = open_instance();
	tap_ok(call(fd, PX_IOC_INFO, CONSTANT(info)) == -EFAULT &&
	       call(fd, PX_IOC_INPUT, CONSTANT(input)) == -EFAULT,
	       "info and input with a constant argument: EFAULT");
	tap_ok(!call(fd, PX_IOC_SETUP, CONSTANT(setup)) &&
	       !call(fd, PX_IOC_ATTACH, CONSTANT(first)) &&
	       !call(fd, PX_IOC_START, CONSTANT(start)),
	       "setup, attach and start with a constant argument succeed");
	tap_ok(call(fd, PX_IOC_DELAY, CONSTANT(delays)) == -EFAULT && step(fd, 0, 3) == 3 &&
	       call(fd, PX_IOC_DETACH, CONSTANT(leave)) == -EFAULT && step(fd, 0, 1) == 1 &&
	       detach(fd, 0) == 0, "a detach that failed has detached nothing");
	tap_ok(call(fd, PX_IOC_CHECK, CONSTANT(check)) == -EFAULT &&
	       call(fd, PX_IOC_CHECK, &check) == 0, "a check can be made again");
	close(fd);
}

static void constant_wait(void)
{
	struct px_setup setup = good_setup("empty");
	struct px_worker_result results[2];
	struct px_wait wait = {
		.size = sizeof(wait), .nr_workers = 2, .workers = (uintptr_t)results,
	};
	struct px_wait no_room = wait;
	int error;

	fd = open_instance();
	no_room.workers = (uintptr_t)constant(results, sizeof(results));
	call(fd, PX_IOC_SETUP, &setup);
	tap_ok(start(fd) == 0 && call(fd, PX_IOC_WAIT, CONSTANT(wait)) == -EFAULT &&
	       call(fd, PX_IOC_WAIT, &no_room) == -EFAULT && wait_run(fd, results, &error) == 0,
	       "a wait can be made again");
	close(fd);
}

/* A lab that could not return its results does not run. */
static void constant_lab(void)
{
	static struct px_observation observations[PX_MAX_OBSERVATIONS];
	struct px_lab_run lab = {
		.size = sizeof(lab), .lab = "rwlock_reentry",
		.nr_observations = PX_MAX_OBSERVATIONS, .nr_events = PX_MAX_EVENTS,
		.observations = (uintptr_t)observations,
		.events = (uintptr_t)constant(observations, sizeof(observations)),
	};
	uint64_t begin = now_ms();

	fd = open_instance();
	tap_ok(call(fd, PX_IOC_LAB, &lab) == -EFAULT && now_ms() - begin < scaled(100),
	       "a lab whose results cannot be written does not run");
	close(fd);
}

static void names(void)
{
	static const char *const bad[] = {
		"", "a b", "a\tb", "a\nstate:\trunning", "\033[31mred", "\x7f", "\xc3\xa9", "\x01",
	};
	static const char *const good[] = {
		"a", "!", "~", "a\\b", "a:b", "0123456789012345678901234567890",
	};
	unsigned int wrong = 0;
	struct px_op o;

	fd = open_instance();
	for (unsigned int i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		wrong += op(fd, PX_OP_MUTEX_NEW, bad[i]) != -EINVAL;
	for (unsigned int i = 0; i < sizeof(good) / sizeof(good[0]); i++)
		wrong += op(fd, PX_OP_MUTEX_NEW, good[i]) != 0;
	op_argument(&o, PX_OP_MUTEX_NEW, "", 0);
	memset(o.name, 'x', sizeof(o.name));
	wrong += call(fd, PX_IOC_OP, &o) != -EINVAL;
	tap_ok(!wrong, "names are printable ASCII without blanks, else EINVAL");
	tap_ok(strstr(fdinfo(fd), "\nmutex:\ta\\134b\n") != NULL,
	       "fdinfo escapes a name, so that it can be read back");
	close(fd);
}

int main(void)
{
	int err = ring_open(&ring, -1, 8, 0);

	constant_ops(false);
	if (!err)
		constant_ops(true);
	else
		tap_ok(1, "io_uring # SKIP %s", strerror(-err));
	constant_calls();
	constant_wait();
	constant_lab();
	names();
	if (!err)
		ring_close(&ring);
	return tap_done();
}
