// SPDX-License-Identifier: GPL-2.0-only
/*
 * A run whose workers are threads of this process and of others, by ioctl: its
 * life, every refusal, and what becomes of it when somebody is interrupted or killed.
 */
#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>
#include "worker_calls.h"
#include "child.h"
#include "tests/tap.h"

static int shared;		/* an instance, between processes */

static int run_of(const char *workload, uint32_t threads)
{
	return open_run(good_setup(workload), threads);
}

static int64_t observed(int fd)
{
	struct px_check c;
	int err = check_run(fd, &c);

	return err ? err : (int64_t)c.findings[0].observed;
}

/* ---- a life, and what is refused on the way ------------------------------------- */

static void before_setup(void)
{
	int fd = open_instance();

	tap_ok(attach(fd, 0) == -EBADFD && detach(fd, 0) == -EBADFD && delay(fd, 0, NULL) == -EBADFD &&
	       start_callers(fd) == -EBADFD && step(fd, 0, 1) == -EBADFD && step(fd, 0, 0) == -EBADFD,
	       "before setup every call is refused: EBADFD");
	close(fd);
}

static void malformed(int fd)
{
	struct px_attach e = { .size = sizeof(e), .flags = 1 };
	struct px_detach l = { .size = sizeof(l), .ops = 1 };
	struct px_set_delay p = { .size = sizeof(p), .hold_ns = 1 };

	tap_ok(call(fd, PX_IOC_ATTACH, &e) == -EINVAL, "attach with a flag: EINVAL");
	e = (struct px_attach) { .size = sizeof(e), .reserved = 1 };
	tap_ok(call(fd, PX_IOC_ATTACH, &e) == -EINVAL, "attach with a reserved field: EINVAL");
	tap_ok(call(fd, PX_IOC_DETACH, &l) == -EINVAL, "detach with an answer: EINVAL");
	l = (struct px_detach) { .size = sizeof(l), .flags = 1 };
	tap_ok(call(fd, PX_IOC_DETACH, &l) == -EINVAL, "detach with a flag: EINVAL");
	l = (struct px_detach) { .size = sizeof(l), .reserved = 1 };
	tap_ok(call(fd, PX_IOC_DETACH, &l) == -EINVAL, "detach with a reserved field: EINVAL");
	tap_ok(call(fd, PX_IOC_DELAY, &p) == -EINVAL, "delay with an answer: EINVAL");
	p = (struct px_set_delay) { .size = sizeof(p), .reserved = 1 };
	tap_ok(call(fd, PX_IOC_DELAY, &p) == -EINVAL, "delay with a reserved field: EINVAL");
}

static void life(void)
{
	struct px_setup s = good_setup("mutex_counter");
	int fd = open_instance();
	uint64_t ops = 0;
	int other;

	call(fd, PX_IOC_SETUP, &s);
	malformed(fd);
	tap_ok(detach(fd, 0) == -EBADFD && step(fd, 0, 1) == -EBADFD,
	       "before anyone has entered, or the run has begun: EBADFD");
	tap_ok(attach(fd, 2) == -EINVAL && attach(fd, ~0u) == -EINVAL, "attach of a third of two: EINVAL");
	tap_ok(attach(fd, 0) == 0, "attach");
	tap_ok(attach(fd, 0) == -EBUSY, "attach again: EBUSY");
	tap_ok(strstr(fdinfo(fd), "state:\tattached"), "fdinfo: attached");
	tap_ok(step(fd, 0, 1) == -EBADFD, "a step before the start: EBADFD");
	tap_ok(observed(fd) == -EBADFD, "a check before the start: EBADFD");
	tap_ok(start(fd) == -EBUSY, "a start by kernel threads, when somebody has entered: EBUSY");
	tap_ok(start_callers(fd) == 0 && start_callers(fd) == -EBUSY, "start, but only once: EBUSY");
	tap_ok(attach(fd, 1) == -EBUSY, "nobody enters who comes late: EBUSY");
	tap_ok(step(fd, 1, 1) == -ESRCH, "nor takes a step: ESRCH");
	tap_ok(step(fd, 2, 1) == -EINVAL && step(fd, 0xfff, 1) == -EINVAL, "no such worker: EINVAL");
	tap_ok(step(fd, 0, 0) == -EINVAL, "a count of 0: EINVAL");
	tap_ok(ioctl(fd, PX_IOC_STEP, 1ull << 32 | PX_STEP(0, 1)) == -1 && errno == EINVAL,
	       "more than fits an argument: EINVAL");
	tap_ok(step(fd, 0, 1) == 1 && step(fd, 0, 63) == 63 && step(fd, 0, 1000) == 1000 &&
	       step(fd, 0, PX_STEP_MAX) == PX_STEP_MAX, "steps, one, many, the most of one call");
	tap_ok(strstr(fdinfo(fd), "state:\trunning") && observed(fd) == -EBUSY,
	       "a check while somebody is there: EBUSY");
	tap_ok(leave_with(fd, 0, &ops) == 0 && ops == 1064 + PX_STEP_MAX, "detach tells the steps");
	tap_ok(detach(fd, 0) == -ESRCH && step(fd, 0, 1) == -ESRCH && attach(fd, 0) == -EBUSY &&
	       delay(fd, 0, NULL) == -ESRCH, "nothing more for who has left: ESRCH");
	tap_ok(strstr(fdinfo(fd), "state:\tended") && run_holds(fd), "the check is served, and holds");
	other = open_run(s, 2);
	tap_ok(step(other, 0, 1) == 1 && step(other, 1, 1) == 1, "another instance is another run");
	close(other);
	close(fd);
}

