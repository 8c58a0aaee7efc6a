// SPDX-License-Identifier: GPL-2.0-only
/* poll(), PX_IOC_POLL_ON and O_NONBLOCK. */
#include <poll.h>
#include <sys/epoll.h>
#include "op_thread.h"
#include "worker_calls.h"
#include "tests/tap.h"

static int fd;

static int poll_on(const char *name)
{
	struct px_poll_on p = { .size = sizeof(p) };

	snprintf(p.name, sizeof(p.name), "%s", name);
	return call(fd, PX_IOC_POLL_ON, &p);
}

/* The events within so many ms. */
static int events(int ms)
{
	struct pollfd p = { .fd = fd, .events = POLLIN | POLLOUT };

	return poll(&p, 1, ms) < 0 ? -errno : p.revents;
}

static int readable(int ms)
{
	struct pollfd p = { .fd = fd, .events = POLLIN };

	return poll(&p, 1, ms) < 0 ? -errno : p.revents;
}

static void choose(void)
{
	struct px_poll_on p = { .size = sizeof(p), .name = "two words" };

	op(fd, PX_OP_MUTEX_NEW, "m");
	op_with(fd, PX_OP_CHAN_NEW, "c", 1);
	tap_ok(events(0) == 0, "no channel is chosen: no event");
	tap_ok(poll_on("none") == -ENOENT && poll_on("m") == -EPROTOTYPE &&
	       call(fd, PX_IOC_POLL_ON, &p) == -EINVAL, "bad names");
	tap_ok(poll_on("c") == 0 && events(0) == POLLOUT, "an empty channel: POLLOUT");
	op_with(fd, PX_OP_CHAN_SEND, "c", 7);
	tap_ok(events(0) == POLLIN, "a full channel: POLLIN");
	tap_ok(poll_on("") == 0 && events(0) == 0, "no name: no channel is chosen");
	poll_on("c");
	op(fd, PX_OP_CHAN_RECV, "c");
}

static void *send_later(void *name)
{
	sleep_ms(100);
	op_with(fd, PX_OP_CHAN_SEND, name, 9);
	return NULL;
}

static void *receive_later(void *name)
{
	sleep_ms(100);
	op(fd, PX_OP_CHAN_RECV, name);
	return NULL;
}

static void wakes(void)
{
	pthread_t t;

	pthread_create(&t, NULL, send_later, "c");
	tap_ok(readable(TIMEOUT_MS) == POLLIN, "a send wakes a poll");
	pthread_join(t, NULL);
	pthread_create(&t, NULL, receive_later, "c");
	tap_ok(events(0) == POLLIN, "the message is there");
	pthread_join(t, NULL);
	tap_ok(events(0) == POLLOUT, "and is not any more");
}

/* The events that a set has which the file joined before a channel was chosen. */
static void epoll_set(void)
{
	struct epoll_event e = { .events = EPOLLIN | EPOLLET };
	int set = epoll_create1(EPOLL_CLOEXEC);

	poll_on("");
	epoll_ctl(set, EPOLL_CTL_ADD, fd, &e);
	op_with(fd, PX_OP_CHAN_SEND, "c", 1);
	tap_ok(epoll_wait(set, &e, 1, 0) == 0, "epoll: no channel is chosen: no event");
	poll_on("c");
	tap_ok(epoll_wait(set, &e, 1, TIMEOUT_MS) == 1 && e.events == EPOLLIN,
	       "epoll: a channel is chosen that has a message");
	op(fd, PX_OP_CHAN_RECV, "c");
	tap_ok(epoll_wait(set, &e, 1, 0) == 0, "epoll: the message is received");
	op_with(fd, PX_OP_CHAN_SEND, "c", 2);
	tap_ok(epoll_wait(set, &e, 1, TIMEOUT_MS) == 1 && e.events == EPOLLIN,
	       "epoll: a send to the channel");
	op(fd, PX_OP_CHAN_RECV, "c");
	op_with(fd, PX_OP_CHAN_NEW, "e", 1);
	poll_on("e");
	epoll_wait(set, &e, 1, 0);
	op_with(fd, PX_OP_CHAN_SEND, "c", 3);
	tap_ok(epoll_wait(set, &e, 1, 100) == 0, "epoll: a send to a channel of before: no event");
	op(fd, PX_OP_CHAN_RECV, "c");
	close(set);
	poll_on("c");
}

/* With capacity 0 there is no queue. */
static void rendezvous(void)
{
	pthread_t t;

	op_with(fd, PX_OP_CHAN_NEW, "r", 0);
	poll_on("r");
	tap_ok(events(0) == 0, "a rendezvous without a partner: no event");
	pthread_create(&t, NULL, send_later, "r");
	tap_ok(readable(TIMEOUT_MS) == POLLIN, "a send that waits: POLLIN");
	op(fd, PX_OP_CHAN_RECV, "r");
	pthread_join(t, NULL);
	pthread_create(&t, NULL, receive_later, "r");
	tap_ok(events(TIMEOUT_MS) == POLLOUT, "a recv that waits: POLLOUT");
	op_with(fd, PX_OP_CHAN_SEND, "r", 1);
	pthread_join(t, NULL);
}

