// SPDX-License-Identifier: GPL-2.0-only
/* Runs whose workers are user threads, by ioctl: valid and invalid calls, and long steps. */
#include "step_thread.h"
#include "tests/tap.h"

static int run_of(const char *workload, uint32_t threads)
{
	return open_run(good_setup(workload), threads);
}

static void before_setup(void)
{
	int fd = open_instance();

	tap_ok(attach(fd, 0) == -EBADFD && detach(fd, 0) == -EBADFD &&
		       delay(fd, 0, NULL) == -EBADFD && start_user_workers(fd) == -EBADFD &&
		       step(fd, 0, 1) == -EBADFD && step(fd, 0, 0) == -EBADFD,
	       "before setup every call fails: EBADFD");
	close(fd);
}

static void malformed(int fd)
{
	struct px_attach a = { .size = sizeof(a), .flags = 1 };
	struct px_detach d = { .size = sizeof(d), .ops = 1 };
	struct px_set_delay delays = { .size = sizeof(delays), .hold_ns = 1 };

	tap_ok(call(fd, PX_IOC_ATTACH, &a) == -EINVAL, "attach with a flag: EINVAL");
	a = (struct px_attach) { .size = sizeof(a), .reserved = 1 };
	tap_ok(call(fd, PX_IOC_ATTACH, &a) == -EINVAL, "attach with a reserved field: EINVAL");
	tap_ok(call(fd, PX_IOC_DETACH, &d) == -EINVAL, "detach with an output field: EINVAL");
	d = (struct px_detach) { .size = sizeof(d), .flags = 1 };
	tap_ok(call(fd, PX_IOC_DETACH, &d) == -EINVAL, "detach with a flag: EINVAL");
	d = (struct px_detach) { .size = sizeof(d), .reserved = 1 };
	tap_ok(call(fd, PX_IOC_DETACH, &d) == -EINVAL, "detach with a reserved field: EINVAL");
	tap_ok(call(fd, PX_IOC_DELAY, &delays) == -EINVAL, "delay with an output field: EINVAL");
	delays = (struct px_set_delay) { .size = sizeof(delays), .reserved = 1 };
	tap_ok(call(fd, PX_IOC_DELAY, &delays) == -EINVAL, "delay with a reserved field: EINVAL");
}

static void valid_and_invalid_calls(void)
{
	struct px_setup s = good_setup("mutex_counter");
	int fd = open_instance();
	uint64_t ops = 0;
	int other;

	call(fd, PX_IOC_SETUP, &s);
	malformed(fd);
	tap_ok(detach(fd, 0) == -EBADFD && step(fd, 0, 1) == -EBADFD,
	       "before a worker is attached: EBADFD");
	tap_ok(attach(fd, 2) == -EINVAL && attach(fd, ~0u) == -EINVAL,
	       "attach of a third worker of two: EINVAL");
	tap_ok(attach(fd, 0) == 0, "attach");
	tap_ok(attach(fd, 0) == -EBUSY, "attach again: EBUSY");
	tap_ok(strstr(fdinfo(fd), "state:\tattached"), "fdinfo: attached");
	tap_ok(step(fd, 0, 1) == -EBADFD, "a step before the start: EBADFD");
	tap_ok(observed(fd) == -EBADFD, "a check before the start: EBADFD");
	tap_ok(start(fd) == -EBUSY, "a start of kernel threads after an attach: EBUSY");
	tap_ok(start_user_workers(fd) == 0 && start_user_workers(fd) == -EBUSY,
	       "start, a second start: EBUSY");
	tap_ok(attach(fd, 1) == -EBUSY, "attach after the start: EBUSY");
	tap_ok(step(fd, 1, 1) == -ESRCH, "a step of a worker that is not attached: ESRCH");
	tap_ok(step(fd, 2, 1) == -EINVAL && step(fd, 0xfff, 1) == -EINVAL,
	       "no such worker: EINVAL");
	tap_ok(step(fd, 0, 0) == -EINVAL, "a count of 0: EINVAL");
	tap_ok(ioctl(fd, PX_IOC_STEP, 1ull << 32 | PX_STEP(0, 1)) == -1 && errno == EINVAL,
	       "an argument of more than 32 bits: EINVAL");
	tap_ok(step(fd, 0, 1) == 1 && step(fd, 0, 63) == 63 && step(fd, 0, 1000) == 1000 &&
	       step(fd, 0, PX_STEP_MAX) == PX_STEP_MAX, "one step, many steps, the largest count");
	tap_ok(strstr(fdinfo(fd), "state:\trunning") && observed(fd) == -EBUSY,
	       "a check while a worker is attached: EBUSY");
	tap_ok(detach_with_ops(fd, 0, &ops) == 0 && ops == 1064 + PX_STEP_MAX,
	       "detach returns the number of steps");
	tap_ok(detach(fd, 0) == -ESRCH && step(fd, 0, 1) == -ESRCH && attach(fd, 0) == -EBUSY &&
	       delay(fd, 0, NULL) == -ESRCH, "calls after detach: ESRCH");
	tap_ok(strstr(fdinfo(fd), "state:\tended") && check_passes(fd), "the check passes");
	other = open_run(s, 2);
	tap_ok(step(other, 0, 1) == 1 && step(other, 1, 1) == 1,
	       "another instance has its own run");
	close(other);
	close(fd);
}

