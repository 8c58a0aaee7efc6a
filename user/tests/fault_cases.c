// SPDX-License-Identifier: GPL-2.0-only
#include "allowed_errors.h"
#include "fault_cases.h"
#include "worker_calls.h"

struct test_ring fault_ring;
bool fault_ring_async;

/* ---- calls of a run ---- */

static int set_up(int fd, const struct fault_case *c)
{
	struct px_setup setup = good_setup(c->target);

	setup.spec.duration_ns = 1000000;
	setup.spec.lines = 40;
	return call(fd, PX_IOC_SETUP, &setup);
}

static void expect_success(int err, const char *what)
{
	if (err && err != -EBUSY)
		printf("# cannot prepare: %s: %s\n", what, strerror(-err));
}

static void after_setup(int fd, const struct fault_case *c)
{
	expect_success(set_up(fd, c), "setup");
}

static int call_start(int fd, const struct fault_case *c)
{
	return start(fd);
}

static void after_start(int fd, const struct fault_case *c)
{
	after_setup(fd, c);
	expect_success(start(fd), "start");
}

static int call_wait(int fd, const struct fault_case *c)
{
	struct px_worker_result results[PX_MAX_THREADS];
	int error;

	return wait_run(fd, results, &error);
}

static void after_wait(int fd, const struct fault_case *c)
{
	after_start(fd, c);
	expect_success(call_wait(fd, c), "wait");
}

static int call_check(int fd, const struct fault_case *c)
{
	struct px_check check;

	return check_run(fd, &check);
}

static void after_timed(int fd, const struct fault_case *c)
{
	struct px_setup setup = good_setup(c->target);

	setup.spec.duration_ns = 1000000;
	setup.spec.timed = 1;
	expect_success(call(fd, PX_IOC_SETUP, &setup), "setup");
	expect_success(start(fd), "start");
	expect_success(call_wait(fd, c), "wait");
}

static int call_latency(int fd, const struct fault_case *c)
{
	static uint64_t buckets[8192];
	struct px_latency l = {
		.size = sizeof(l), .nr_buckets = 8192, .buckets = (uintptr_t)buckets,
	};

	return call(fd, PX_IOC_LATENCY, &l);
}

static int call_attach(int fd, const struct fault_case *c)
{
	return attach(fd, 0);
}

static void after_attach(int fd, const struct fault_case *c)
{
	after_setup(fd, c);
	expect_success(attach(fd, 0), "attach");
	attach(fd, 1);			/* fails if the workload has a single worker */
}

static int call_start_user(int fd, const struct fault_case *c)
{
	return start_user_workers(fd);
}

static void after_user_start(int fd, const struct fault_case *c)
{
	after_attach(fd, c);
	expect_success(start_user_workers(fd), "start");
}

static int call_step(int fd, const struct fault_case *c)
{
	long done = step(fd, 0, 1);

	return done < 0 ? (int)done : 0;
}

static int call_delay(int fd, const struct fault_case *c)
{
	return delay(fd, 0, NULL);
}

static int call_detach(int fd, const struct fault_case *c)
{
	return detach(fd, 0);
}

static int call_info(int fd, const struct fault_case *c)
{
	struct px_info info = { .size = sizeof(info) };

	return call(fd, PX_IOC_INFO, &info);
}

static int call_poll_on(int fd, const struct fault_case *c)
{
	struct px_poll_on none = { .size = sizeof(none) };

	return call(fd, PX_IOC_POLL_ON, &none);
}

static int call_input(int fd, const struct fault_case *c)
{
	struct px_input input = { .size = sizeof(input) };

	return call(fd, PX_IOC_INPUT, &input);
}

static int call_write(int fd, const struct fault_case *c)
{
	static const char text[] = "29: 3 8 5\n55: 3 8 5\n";
	ssize_t n = write(fd, text, sizeof(text) - 1);

	return n < 0 ? -errno : 0;
}

static int call_open(int fd, const struct fault_case *c)
{
	int other = open(PX_DEVICE_PATH, O_RDWR | O_CLOEXEC);

	if (other < 0)
		return -errno;
	close(other);
	return 0;
}

int fault_call_lab(int fd, const struct fault_case *c)
{
	static struct px_observation observations[PX_MAX_OBSERVATIONS];
	static struct px_event events[PX_MAX_EVENTS];
	struct px_lab_run p = {
		.size = sizeof(p),
		.nr_observations = PX_MAX_OBSERVATIONS,
		.nr_events = PX_MAX_EVENTS,
		.observations = (uintptr_t)observations,
		.events = (uintptr_t)events,
	};

	snprintf(p.lab, sizeof(p.lab), "%s", c->target);
	return call(fd, PX_IOC_LAB, &p);
}

/* ---- operations ---- */

/* With IOSQE_ASYNC this thread does not try the command first. */
int fault_ring_call(int fd, uint32_t cmd, uint64_t arg)
{
	struct io_uring_sqe *sqe;

	fault_ring.fd = fd;
	sqe = ring_add(&fault_ring, 0, cmd, arg);
	if (fault_ring_async)
		sqe->flags |= IOSQE_ASYNC;
	ring_submit(&fault_ring);
	return ring_result(&fault_ring, 0);
}

static int do_op(int fd, struct px_op o, const char *name, bool by_ring)
{
	struct px_op again = o;

	if (!by_ring)
		return op_on(fd, name, &again);
	again.size = sizeof(again);
	snprintf(again.name, sizeof(again.name), "%s", name);
	return fault_ring_call(fd, PX_IOC_OP, (uintptr_t)&again);
}

