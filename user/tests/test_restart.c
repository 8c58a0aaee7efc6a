// SPDX-License-Identifier: GPL-2.0-only
/*
 * Only a signal that is delivered ends a call with EINTR. After a stop and continue, and
 * after task work of an io_uring, a call goes on, and ends at its deadline.
 */
#include "child.h"
#include "uring_calls.h"
#include "worker_calls.h"
#include "tests/tap.h"

#define WAIT_NS		600000000ull

static int fd;

/* Stops and continues its parent after each interval, three times. */
static pid_t start_stopper(void)
{
	pid_t parent = getpid(), pid = fork();

	if (pid)
		return pid;
	for (int i = 0; i < 3; i++) {
		sleep_ms(60);
		kill(parent, SIGSTOP);
		sleep_ms(20);
		kill(parent, SIGCONT);
	}
	_exit(0);
}

/* The operation ends with ETIMEDOUT, between its deadline and twice that time. */
static bool times_out(uint32_t opcode, const char *name)
{
	uint64_t begin = now_ms(), took;
	int err = op_as(fd, 1, opcode, name, WAIT_NS, NULL);

	took = now_ms() - begin;
	if (err != -ETIMEDOUT || took < WAIT_NS / 1000000 || took > scaled(2 * WAIT_NS / 1000000)) {
		printf("# opcode %u: %d after %llu ms\n", opcode, err, (unsigned long long)took);
		return false;
	}
	return true;
}

static const struct {
	uint32_t opcode;
	const char *name;
} waits[] = {
	{ PX_OP_MUTEX_LOCK, "m" }, { PX_OP_RWLOCK_READ, "rw" }, { PX_OP_RWLOCK_WRITE, "rw" },
	{ PX_OP_CHAN_RECV, "c" }, { PX_OP_POISON_LOCK, "p" },
};

#define NR_WAITS	(sizeof(waits) / sizeof(waits[0]))

static void make_objects(void)
{
	op(fd, PX_OP_MUTEX_NEW, "m");
	op(fd, PX_OP_MUTEX_LOCK, "m");
	op(fd, PX_OP_RWLOCK_NEW, "rw");
	op(fd, PX_OP_RWLOCK_WRITE, "rw");
	op(fd, PX_OP_POISON_NEW, "p");
	op(fd, PX_OP_POISON_LOCK, "p");
	op_with(fd, PX_OP_CHAN_NEW, "c", 1);
}

static void stopped_waits(void)
{
	bool good = true;

	for (unsigned int i = 0; i < NR_WAITS; i++) {
		pid_t stopper = start_stopper();

		good &= times_out(waits[i].opcode, waits[i].name);
		waitpid(stopper, NULL, 0);
	}
	tap_ok(good, "a stop and continue does not end any of %zu waits", NR_WAITS);
}

/* Task work of this thread: timeouts of its own ring complete while it waits. */
static void task_work(void)
{
	struct test_ring ring;
	struct __kernel_timespec times[3];
	bool good = true;
	int err = ring_open(&ring, -1, 8, 0);

	if (err) {
		tap_ok(1, "task work # SKIP %s", strerror(-err));
		return;
	}
	for (unsigned int i = 0; i < NR_WAITS; i++) {
		for (unsigned int n = 0; n < 3; n++) {
			struct io_uring_sqe *sqe = ring_get_sqe(&ring, n, IORING_OP_TIMEOUT);

			times[n] = (struct __kernel_timespec) { .tv_nsec = (n + 1) * 70000000 };
			sqe->fd = -1;
			sqe->addr = (uintptr_t)&times[n];
			sqe->len = 1;
		}
		ring_submit(&ring);
		good &= times_out(waits[i].opcode, waits[i].name);
		for (unsigned int n = 0; n < 3; n++)
			good &= ring_result(&ring, n) == -ETIME;
	}
	tap_ok(good, "completions of the caller's ring do not end any of %zu waits", NR_WAITS);
	ring_close(&ring);
}

/* The lab takes longer than the stops. */
static void stopped_lab(void)
{
	static struct px_observation observations[PX_MAX_OBSERVATIONS];
	static struct px_event events[PX_MAX_EVENTS];
	struct px_lab_run lab = {
		.size = sizeof(lab), .lab = "chan_bounded_blocks",
		.nr_observations = PX_MAX_OBSERVATIONS, .nr_events = PX_MAX_EVENTS,
		.observations = (uintptr_t)observations,
		.events = (uintptr_t)events,
	};
	pid_t stopper = start_stopper();
	bool good = true;

	for (int i = 0; good && !waitpid(stopper, NULL, WNOHANG); i++) {
		struct px_lab_run again = lab;
		int err = call(fd, PX_IOC_LAB, &again);

		good = !err && !again.error;
		if (!good)
			printf("# lab: %d, error %d\n", err, again.error);
	}
	tap_ok(good, "a stop and continue does not end a lab");
	if (!good)
		waitpid(stopper, NULL, 0);
}

static void stopped_run(void)
{
	struct px_setup setup = good_setup("mutex_counter");
	struct px_worker_result results[2];
	pid_t stopper;
	int error;

	setup.spec.duration_ns = WAIT_NS;
	set_up_and_start(fd, setup);
	stopper = start_stopper();
	tap_ok(wait_run(fd, results, &error) == 0 && !error,
	       "a stop and continue does not end the wait for a run");
	waitpid(stopper, NULL, 0);
}

int main(void)
{
	fd = open_instance();
	make_objects();
	stopped_waits();
	task_work();
	stopped_lab();
	stopped_run();
	close(fd);
	return tap_done();
}
