// SPDX-License-Identifier: GPL-2.0-only
/* A process with user workers is killed or closes its file: its workers are detached. */
#include "child.h"
#include "step_thread.h"
#include "tests/tap.h"

static int shared;		/* an instance that two processes use */

static int attach_producers(void)
{
	return attach(shared, 1) | attach(shared, 2);
}

/* Its senders must be dropped: otherwise the receiver waits without end. */
static void killed(void)
{
	struct px_setup s = good_setup("chan_bounded");
	struct step_thread r;
	struct child c;

	s.spec.threads = 3;
	shared = open_instance();
	call(shared, PX_IOC_SETUP, &s);
	tap_ok(attach(shared, 0) == 0, "a process attaches the receiver");
	c = child_start(attach_producers);
	tap_ok(c.result == 0 && start_user_workers(shared) == 0 && step(shared, 1, 3) == 3 &&
	       step(shared, 0, 3) == 3, "another process attaches two producers");
	begin_steps(&r, shared, 0, 1);
	tap_ok(!r.done, "the receiver waits");
	child_kill(c);
	sleep_ms(100);
	tap_ok(interrupt_steps(&r) == 0,
	       "killed: its workers are detached, and the channel is disconnected");
	tap_ok(step(shared, 1, 1) == -ESRCH && step(shared, 2, 1) == -ESRCH,
	       "a step of its workers: ESRCH");
	tap_ok(detach(shared, 0) == 0 && check_passes(shared), "the check passes");
	close(shared);
}

static int attach_producer(void)
{
	return attach(shared, 1);
}

static void *fill_channel(void *arg)
{
	step(shared, 1, 1000);
	return arg;
}

static int wait_in_step(void)
{
	pthread_t t;

	while (step(shared, 1, 1) == -EBADFD)
		sleep_ms(1);
	return pthread_create(&t, NULL, fill_channel, NULL);
}

static int attach_and_wait(void)
{
	return attach_producer() | start_user_workers(shared) | wait_in_step();
}

static void killed_while_waiting(void)
{
	struct px_setup s = good_setup("chan_bounded");
	struct child c;

	s.spec.threads = 2;
	shared = open_instance();
	call(shared, PX_IOC_SETUP, &s);
	attach(shared, 0);
	c = child_start(attach_and_wait);
	sleep_ms(100);
	tap_ok(c.result == 0 && step(shared, 1, 1) == -EBUSY, "a process waits in a step");
	child_kill(c);
	tap_ok(step(shared, 0, 100) == 16 && step(shared, 0, 1) == 0,
	       "killed: its messages arrive, then the channel is disconnected");
	tap_ok(detach(shared, 0) == 0 && check_passes(shared),
	       "the check passes: the blocked message was not sent");
	close(shared);
}

static void closed(void)
{
	int fd = open_run(good_setup("mutex_counter"), 2);

	step(fd, 0, 5);
	close(dup(fd));
	tap_ok(step(fd, 0, 1) == -ESRCH && step(fd, 1, 1) == -ESRCH,
	       "closing a duplicate descriptor detaches the workers");
	tap_ok(observed(fd) == 5 && check_passes(fd), "and the check passes");
	close(fd);
}

/* The last detached worker has released the shared object. */
static void too_late(const char *workload)
{
	struct px_setup s = good_setup(workload);
	int fd = open_instance();

	call(fd, PX_IOC_SETUP, &s);
	tap_ok(attach(fd, 0) == 0 && detach(fd, 0) == 0 && attach(fd, 1) == -EPIPE,
	       "%s: attach after the object is released: EPIPE", workload);
	close(fd);
}

static int attach_and_step(void)
{
	return attach(shared, 0) | start_user_workers(shared) |
	       (step(shared, 0, 1) == 1 ? 0 : -EPROTO);
}

/* The work at the end of a worker is skipped if its process is killed. */
static void killed_before_a_long_step(void)
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
	c = child_start(attach_and_step);
	one = (int)(now_ms() - before) / 2;
	before = now_ms();
	child_kill(c);
	tap_ok(c.result == 0 && now_ms() - before < (uint64_t)one / 2 + 50,
	       "killed before a step of %d ms: it ends %d ms later", one, (int)(now_ms() - before));
	tap_ok(observed(shared) >= 0, "and its worker is detached");
	close(shared);
}

int main(void)
{
	catch_sigusr1();
	killed();
	killed_while_waiting();
	closed();
	too_late("arc_clone");
	too_late("arc_upgrade");
	killed_before_a_long_step();
	return tap_done();
}