static void *close_later(void *arg)
{
	sleep_ms(100);
	op(fd, PX_OP_CHAN_CLOSE_SENDER, "c");
	return NULL;
}

static void ends(void)
{
	pthread_t t;

	poll_on("c");
	pthread_create(&t, NULL, close_later, NULL);
	tap_ok(readable(TIMEOUT_MS) == (POLLIN | POLLHUP), "the last sender closes: POLLHUP");
	pthread_join(t, NULL);
	op(fd, PX_OP_CHAN_CLOSE_RECEIVER, "r");
	poll_on("r");
	tap_ok(events(0) == (POLLOUT | POLLERR), "the receiver has closed: POLLERR");
	poll_on("");
}

static void run_ends(void)
{
	struct px_setup setup = good_setup("empty");
	struct px_worker_result results[2];
	int error;

	setup.spec.duration_ns = 200000000;
	set_up_and_start(fd, setup);
	tap_ok(wait_run(fd, results, &error) == -EAGAIN, "O_NONBLOCK: a wait for a run: EAGAIN");
	tap_ok(readable(TIMEOUT_MS) == POLLIN && wait_run(fd, results, &error) == 0,
	       "the end of the run wakes a poll");
}

/* Every operation that waits. Another owner holds the lock. */
static void nonblocking(void)
{
	static const struct {
		uint32_t create, hold, opcode;
		uint64_t value;
	} waits[] = {
		{ PX_OP_MUTEX_NEW, PX_OP_MUTEX_LOCK, PX_OP_MUTEX_LOCK, 0 },
		{ PX_OP_RWLOCK_NEW, PX_OP_RWLOCK_WRITE, PX_OP_RWLOCK_READ, 0 },
		{ PX_OP_RWLOCK_NEW, PX_OP_RWLOCK_READ, PX_OP_RWLOCK_WRITE, 0 },
		{ PX_OP_POISON_NEW, PX_OP_POISON_LOCK, PX_OP_POISON_LOCK, 0 },
		{ PX_OP_CHAN_NEW, 0, PX_OP_CHAN_RECV, 1 },
		{ PX_OP_CHAN_NEW, 0, PX_OP_CHAN_SEND, 0 },
	};
	bool good = true;

	for (unsigned int i = 0; i < sizeof(waits) / sizeof(waits[0]); i++) {
		char name[8];
		int err;

		snprintf(name, sizeof(name), "n%u", i);
		op_with(fd, waits[i].create, name, waits[i].value);
		good &= !waits[i].hold || !op_as(fd, 1, waits[i].hold, name, 0, NULL);
		err = op(fd, waits[i].opcode, name);
		if (err != -EAGAIN)
			good = !printf("# opcode %u: %d\n", waits[i].opcode, err);
	}
	tap_ok(good, "O_NONBLOCK: each operation that would wait: EAGAIN");
}

static void nonblocking_step(void)
{
	int run = open_run(good_setup("chan_bounded"), 2);

	fcntl(run, F_SETFL, O_RDWR | O_NONBLOCK);
	tap_ok(step(run, 0, 1) == -EAGAIN, "O_NONBLOCK: a step that would wait: EAGAIN");
	tap_ok(step(run, 1, 1) == 1 && step(run, 0, 1) == 1, "and others do their steps");
	close(run);
}

static void *run_lab(void *arg)
{
	static struct px_observation observations[PX_MAX_OBSERVATIONS];
	struct px_lab_run lab = {
		.size = sizeof(lab), .lab = "reader_and_ticker",
		.nr_observations = PX_MAX_OBSERVATIONS,
		.observations = (uintptr_t)observations,
	};

	call(fd, PX_IOC_LAB, &lab);
	return NULL;
}

/* Until the lab reads, the text is the input of a workload, and the instance is set up. */
static void nonblocking_write(void)
{
	static char text[65536];
	uint64_t deadline = now_ms() + TIMEOUT_MS;
	ssize_t n = 0;
	pthread_t t;

	memset(text, 'x', sizeof(text));
	pthread_create(&t, NULL, run_lab, NULL);
	do {
		n = write(fd, text, sizeof(text));
	} while (now_ms() < deadline && !(n < 0 && errno == EAGAIN));
	tap_ok(n < 0 && errno == EAGAIN, "O_NONBLOCK: a write to a lab that is full: EAGAIN");
	pthread_join(t, NULL);
}

int main(void)
{
	catch_sigusr1();
	fd = open_instance();
	choose();
	wakes();
	epoll_set();
	rendezvous();
	ends();
	fcntl(fd, F_SETFL, O_RDWR | O_NONBLOCK);
	run_ends();
	nonblocking();
	nonblocking_step();
	nonblocking_write();
	close(fd);
	return tap_done();
}