/* If a call that failed had locked a mutex, its owner would wait for itself. */
static int call_op(int fd, const struct fault_case *c)
{
	struct px_op o = c->op;

	if (op_blocks(o.opcode))
		o.deadline_ns = deadline_after(500000000);
	return do_op(fd, o, c->target, c->by_ring);
}

static void before_op(int fd, const struct fault_case *c)
{
	for (unsigned int i = 0; i < 3 && c->before[i].opcode; i++)
		expect_success(do_op(fd, c->before[i], c->target, false), "operation");
}

#define OP(o, ...)								\
	{ #o, "x", call_op, before_op, { .opcode = PX_OP_##o }, { __VA_ARGS__ } }
#define RING(o, ...)								\
	{ "io_uring: " #o, "x", call_op, before_op, { .opcode = PX_OP_##o },		\
	  { __VA_ARGS__ }, true }
#define AFTER(o)	{ .opcode = PX_OP_##o }
#define BOTH(o, ...)	OP(o, __VA_ARGS__), RING(o, __VA_ARGS__)

const struct fault_case fault_op_cases[] = {
	BOTH(MUTEX_NEW),
	BOTH(MUTEX_LOCK, AFTER(MUTEX_NEW)),
	BOTH(MUTEX_TRYLOCK, AFTER(MUTEX_NEW)),
	BOTH(MUTEX_UNLOCK, AFTER(MUTEX_NEW), AFTER(MUTEX_LOCK)),
	BOTH(RWLOCK_NEW),
	BOTH(RWLOCK_READ, AFTER(RWLOCK_NEW)),
	BOTH(RWLOCK_WRITE, AFTER(RWLOCK_NEW)),
	BOTH(RWLOCK_READ_TRY, AFTER(RWLOCK_NEW)),
	BOTH(RWLOCK_WRITE_TRY, AFTER(RWLOCK_NEW)),
	BOTH(RWLOCK_DOWNGRADE, AFTER(RWLOCK_NEW), AFTER(RWLOCK_WRITE)),
	BOTH(RWLOCK_UNLOCK, AFTER(RWLOCK_NEW), AFTER(RWLOCK_READ)),
	BOTH(ARC_NEW),
	BOTH(ARC_GET, AFTER(ARC_NEW)),
	BOTH(ARC_PUT, AFTER(ARC_NEW)),
	BOTH(ARC_UPGRADE, AFTER(ARC_NEW)),
	BOTH(ARC_COUNT, AFTER(ARC_NEW)),
	BOTH(CHAN_NEW),
	BOTH(CHAN_SEND, { .opcode = PX_OP_CHAN_NEW, .value = 9 }),
	BOTH(CHAN_TRY_SEND, { .opcode = PX_OP_CHAN_NEW, .value = 9 }),
	BOTH(CHAN_RECV, { .opcode = PX_OP_CHAN_NEW, .value = 9 }, AFTER(CHAN_SEND),
	   AFTER(CHAN_SEND)),
	BOTH(CHAN_TRY_RECV, { .opcode = PX_OP_CHAN_NEW, .value = 9 }, AFTER(CHAN_SEND),
	   AFTER(CHAN_SEND)),
	BOTH(CHAN_CLONE, { .opcode = PX_OP_CHAN_NEW, .value = 9 }),
	BOTH(CHAN_CLOSE_SENDER, { .opcode = PX_OP_CHAN_NEW, .value = 9 }),
	BOTH(CHAN_TAKE_RECEIVER, { .opcode = PX_OP_CHAN_NEW, .value = 9 }),
	BOTH(CHAN_CLOSE_RECEIVER, { .opcode = PX_OP_CHAN_NEW, .value = 9 }),
	BOTH(CHAN_COUNT, { .opcode = PX_OP_CHAN_NEW, .value = 9 }),
	BOTH(POISON_NEW),
	BOTH(POISON_LOCK, AFTER(POISON_NEW)),
	BOTH(POISON_TRYLOCK, AFTER(POISON_NEW)),
	BOTH(POISON_UNLOCK, AFTER(POISON_NEW), AFTER(POISON_LOCK)),
	BOTH(POISON_GET, AFTER(POISON_NEW), AFTER(POISON_LOCK)),
	BOTH(POISON_SET, AFTER(POISON_NEW), AFTER(POISON_LOCK)),
	BOTH(POISON_CLEAR, AFTER(POISON_NEW)),
	BOTH(POISON_IS, AFTER(POISON_NEW)),
};

const struct fault_case fault_plain_cases[] = {
	{ "open", "", call_open },
	{ "info", "", call_info },
	{ "input", "", call_input },
	{ "poll on", "", call_poll_on },
	{ "write", "", call_write },
};

/* These cases run once for each workload. */
const struct fault_case fault_run_cases[] = {
	{ "setup", "", set_up },
	{ "start", "", call_start, after_setup },
	{ "wait", "", call_wait, after_start },
	{ "check", "", call_check, after_wait },
	{ "latency", "", call_latency, after_timed },
	{ "attach", "", call_attach, after_setup },
	{ "start of user workers", "", call_start_user, after_attach },
	{ "delay", "", call_delay, after_user_start },
	{ "step", "", call_step, after_user_start },
	{ "detach", "", call_detach, after_user_start },
};

#define NR(cases)	(sizeof(cases) / sizeof((cases)[0]))

const unsigned int nr_fault_op_cases = NR(fault_op_cases);
const unsigned int nr_fault_plain_cases = NR(fault_plain_cases);
const unsigned int nr_fault_run_cases = NR(fault_run_cases);

bool fault_case_is_step(const struct fault_case *c)
{
	return c->call == call_step;
}
