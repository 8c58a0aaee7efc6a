// SPDX-License-Identifier: GPL-2.0-only
/* Channel ends that belong to a process, and what happens when it ends. */
#include "child.h"
#include "op_thread.h"
#include "send_fd.h"
#include "tests/tap.h"

#define LIMIT_NS	5000000000ull

static int fd;

static void *recv_one(void *arg)
{
	struct px_op o = { .opcode = PX_OP_CHAN_RECV, .deadline_ns = deadline_after(LIMIT_NS) };
	int err = op_on(fd, "own", &o);

	*(int64_t *)arg = err ? err : (int64_t)o.value;
	return NULL;
}

static void closed_during_recv(void)
{
	int64_t got = 0;
	pthread_t t;

	op_with(fd, PX_OP_CHAN_NEW, "own", 1);
	op_process_owned(fd, 0, PX_OP_CHAN_TAKE_RECEIVER, "own");
	pthread_create(&t, NULL, recv_one, &got);
	tap_ok(fdinfo_shows(fd, "receiver owner 0 waits"), "a process waits in a recv");
	close(dup(fd));
	tap_ok(fdinfo_shows(fd, "own, 0 of 1 queued, 1 senders, 0 sends wait, no receiver"),
	       "closing the file closes its receiver");
	tap_ok(op_with(fd, PX_OP_CHAN_SEND, "own", 5) == 0, "a send succeeds: the recv continues");
	pthread_join(t, NULL);
	tap_ok(got == 5, "the recv has its message");
	tap_ok(op_with(fd, PX_OP_CHAN_TRY_SEND, "own", 6) == -EPIPE, "the next send: EPIPE");
}

/* ---- channels between processes --------------------------------------------------- */

static int send_three(void)
{
	int err = op_process_owned(fd, 1, PX_OP_CHAN_CLONE, "c");

	for (uint64_t i = 1; i <= 3 && !err; i++) {
		struct px_op o = { .opcode = PX_OP_CHAN_SEND, .owner = 1, .value = i };

		err = op_on(fd, "c", &o);
	}
	return err;
}

static int64_t recv_within_limit(const char *name)
{
	uint64_t value = 0;
	int err = op_as(fd, 0, PX_OP_CHAN_RECV, name, LIMIT_NS, &value);

	return err ? err : (int64_t)value;
}

static void sender_killed(void)
{
	struct child c;
	bool right;

	op_with(fd, PX_OP_CHAN_NEW, "c", 8);
	c = child_start(send_three);
	op(fd, PX_OP_CHAN_CLOSE_SENDER, "c");
	tap_ok(c.result == 0, "a process sends three messages with its own sender");
	child_kill(c);
	right = recv_within_limit("c") == 1 && recv_within_limit("c") == 2 &&
		recv_within_limit("c") == 3;
	tap_ok(right, "killed: its messages arrive in order");
	tap_ok(recv_within_limit("c") == -EPIPE, "and then EPIPE");
}

static void *fill(void *arg)
{
	for (uint64_t i = 0; ; i++) {
		struct px_op o = { .opcode = PX_OP_CHAN_SEND, .owner = 1, .value = i };

		if (op_on(fd, "f", &o))
			return arg;
	}
}

static int wait_in_send(void)
{
	int err = op_process_owned(fd, 1, PX_OP_CHAN_CLONE, "f");
	pthread_t t;

	return err ? err : pthread_create(&t, NULL, fill, NULL);
}

static void waiting_sender_killed(void)
{
	struct child c;

	op_with(fd, PX_OP_CHAN_NEW, "f", 2);
	c = child_start(wait_in_send);
	op(fd, PX_OP_CHAN_CLOSE_SENDER, "f");
	tap_ok(fdinfo_shows(fd, "f, 2 of 2 queued, 1 senders, 1 sends wait"),
	       "a process waits in a send");
	child_kill(c);
	tap_ok(recv_within_limit("f") == 0 && recv_within_limit("f") == 1 &&
		       recv_within_limit("f") == -EPIPE,
	       "killed: sent messages arrive, the blocked one does not, then EPIPE");
}

static void *recv_forever(void *arg)
{
	op_as(fd, 2, PX_OP_CHAN_RECV, "r", 0, NULL);
	return arg;
}

static int wait_in_recv(void)
{
	int err = op_process_owned(fd, 2, PX_OP_CHAN_TAKE_RECEIVER, "r");
	pthread_t t;

	return err ? err : pthread_create(&t, NULL, recv_forever, NULL);
}

static void waiting_receiver_killed(void)
{
	struct child c;

	op_with(fd, PX_OP_CHAN_NEW, "r", 1);
	c = child_start(wait_in_recv);
	tap_ok(fdinfo_shows(fd, "receiver owner 2 waits"), "a process waits in a recv");
	child_kill(c);
	tap_ok(op_with(fd, PX_OP_CHAN_SEND, "r", 1) == -EPIPE,
	       "killed: the next send returns EPIPE");
}

static int take_and_stay(void)
{
	return op_process_owned(fd, 2, PX_OP_CHAN_TAKE_RECEIVER, "w");
}

static void *send_two(void *result)
{
	int err = op_with(fd, PX_OP_CHAN_SEND, "w", 1);

	*(int *)result = err ? 1 : op_with(fd, PX_OP_CHAN_SEND, "w", 2);
	return NULL;
}

static void receiver_killed(void)
{
	struct child c;
	pthread_t t;
	int result = 0;

	op_with(fd, PX_OP_CHAN_NEW, "w", 1);
	c = child_start(take_and_stay);
	pthread_create(&t, NULL, send_two, &result);
	tap_ok(fdinfo_shows(fd, "w, 1 of 1 queued, 1 senders, 1 sends wait, receiver owner 2"),
	       "a send waits for a process to receive");
	child_kill(c);
	pthread_join(t, NULL);
	tap_ok(result == -EPIPE, "killed: the waiting send returns EPIPE");
}

static void sent_over_socket(void)
{
	int pair[2], received, status = 0;
	pid_t pid;

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, pair))
		exit(1);
	pid = fork();
	if (!pid) {
		close(fd);
		received = receive_fd(pair[1]);
		_exit(op_process_owned(received, 1, PX_OP_CHAN_CLONE, "x") ||
		      op_as(received, 1, PX_OP_CHAN_SEND, "x", 0, NULL));
	}
	op_with(fd, PX_OP_CHAN_NEW, "x", 1);
	op(fd, PX_OP_CHAN_CLONE, "x");
	send_fd(pair[0], fd);
	waitpid(pid, &status, 0);
	tap_ok(!status && recv_within_limit("x") == 0,
	       "a process sends with a descriptor that it received");
	tap_ok(op(fd, PX_OP_CHAN_CLOSE_SENDER, "x") == 0 &&
	       op_as(fd, 0, PX_OP_CHAN_TRY_RECV, "x", 0, NULL) == -EAGAIN &&
	       op(fd, PX_OP_CHAN_CLOSE_SENDER, "x") == 0 &&
	       op_as(fd, 0, PX_OP_CHAN_TRY_RECV, "x", 0, NULL) == -EPIPE,
	       "its sender was dropped when it ended");
}

int main(void)
{
	fd = open_instance();
	closed_during_recv();
	sender_killed();
	waiting_sender_killed();
	waiting_receiver_killed();
	receiver_killed();
	sent_over_socket();
	return tap_done();
}
