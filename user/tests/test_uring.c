// SPDX-License-Identifier: GPL-2.0-only
/* Commands by io_uring have the same results as ioctls, on rings of every kind. */
#include "uring_kinds.h"
#include "worker_calls.h"
#include "tests/tap.h"

static const struct test_op {
	uint32_t opcode;
	const char *name;
	uint64_t value, timeout_ns;
} test_ops[] = {
	{ PX_OP_MUTEX_NEW, "m" }, { PX_OP_MUTEX_NEW, "m" }, { PX_OP_MUTEX_LOCK, "m" },
	{ PX_OP_MUTEX_LOCK, "m", 0, 1000000 }, { PX_OP_MUTEX_TRYLOCK, "m" },
	{ PX_OP_MUTEX_UNLOCK, "m" }, { PX_OP_MUTEX_UNLOCK, "m" }, { PX_OP_RWLOCK_NEW, "rw" },
	{ PX_OP_RWLOCK_WRITE, "rw" }, { PX_OP_RWLOCK_READ_TRY, "rw" },
	{ PX_OP_RWLOCK_DOWNGRADE, "rw" }, { PX_OP_RWLOCK_READ, "rw" },
	{ PX_OP_RWLOCK_WRITE_TRY, "rw" }, { PX_OP_RWLOCK_UNLOCK, "rw" }, { PX_OP_ARC_NEW, "a" },
	{ PX_OP_ARC_GET, "a" }, { PX_OP_ARC_COUNT, "a" }, { PX_OP_ARC_PUT, "a" },
	{ PX_OP_ARC_UPGRADE, "a" }, { PX_OP_ARC_PUT, "a" }, { PX_OP_ARC_PUT, "a" },
	{ PX_OP_ARC_PUT, "a" }, { PX_OP_CHAN_NEW, "c", 1 }, { PX_OP_CHAN_SEND, "c", 7 },
	{ PX_OP_CHAN_TRY_SEND, "c", 8 }, { PX_OP_CHAN_SEND, "c", 9, 1000000 },
	{ PX_OP_CHAN_COUNT, "c" }, { PX_OP_CHAN_CLONE, "c" }, { PX_OP_CHAN_RECV, "c" },
	{ PX_OP_CHAN_TRY_RECV, "c" }, { PX_OP_CHAN_RECV, "c", 0, 1000000 },
	{ PX_OP_CHAN_TAKE_RECEIVER, "c" }, { PX_OP_CHAN_CLOSE_SENDER, "c" },
	{ PX_OP_CHAN_CLOSE_SENDER, "c" }, { PX_OP_CHAN_RECV, "c" },
	{ PX_OP_CHAN_CLOSE_RECEIVER, "c" }, { PX_OP_POISON_NEW, "p" }, { PX_OP_POISON_GET, "p" },
	{ PX_OP_POISON_LOCK, "p" }, { PX_OP_POISON_SET, "p", 5 }, { PX_OP_POISON_GET, "p" },
	{ PX_OP_POISON_TRYLOCK, "p" }, { PX_OP_POISON_IS, "p" }, { PX_OP_POISON_CLEAR, "p" },
	{ PX_OP_POISON_UNLOCK, "p" }, { PX_OP_ARC_GET, "m" }, { PX_OP_ARC_GET, "none" },
	{ 99, "m" }, { PX_OP_ARC_GET, "a", 3 },
};

/* The same operations on two instances, by io_uring and by ioctl. */
static void same_ops(const struct ring_kind *k)
{
	int fd = open_instance(), other = open_instance();
	unsigned int bad = 0, n = sizeof(test_ops) / sizeof(test_ops[0]);

	open_ring(k, fd);
	for (unsigned int i = 0; i < n; i++) {
		const struct test_op *t = &test_ops[i];
		struct px_op a, b;
		int by_uring, by_ioctl;

		op_argument(&a, t->opcode, t->name, t->value);
		a.deadline_ns = deadline_after(t->timeout_ns);
		b = a;
		by_uring = ring_call(&ring, PX_IOC_OP, (uintptr_t)&a);
		by_ioctl = call(other, PX_IOC_OP, &b);
		if (by_uring != by_ioctl || a.value != b.value) {
			bad++;
			printf("# %u: %d by uring, %d by ioctl\n", t->opcode, by_uring, by_ioctl);
		}
	}
	tap_ok(!bad && !ring.duplicates, "%s: %u operations have the result of the ioctl", k->name,
	       n);
	ring_close(&ring);
	close(fd);
	close(other);
}

static void same_steps(const struct ring_kind *k)
{
	int fd = open_run(good_setup("mutex_counter"), 2), fresh = open_instance();
	struct px_check c;
	int many;

	open_ring(k, fd);
	tap_ok(ring_call(&ring, PX_IOC_STEP, PX_STEP(0, 1)) == 1 &&
		       ring_call(&ring, PX_IOC_STEP, PX_STEP(1, 5)) == 5,
	       "%s: a step, and 5 steps in one command", k->name);
	many = ring_call(&ring, PX_IOC_STEP, PX_STEP(1, PX_STEP_MAX));
	tap_ok(many >= 64, "%s: %d steps, of the largest count", k->name, many);
	tap_ok(ring_call(&ring, PX_IOC_STEP, PX_STEP(2, 1)) == -EINVAL &&
	       ring_call(&ring, PX_IOC_STEP, PX_STEP(0, 0)) == -EINVAL &&
	       ring_call(&ring, PX_IOC_STEP, 1ull << 32 | PX_STEP(0, 1)) == -EINVAL,
	       "%s: an invalid step: EINVAL", k->name);
	detach(fd, 0);
	tap_ok(ring_call(&ring, PX_IOC_STEP, PX_STEP(0, 1)) == -ESRCH, "%s: after detach: ESRCH",
	       k->name);
	detach(fd, 1);
	tap_ok(check_run(fd, &c) == 0 && c.findings[0].observed == 6 + (uint64_t)many &&
	       c.findings[0].expected == c.findings[0].observed, "%s: no step was lost", k->name);
	ring.fd = fresh;
	tap_ok(ring_call(&ring, PX_IOC_STEP, PX_STEP(0, 1)) == -EBADFD &&
		       ring_call(&ring, PX_IOC_STEP, PX_STEP(0, 2)) == -EBADFD,
	       "%s: before setup: EBADFD", k->name);
	ring_close(&ring);
	close(fd);
	close(fresh);
}

