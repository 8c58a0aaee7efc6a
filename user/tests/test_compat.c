// SPDX-License-Identifier: GPL-2.0-only
/*
 * Every call of the device, and its results. It is compiled for 32 and for 64 bits, and
 * guest.sh compares both outputs.
 */
#include "instance.h"
#include "tests/tap.h"

#define WORKERS	2
#define OPS	500
#define LAB	"rwlock_reentry"

/* The highest address. */
static void *volatile nowhere = (void *)UINTPTR_MAX;

static void test_info(int fd)
{
	struct px_info i = { .size = sizeof(i) };
	int err = call(fd, PX_IOC_INFO, &i);

	tap_ok(!err && i.abi_version, "info: abi %u preempt %u debug %u, at most %u %llu %llu "
	       "%llu %u %u %llu", i.abi_version, i.preempt, i.debug, i.max_threads,
	       (unsigned long long)i.max_duration_ns, (unsigned long long)i.max_ops,
	       (unsigned long long)i.max_busy_ns, i.max_objects, i.max_holds,
	       (unsigned long long)i.max_data);
	tap_ok(i.release[0] && strlen(i.source_hash) == 64 && strlen(i.module_hash) == 64 &&
	       strcmp(i.source_hash, i.module_hash) && i.compiler[0],
	       "info: %s, %s, %s, %s", i.release, i.source_hash, i.module_hash, i.compiler);
}

/* The results are on the stack, in the upper half of a 32-bit address space. */
static void test_run(int fd)
{
	struct px_worker_result results[WORKERS];
	struct px_wait w = { .size = sizeof(w), .nr_workers = WORKERS, .workers = 8 };
	struct px_setup s = good_setup("mutex_counter");
	struct px_check c;
	int err, error;

	s.spec.duration_ns = 0;
	s.spec.ops = OPS;
	tap_ok(!call(fd, PX_IOC_SETUP, &s), "setup succeeds");
	tap_ok(!start(fd), "start succeeds");
	tap_ok(!wait_run(fd, results, &error) && !error, "wait succeeds");
	for (int i = 0; i < WORKERS; i++)
		tap_ok(results[i].ops == OPS && results[i].end_ns > results[i].start_ns &&
		       results[i].end_ns < PX_MAX_DURATION_NS, "wait: worker %d did %llu", i,
		       (unsigned long long)results[i].ops);
	tap_ok(call(fd, PX_IOC_WAIT, &w) == -EFAULT, "wait to an invalid address: EFAULT");
	w.workers = (uintptr_t)results ^ 1ull << 40;
	tap_ok(call(fd, PX_IOC_WAIT, &w) == -EFAULT, "wait to an address above 32 bits: EFAULT");
	err = check_run(fd, &c);
	tap_ok(!err && c.nr_findings, "check succeeds, %u findings", c.nr_findings);
	for (unsigned int i = 0; i < c.nr_findings; i++)
		tap_ok(c.findings[i].expected == c.findings[i].observed, "check: %s, %llu of %llu",
		       c.findings[i].what, (unsigned long long)c.findings[i].observed,
		       (unsigned long long)c.findings[i].expected);
}

static void test_user_workers(void)
{
	struct px_start begin = { .size = sizeof(begin), .flags = PX_START_USER_WORKERS };
	struct px_attach attach = { .size = sizeof(attach), .worker = 1 };
	struct px_set_delay delay = { .size = sizeof(delay), .worker = 1 };
	struct px_detach detach = { .size = sizeof(detach), .worker = 1 };
	struct px_setup s = good_setup("mutex_counter");
	int fd = open_instance();

	s.spec.duration_ns = 0;
	s.spec.ops = OPS;
	s.spec.hold_ns = 1000;
	tap_ok(!call(fd, PX_IOC_SETUP, &s) && !call(fd, PX_IOC_ATTACH, &attach) &&
	       !call(fd, PX_IOC_DELAY, &delay) && !call(fd, PX_IOC_START, &begin),
	       "attach, delay and start succeed");
	tap_ok(delay.hold_ns && !delay.think_ns, "delay: a hold was measured");
	tap_ok(ioctl(fd, PX_IOC_STEP, PX_STEP(1, 1)) == 1, "step: one");
	tap_ok(ioctl(fd, PX_IOC_STEP, PX_STEP(1, PX_STEP_MAX & 0xc00)) == 0xc00, "step: many");
	tap_ok(call(fd, PX_IOC_STEP, (void *)(uintptr_t)PX_STEP(0, PX_STEP_MAX)) == -ESRCH,
	       "step, with the largest count, of a worker that is not attached: ESRCH");
	tap_ok(call(fd, PX_IOC_STEP, (void *)(uintptr_t)PX_STEP(0xfff, PX_STEP_MAX)) == -EINVAL,
	       "step, with the largest count and worker: EINVAL");
	tap_ok(!call(fd, PX_IOC_DETACH, &detach) && detach.ops == 0xc01, "detach: after all steps");
	close(fd);
}