static void kernel_workers(void)
{
	struct px_setup s = good_setup("empty");
	int fd = open_instance();

	set_up_and_start(fd, s);
	tap_ok(attach(fd, 0) == -EBUSY && start_user_workers(fd) == -EBUSY &&
		       step(fd, 0, 1) == -EBADFD && detach(fd, 0) == -EBADFD,
	       "a run of kernel threads has no user workers");
	close(fd);
	fd = open_instance();
	call(fd, PX_IOC_SETUP, &s);
	tap_ok(start_user_workers(fd) == 0 && step(fd, 0, 1) == -ESRCH && observed(fd) == 0,
	       "a run without attached workers starts and ends");
	close(fd);
}

static void many_workers(void)
{
	struct px_setup s = good_setup("mutex_counter");
	int fd = open_instance(), bad = 0;

	s.spec.threads = PX_MAX_THREADS;
	call(fd, PX_IOC_SETUP, &s);
	for (uint32_t i = 0; i < PX_MAX_THREADS; i++)
		bad += attach(fd, i) != 0;
	bad += start_user_workers(fd) != 0;
	for (uint32_t i = 0; i < PX_MAX_THREADS; i++)
		bad += step(fd, i, 3) != 3;
	tap_ok(!bad && step(fd, PX_MAX_THREADS, 1) == -EINVAL, "1024 workers attach and step");
	for (uint32_t i = 0; i < PX_MAX_THREADS; i += 2)
		bad += detach(fd, i) != 0;
	tap_ok(observed(fd) == -EBUSY, "a check while half of them are attached: EBUSY");
	for (uint32_t i = 1; i < PX_MAX_THREADS; i += 2)
		bad += detach(fd, i) != 0;
	tap_ok(!bad && observed(fd) == 3 * PX_MAX_THREADS, "all are detached: no step was lost");
	close(fd);
}

static void delayed_steps(void)
{
	struct px_setup s = good_setup("mutex_counter");
	struct px_set_delay delays = { .size = sizeof(delays) };
	uint64_t before;
	int fd;

	s.spec.hold_ns = 1000000;
	s.spec.think_ns = 2000000;
	fd = open_run(s, 2);
	tap_ok(delay(fd, 0, &delays) == 0 && delays.hold_ns >= 500000 && delays.think_ns >= 1000000,
	       "delay returns the measured hold and think times");
	before = now_ms();
	tap_ok(step(fd, 0, 50) == 50 && now_ms() - before >= 75,
	       "the worker is then busy for that time");
	before = now_ms();
	tap_ok(step(fd, 1, 50) == 50 && now_ms() - before < 75, "a worker without delay is not");
	close(fd);
}

/* ---- steps that wait ---- */

static void drained(void)
{
	int fd = run_of("chan_bounded", 2);
	uint64_t ops;

	tap_ok(step(fd, 1, 5) == 5, "a producer sends 5");
	tap_ok(detach_with_ops(fd, 1, &ops) == 0 && ops == 5, "and is detached");
	tap_ok(step(fd, 0, 100) == 5, "a receiver asks for 100 steps and takes 5");
	tap_ok(step(fd, 0, 100) == 0 && step(fd, 0, 1) == 0, "then 0: no message is left");
	tap_ok(detach(fd, 0) == 0 && check_passes(fd), "the check passes");
	close(fd);
}