/* A command delays the submission of others, so it executes few long steps. */
static void short_command(const struct ring_kind *k)
{
	struct px_setup s = good_setup("mutex_counter");
	int fd, done;

	s.spec.hold_ns = 1000000;
	fd = open_run(s, 2);
	open_ring(k, fd);
	delay(fd, 0, NULL);
	done = ring_call(&ring, PX_IOC_STEP, PX_STEP(0, 2000));
	tap_ok(done > 0 && done < 100, "%s: of 2000 steps of 1 ms, one command executes %d",
	       k->name, done);
	ring_close(&ring);
	close(fd);
}

static int call_reserved(uint64_t arg)
{
	const struct px_uring_command command = { .arg = arg, .reserved = 1 };

	memcpy(ring_add(&ring, 0, PX_IOC_STEP, arg)->cmd, &command, sizeof(command));
	ring_submit(&ring);
	return ring_result(&ring, 0);
}

static void refused(const struct ring_kind *k)
{
	int fd = open_run(good_setup("empty"), 1);
	struct px_op o;
	uint64_t op_arg = op_argument(&o, PX_OP_ARC_NEW, "a", 0);

	open_ring(k, fd);
	tap_ok(ring_call(&ring, PX_IOC_SETUP, 0) == -EOPNOTSUPP &&
		       ring_call(&ring, 0, 0) == -EOPNOTSUPP &&
		       ring_call(&ring, PX_IOC_DETACH, 0) == -EOPNOTSUPP &&
		       ring_call(&ring, ~0u, 0) == -EOPNOTSUPP,
	       "%s: another operation: EOPNOTSUPP", k->name);
	tap_ok(call_reserved(PX_STEP(0, 1)) == -EINVAL, "%s: reserved is not 0: EINVAL", k->name);
	tap_ok(ring_call(&ring, PX_IOC_OP, 0) == -EFAULT &&
		       ring_call(&ring, PX_IOC_OP, 8) == -EFAULT &&
		       ring_call(&ring, PX_IOC_OP, ~0ull) == -EFAULT &&
		       ring_call(&ring, PX_IOC_WAIT, 8) == -EFAULT,
	       "%s: an invalid pointer: EFAULT", k->name);
	o.size = 3;
	tap_ok(ring_call(&ring, PX_IOC_OP, op_arg) == -EINVAL,
	       "%s: a structure that is too short: EINVAL", k->name);
	o.size = 1u << 20;
	tap_ok(ring_call(&ring, PX_IOC_OP, op_arg) == -E2BIG,
	       "%s: a structure that is too long: E2BIG", k->name);
	tap_ok(ring_call(&ring, PX_IOC_STEP, PX_STEP(0, 1)) == 1,
	       "%s: then a valid command succeeds", k->name);
	ring_close(&ring);
	close(fd);
}

/* ---- order ---------------------------------------------------------------------------- */

#define BATCH	8u

/* A deferred ring makes progress only when this thread waits for completions. */
static uint64_t receive(int fd)
{
	uint64_t value = BATCH;

	while (op_as(fd, 0, PX_OP_CHAN_TRY_RECV, "c", 0, &value) == -EAGAIN)
		ring_wait_for(&ring, BATCH - 1, 1);
	return value;
}

/* Sends a batch into a channel with room for one message. */
static bool in_order(int fd, bool linked)
{
	struct px_op sends[BATCH];
	bool ordered = true;

	for (unsigned int i = 0; i < BATCH; i++) {
		struct io_uring_sqe *sqe = ring_add(
			&ring, i, PX_IOC_OP, op_argument(&sends[i], PX_OP_CHAN_SEND, "c", i));

		if (linked && i + 1 < BATCH)
			sqe->flags |= IOSQE_IO_LINK;
	}
	ring_submit(&ring);
	for (unsigned int i = 0; i < BATCH; i++)
		ordered = receive(fd) == i && ordered;
	for (unsigned int i = 0; i < BATCH; i++)
		ring_result(&ring, i);
	return ordered;
}

static void order(const struct ring_kind *k)
{
	unsigned int tries = 0, linked = 0;
	int fd = open_instance();
	bool ordered = true;

	chan_op(fd, PX_OP_CHAN_NEW, 1);
	open_ring(k, fd);
	while (ordered && ++tries < 500)
		ordered = in_order(fd, false);
	tap_ok(true, "%s: not linked, sends can arrive out of order%s", k->name,
	       ordered ? " # SKIP it need not happen, and did not" : "");
	while (linked < 50 && in_order(fd, true))
		linked++;
	tap_ok(linked == 50 && !ring.duplicates, "%s: linked, they arrive in order (%u tries)",
	       k->name, linked);
	ring_close(&ring);
	close(fd);
}

int main(void)
{
	for (unsigned int i = 0; i < RING_KINDS; i++) {
		const struct ring_kind *k = &ring_kinds[i];

		same_ops(k);
		same_steps(k);
		short_command(k);
		refused(k);
		order(k);
	}
	return tap_done();
}