static void by_kernel_threads(void)
{
	struct px_setup s = good_setup("empty");
	int fd = open_instance();

	set_up_and_start(fd, s);
	tap_ok(attach(fd, 0) == -EBUSY && start_callers(fd) == -EBUSY && step(fd, 0, 1) == -EBADFD &&
	       detach(fd, 0) == -EBADFD, "a run of kernel threads has no callers");
	close(fd);
	fd = open_instance();
	call(fd, PX_IOC_SETUP, &s);
	tap_ok(start_callers(fd) == 0 && step(fd, 0, 1) == -ESRCH && observed(fd) == 0,
	       "a run that nobody has entered begins, and has ended");
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
	bad += start_callers(fd) != 0;
	for (uint32_t i = 0; i < PX_MAX_THREADS; i++)
		bad += step(fd, i, 3) != 3;
	tap_ok(!bad && step(fd, PX_MAX_THREADS, 1) == -EINVAL, "1024 workers attach and step");
	for (uint32_t i = 0; i < PX_MAX_THREADS; i += 2)
		bad += detach(fd, i) != 0;
	tap_ok(observed(fd) == -EBUSY, "half of them are still there");
	for (uint32_t i = 1; i < PX_MAX_THREADS; i += 2)
		bad += detach(fd, i) != 0;
	tap_ok(!bad && observed(fd) == 3 * PX_MAX_THREADS, "all have left: no step was lost");
	close(fd);
}

static void paced(void)
{
	struct px_setup s = good_setup("mutex_counter");
	struct px_set_delay p = { .size = sizeof(p) };
	uint64_t before;
	int fd;

	s.spec.hold_ns = 1000000;
	s.spec.think_ns = 2000000;
	fd = open_run(s, 2);
	tap_ok(delay(fd, 0, &p) == 0 && p.hold_ns >= 500000 && p.think_ns >= 1000000,
	       "delay tells what a hold and a think take");
	before = now_ms();
	tap_ok(step(fd, 0, 50) == 50 && now_ms() - before >= 75, "and a worker is then busy so long");
	before = now_ms();
	tap_ok(step(fd, 1, 50) == 50 && now_ms() - before < 75, "one that has not asked is not");
	close(fd);
}

/* ---- steps that wait -------------------------------------------------------------- */

static void nothing_left(void)
{
	int fd = run_of("chan_bounded", 2);
	uint64_t ops;

	tap_ok(step(fd, 1, 5) == 5, "a producer sends 5");
	tap_ok(leave_with(fd, 1, &ops) == 0 && ops == 5, "and leaves");
	tap_ok(step(fd, 0, 100) == 5, "a receiver asks for 100, and is told 5");
	tap_ok(step(fd, 0, 100) == 0 && step(fd, 0, 1) == 0, "then 0: it has nothing left to do");
	tap_ok(detach(fd, 0) == 0 && run_holds(fd), "the check holds");
	close(fd);
}