static void test_ops(int fd)
{
	uint64_t value = 0;

	tap_ok(!op(fd, PX_OP_MUTEX_NEW, "m") && !op(fd, PX_OP_MUTEX_LOCK, "m"), "op: locked");
	tap_ok(op_as(fd, 1, PX_OP_MUTEX_LOCK, "m", 20000000, NULL) == -ETIMEDOUT,
	       "op: lock for 20 ms: ETIMEDOUT");
	tap_ok(strstr(fdinfo(fd), "held by owner 0") != NULL, "op: fdinfo shows the holder");
	tap_ok(!op(fd, PX_OP_MUTEX_UNLOCK, "m"), "op: unlocked");
	tap_ok(!op(fd, PX_OP_ARC_NEW, "a") && !op(fd, PX_OP_ARC_GET, "a") &&
	       !op_as(fd, 0, PX_OP_ARC_COUNT, "a", 0, &value), "op: counted");
	tap_ok(value == 2, "op: %llu", (unsigned long long)value);
}

static void test_lab(int fd)
{
	struct px_observation observations[PX_MAX_OBSERVATIONS];
	struct px_event events[PX_MAX_EVENTS];
	struct px_lab_run p = {
		.size = sizeof(p), .lab = LAB,
		.nr_observations = PX_MAX_OBSERVATIONS, .nr_events = PX_MAX_EVENTS,
		.observations = (uintptr_t)observations, .events = (uintptr_t)events,
	};
	int err = call(fd, PX_IOC_LAB, &p);

	tap_ok(!err && !p.error && p.nr_observations && p.nr_events,
	       "lab: %u observations, %u events", p.nr_observations, p.nr_events);
	for (unsigned int i = 0; i < p.nr_observations; i++)
		tap_ok(observations[i].what[0], "lab: %s %lld", observations[i].what,
		       (long long)observations[i].value);
	for (unsigned int i = 0; i < p.nr_events; i++)
		tap_ok(events[i].what[0] && events[i].state <= PX_ACTOR_GONE,
		       "lab: event %u has a name", i);
	p.events = 8;
	p.nr_observations = PX_MAX_OBSERVATIONS;
	p.nr_events = PX_MAX_EVENTS;
	p.error = 0;
	tap_ok(call(fd, PX_IOC_LAB, &p) == -EFAULT, "lab: events to an invalid address: EFAULT");
}

static void test_input(void)
{
	static const char text[] = "55: 3 8 5\n18446744073709551615: 18446744073709551615\n1 2\n";
	struct px_input in = { .size = sizeof(in) };
	int fd = open_instance();

	tap_ok(write(fd, nowhere, 16) == -1 && errno == EFAULT,
	       "input from an invalid address: EFAULT");
	tap_ok(write(fd, text, sizeof(text) - 1) == -1 && errno == EINVAL, "input: refused");
	tap_ok(!call(fd, PX_IOC_INPUT, &in), "input: its error is returned");
	tap_ok(in.equations == 2 && in.bad_line == 3 && in.reason == PX_INPUT_NO_COLON,
	       "input: %llu equations in %llu of %llu bytes, line %llu for reason %u",
	       (unsigned long long)in.equations, (unsigned long long)in.stored,
	       (unsigned long long)in.bytes, (unsigned long long)in.bad_line, in.reason);
	close(fd);
}

static void test_errors(int fd)
{
	static const unsigned int calls[] = {
		PX_IOC_INFO, PX_IOC_SETUP, PX_IOC_START, PX_IOC_WAIT, PX_IOC_CHECK, PX_IOC_OP,
		PX_IOC_LAB, PX_IOC_INPUT, PX_IOC_ATTACH, PX_IOC_DELAY, PX_IOC_DETACH,
		PX_IOC_LATENCY, PX_IOC_POLL_ON,
	};
	uint32_t small = 4;
	uint32_t huge = 1u << 20;
	uint32_t page[1024] = { sizeof(page), [1023] = 1 };

	for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
		tap_ok(call(fd, calls[i], NULL) == -EFAULT, "%#x of NULL: EFAULT", calls[i]);
		tap_ok(call(fd, calls[i], nowhere) == -EFAULT, "%#x of an invalid address: EFAULT",
		       calls[i]);
		tap_ok(call(fd, calls[i], &small) == -EINVAL, "%#x of 4 bytes: EINVAL", calls[i]);
		tap_ok(call(fd, calls[i], &huge) == -E2BIG, "%#x of 1 MiB: E2BIG", calls[i]);
		tap_ok(call(fd, calls[i], page) == -E2BIG, "%#x with unknown fields: E2BIG",
		       calls[i]);
	}
	tap_ok(call(fd, 0xD57F, &small) == -ENOTTY, "an unknown call: ENOTTY");
}

int main(void)
{
	int fd = open_instance();

	test_info(fd);
	test_run(fd);
	test_user_workers();
	test_ops(fd);
	test_lab(fd);
	test_input();
	test_errors(fd);
	close(fd);
	return tap_done();
}