static void busy_worker(void)
{
	int fd = run_of("chan_bounded", 2);
	struct step_thread s;

	begin_steps(&s, fd, 0, 1);
	tap_ok(!s.done && step(fd, 0, 1) == -EBUSY && detach(fd, 0) == -EBUSY &&
		       delay(fd, 0, NULL) == -EBUSY,
	       "another call for a worker that is in a call: EBUSY");
	tap_ok(interrupt_steps(&s) == -EINTR, "a signal: EINTR");
	begin_steps(&s, fd, 1, 1000);
	tap_ok(!s.done && interrupt_steps(&s) == 16,
	       "interrupted after some steps: returns their number");
	tap_ok(step(fd, 0, 16) == 16, "and their messages arrive");
	begin_steps(&s, fd, 0, 1);
	tap_ok(detach(fd, 1) == 0, "the producer is detached while the receiver waits");
	pthread_join(s.thread, NULL);
	tap_ok(s.result == 0 && detach(fd, 0) == 0 && check_passes(fd),
	       "the wait ends: 0, and the check passes");
	close(fd);
}

/* Worker 0 begins 1000 steps of 1 ms. */
static int begin_long_steps(struct step_thread *s)
{
	struct px_setup setup = good_setup("mutex_counter");
	int fd;

	setup.spec.think_ns = 1000000;
	fd = open_run(setup, 2);
	delay(fd, 0, NULL);
	begin_steps(s, fd, 0, 1000);
	return fd;
}

static void interrupted_between_steps(void)
{
	struct step_thread s;
	int fd = begin_long_steps(&s);
	long result = s.done ? 0 : interrupt_steps(&s);

	tap_ok(result > 0 && result < 1000, "a signal between two of 1000 steps: %ld were done",
	       result);
	close(fd);
}

/* This thread closes a duplicate of the descriptor. */
static void closed_during_call(void)
{
	struct step_thread s;
	int fd = begin_long_steps(&s);

	close(dup(fd));
	tap_ok(!s.done && step(fd, 0, 1) == -EBUSY && step(fd, 1, 1) == -ESRCH,
	       "close during a call: that worker stays attached, the others are detached");
	pthread_join(s.thread, NULL);
	tap_ok(s.result == 1000 && step(fd, 0, 1) == -ESRCH, "it is detached when its call ends");
	tap_ok(observed(fd) == 1000 && check_passes(fd), "the check passes");
	close(fd);
}

/* Worker 0 holds the lock all the time. A signal comes while worker 1 waits for it. */
static void interrupted_lock(uint32_t kind)
{
	struct px_setup s = good_setup("mutex_counter");
	struct step_thread holder, waiter = { .result = 0 };
	int fd;

	s.spec.hold_ns = PX_MAX_BUSY_NS / 2;
	s.spec.kind = kind;
	fd = open_run(s, 2);
	delay(fd, 0, NULL);
	begin_steps(&holder, fd, 0, PX_STEP_MAX);
	for (int i = 0; i < 50 && waiter.result != -EINTR; i++) {
		waiter = (struct step_thread) { .fd = fd, .worker = 1, .count = 1 };
		pthread_create(&waiter.thread, NULL, take_steps, &waiter);
		sleep_ms(5);
		interrupt_steps(&waiter);
	}
	tap_ok(waiter.result == -EINTR, "kind %u: a signal ends the wait for the lock", kind);
	tap_ok(interrupt_steps(&holder) > 0 && !detach(fd, 0) && !detach(fd, 1) &&
	       check_passes(fd), "and the check passes");
	close(fd);
}

static void long_step(void)
{
	struct px_setup s = good_setup("scope_chunks");
	struct step_thread one;
	int fd;

	s.spec.lines = 2000;
	fd = open_run(s, 1);
	begin_steps(&one, fd, 0, PX_STEP_MAX);
	tap_ok(!one.done && (interrupt_steps(&one) > 0 || one.result == -EINTR),
	       "a signal interrupts a long step");
	tap_ok(step(fd, 0, 1) == 1, "the step can be repeated");
	tap_ok(detach(fd, 0) == 0 && check_passes(fd), "and the check passes");
	close(fd);
}

int main(void)
{
	catch_sigusr1();
	before_setup();
	valid_and_invalid_calls();
	kernel_workers();
	many_workers();
	delayed_steps();
	drained();
	busy_worker();
	interrupted_between_steps();
	closed_during_call();
	interrupted_lock(PX_KIND_DEFAULT);
	interrupted_lock(PX_KIND_PI);
	long_step();
	return tap_done();
}