struct stepper {
	pthread_t thread;
	int fd;
	uint32_t worker, count;
	long result;
	volatile bool back;
};

static void *take_steps(void *arg)
{
	struct stepper *s = arg;

	s->result = step(s->fd, s->worker, s->count);
	s->back = true;
	return NULL;
}

static void begin_steps(struct stepper *s, int fd, uint32_t worker, uint32_t count)
{
	*s = (struct stepper) { .fd = fd, .worker = worker, .count = count };
	pthread_create(&s->thread, NULL, take_steps, s);
	sleep_ms(100);
}

/* Until it has heard one. */
static long interrupt_steps(struct stepper *s)
{
	uint64_t deadline = now_ms() + SOON_MS;

	while (!s->back && now_ms() < deadline) {
		pthread_kill(s->thread, SIGUSR1);
		sleep_ms(10);
	}
	if (!s->back)
		return -ETIMEDOUT;
	pthread_join(s->thread, NULL);
	return s->result;
}

static void at_work(void)
{
	int fd = run_of("chan_bounded", 2);
	struct stepper s;

	begin_steps(&s, fd, 0, 1);
	tap_ok(!s.back && step(fd, 0, 1) == -EBUSY && detach(fd, 0) == -EBUSY && delay(fd, 0, NULL) == -EBUSY,
	       "a worker that is in a call: EBUSY for another one");
	tap_ok(interrupt_steps(&s) == -EINTR, "a signal: EINTR");
	begin_steps(&s, fd, 1, 1000);
	tap_ok(!s.back && interrupt_steps(&s) == 16, "interrupted halfway: says how many it did");
	tap_ok(step(fd, 0, 16) == 16, "and these arrive");
	begin_steps(&s, fd, 0, 1);
	tap_ok(detach(fd, 1) == 0, "the producer leaves while the receiver waits");
	pthread_join(s.thread, NULL);
	tap_ok(s.result == 0 && detach(fd, 0) == 0 && run_holds(fd), "which ends its wait: 0, and the check holds");
	close(fd);
}

/* A thousand steps of a millisecond each, of the first worker. */
static int begin_long_steps(struct stepper *s)
{
	struct px_setup setup = good_setup("mutex_counter");
	int fd;

	setup.spec.think_ns = 1000000;
	fd = open_run(setup, 2);
	delay(fd, 0, NULL);
	begin_steps(s, fd, 0, 1000);
	return fd;
}

static void at_work_without_waiting(void)
{
	struct stepper s;
	int fd = begin_long_steps(&s);
	long result = s.back ? 0 : interrupt_steps(&s);

	tap_ok(result > 0 && result < 1000, "a signal between two of 1000 steps: %ld were done", result);
	close(fd);
}

/* By this thread, with a duplicate. */
static void closed_at_work(void)
{
	struct stepper s;
	int fd = begin_long_steps(&s);

	close(dup(fd));
	tap_ok(!s.back && step(fd, 0, 1) == -EBUSY && step(fd, 1, 1) == -ESRCH,
	       "a worker in a call stays when the file is closed, the others detach");
	pthread_join(s.thread, NULL);
	tap_ok(s.result == 1000 && step(fd, 0, 1) == -ESRCH, "and leaves when it is done");
	tap_ok(observed(fd) == 1000 && run_holds(fd), "the check holds");
	close(fd);
}

static void long_job(void)
{
	struct px_setup s = good_setup("scope_chunks");
	struct stepper one;
	int fd;

	s.spec.lines = 2000;
	fd = open_run(s, 1);
	begin_steps(&one, fd, 0, PX_STEP_MAX);
	tap_ok(!one.back && (interrupt_steps(&one) > 0 || one.result == -EINTR),
	       "a job that takes long hears a signal");
	tap_ok(step(fd, 0, 1) == 1, "after which it can be done again");
	tap_ok(detach(fd, 0) == 0 && run_holds(fd), "and the check holds");
	close(fd);
}

/* ---- processes ---------------------------------------------------------------------- */

static int enter_producers(void)
{
	return attach(shared, 1) | attach(shared, 2);
}

/* Its senders' ends go with it: without that a recv would wait for ever. */
static void killed(void)
{
	struct px_setup s = good_setup("chan_bounded");
	struct stepper r;
	struct child c;

	s.spec.threads = 3;
	shared = open_instance();
	call(shared, PX_IOC_SETUP, &s);
	tap_ok(attach(shared, 0) == 0, "a process receives");
	c = begin(enter_producers);
	tap_ok(c.result == 0 && start_callers(shared) == 0 && step(shared, 1, 3) == 3 &&
	       step(shared, 0, 3) == 3, "another one has entered two producers");
	begin_steps(&r, shared, 0, 1);
	tap_ok(!r.back, "the receiver waits");
	end(c);
	sleep_ms(100);
	tap_ok(interrupt_steps(&r) == 0, "killed: its workers detach, and the channel ends");
	tap_ok(step(shared, 1, 1) == -ESRCH && step(shared, 2, 1) == -ESRCH, "nobody is there: ESRCH");
	tap_ok(detach(shared, 0) == 0 && run_holds(shared), "the check holds");
	close(shared);
}

static int enter_and_go_on(void)
{
	return attach(shared, 1);
}

static void *fill_up(void *arg)
{
	step(shared, 1, 1000);
	return arg;
}

static int enter_and_wait(void)
{
	pthread_t t;

	while (step(shared, 1, 1) == -EBADFD)
		sleep_ms(1);
	return pthread_create(&t, NULL, fill_up, NULL);
}

static int wait_as_entered(void)
{
	return enter_and_go_on() | start_callers(shared) | enter_and_wait();
}

static void killed_while_waiting(void)
{
	struct px_setup s = good_setup("chan_bounded");
	struct child c;

	s.spec.threads = 2;
	shared = open_instance();
	call(shared, PX_IOC_SETUP, &s);
	attach(shared, 0);
	c = begin(wait_as_entered);
	sleep_ms(100);
	tap_ok(c.result == 0 && step(shared, 1, 1) == -EBUSY, "a process waits in a step");
	end(c);
	tap_ok(step(shared, 0, 100) == 16 && step(shared, 0, 1) == 0,
	       "killed: what it has sent arrives, then the channel ends");
	tap_ok(detach(shared, 0) == 0 && run_holds(shared), "the check holds: the message in hand was not sent");
	close(shared);
}

/* By close(), of a duplicate. */
static void closed(void)
{
	int fd = run_of("mutex_counter", 2);

	step(fd, 0, 5);
	close(dup(fd));
	tap_ok(step(fd, 0, 1) == -ESRCH && step(fd, 1, 1) == -ESRCH, "who closes a duplicate leaves");
	tap_ok(observed(fd) == 5 && run_holds(fd), "and the check holds");
	close(fd);
}

/* What they share has ended with the last that had entered: nobody comes after that. */
static void too_late(const char *workload)
{
	struct px_setup s = good_setup(workload);
	int fd = open_instance();

	call(fd, PX_IOC_SETUP, &s);
	tap_ok(attach(fd, 0) == 0 && detach(fd, 0) == 0 && attach(fd, 1) == -EPIPE,
	       "%s: who comes when the object has been released is refused", workload);
	close(fd);
}

static int enter_job(void)
{
	return attach(shared, 0) | start_callers(shared) | (step(shared, 0, 1) == 1 ? 0 : -EPROTO);
}

/* What a worker does at the end may take long; nobody waits for a dead one's. */
static void killed_before_a_long_job(void)
{
	struct px_setup s = good_setup("scope_chunks");
	uint64_t before;
	struct child c;
	int one;

	s.spec.threads = 1;
	s.spec.lines = 300000;
	shared = open_instance();
	call(shared, PX_IOC_SETUP, &s);
	before = now_ms();
	c = begin(enter_job);
	one = (int)(now_ms() - before) / 2;
	before = now_ms();
	end(c);
	tap_ok(c.result == 0 && now_ms() - before < (uint64_t)one / 2 + 50,
	       "killed before a job of %d ms: gone %d ms later", one, (int)(now_ms() - before));
	tap_ok(observed(shared) >= 0, "and it has left");
	close(shared);
}

int main(void)
{
	hear_signals();
	before_setup();
	life();
	by_kernel_threads();
	many_workers();
	paced();
	nothing_left();
	at_work();
	at_work_without_waiting();
	closed_at_work();
	long_job();
	killed();
	killed_while_waiting();
	closed();
	too_late("arc_clone");
	too_late("arc_upgrade");
	killed_before_a_long_job();
	return tap_done();
}
