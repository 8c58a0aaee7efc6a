// SPDX-License-Identifier: GPL-2.0-only
/*
 * chan_between_processes: a channel from one process to another, and what each
 * process observes when the other one is killed. The channel is in the kernel, or
 * in memory that both processes share. (H1, H2, between processes)
 */
#include "harness/lab.h"
#include "labs/support/process_shared.h"
#include "labs/process.h"

#define MESSAGES	100
#define SENT		3

enum { SENDER, RECEIVER };

struct lab_state {
	struct px_lab_ctx *ctx;
	u32 sent;			/* messages that send() accepted */
	u32 attached;
	s64 result;			/* of the first send that failed, or 0 */
	u32 returned;			/* the last sender's loop has ended */
};

static void send_messages(struct lab_state *st, u32 nr)
{
	struct px_process_shared *shared = st->ctx->shared;
	u32 i;

	for (i = 0; i < nr && !st->result; i++) {
		st->result = shared->send(shared, i, 2 * PX_LAB_TIMEOUT_NS);
		if (!st->result)
			px_write_once(st->sent, i + 1);
	}
}

static void attach(struct lab_state *st, enum px_end end)
{
	st->ctx->shared->attach(st->ctx->shared, end);
	px_write_once(st->attached, 1);
}

static void send_many(void *arg)
{
	struct lab_state *st = arg;

	attach(st, PX_END_SENDER);
	send_messages(st, MESSAGES);
}

static void send_and_sleep(void *arg)
{
	struct lab_state *st = arg;

	attach(st, PX_END_SENDER);
	send_messages(st, SENT);
	px_event(st->ctx, SENDER, PX_ACTOR_RUNS, "sends 3");
	px_os_sleep(5 * PX_LAB_TIMEOUT_NS);
}

static void send_until_error(void *arg)
{
	struct lab_state *st = arg;

	attach(st, PX_END_SENDER);
	send_messages(st, MESSAGES);
	px_event(st->ctx, SENDER, PX_ACTOR_GONE,
		 st->result == -EPIPE ? "gets -EPIPE" : "gets no error");
	px_write_once(st->returned, 1);
}

static void attach_only(void *arg)
{
	struct lab_state *st = arg;

	attach(st, PX_END_RECEIVER);
	px_os_sleep(5 * PX_LAB_TIMEOUT_NS);
}

static s64 receive(struct px_lab_ctx *ctx)
{
	u64 value;
	int err = ctx->shared->recv(ctx->shared, &value, 2 * PX_LAB_TIMEOUT_NS);

	return err ? err : (s64)value;
}

/* True if the channel is full and the sender waits in the next send. */
static bool becomes_full(struct lab_state *st, struct px_process *sender)
{
	px_until(st->ctx, px_read_once(st->sent) == PX_PROCESS_SHARED_CAPACITY &&
		 px_process_asleep(sender), PX_LAB_TIMEOUT_NS);
	return !px_until(st->ctx, px_read_once(st->sent) > PX_PROCESS_SHARED_CAPACITY,
			 PX_LAB_SETTLE_NS);
}

/* True if the process wakes up although the channel has not changed. */
static bool wakes_periodically(struct px_lab_ctx *ctx, const struct px_process *sleeper)
{
	u64 before = px_process_sleeps(sleeper);

	return px_until(ctx, px_process_sleeps(sleeper) != before, 10 * PX_LAB_SETTLE_NS);
}

static int order(struct px_lab_ctx *ctx, struct lab_state *st)
{
	struct px_process sender;
	s64 next = 0;
	int err = px_process_start(&sender, send_many, st);

	if (err)
		return err;
	ctx->shared->attach(ctx->shared, PX_END_RECEIVER);
	px_observe(ctx, "send_waits_for_room", becomes_full(st, &sender));
	px_observe(ctx, "sent_without_recv", px_read_once(st->sent));
	px_observe(ctx, "wakes_periodically", wakes_periodically(ctx, &sender));
	while (next < MESSAGES && receive(ctx) == next)
		next++;
	px_observe(ctx, "in_order", next);
	px_process_kill(&sender);
	return 0;
}

static int sender_killed(struct px_lab_ctx *ctx, struct lab_state *st)
{
	struct px_process sender;
	s64 next = 0;
	int err = px_process_start(&sender, send_and_sleep, st);

	if (err)
		return err;
	px_event_title(ctx, "the sender is killed");
	ctx->shared->attach(ctx->shared, PX_END_RECEIVER);
	px_until(ctx, px_read_once(st->sent) == SENT, PX_LAB_TIMEOUT_NS);
	px_until(ctx, px_process_asleep(&sender), PX_LAB_TIMEOUT_NS);
	px_event(ctx, SENDER, PX_ACTOR_GONE, "is killed");
	px_process_kill(&sender);
	while (next < SENT && receive(ctx) == next)
		next++;
	px_observe(ctx, "drained", next);
	px_event(ctx, RECEIVER, PX_ACTOR_RUNS, "receives 3");
	err = (int)receive(ctx);
	px_observe(ctx, "recv_after_drain", err);
	px_event(ctx, RECEIVER, PX_ACTOR_GONE, err == -EPIPE ? "gets -EPIPE" : "gets no error");
	return 0;
}

static int receiver_killed(struct px_lab_ctx *ctx, struct lab_state *st)
{
	struct px_process sender, receiver;
	int err = px_process_start(&receiver, attach_only, st);

	if (err)
		return err;
	px_until(ctx, px_read_once(st->attached), PX_LAB_TIMEOUT_NS);
	err = px_process_start(&sender, send_until_error, st);
	if (!err) {
		px_event_title(ctx, "the receiver is killed");
		becomes_full(st, &sender);
		px_event(ctx, SENDER, PX_ACTOR_WAITS, "sends 4, send…");
		px_event(ctx, RECEIVER, PX_ACTOR_GONE, "is killed");
	}
	px_process_kill(&receiver);
	if (err)
		return err;
	px_until(ctx, px_read_once(st->returned), 3 * PX_LAB_TIMEOUT_NS);
	px_observe(ctx, "waiting_send", st->result);
	px_process_kill(&sender);
	return 0;
}

static int with_shared(struct px_lab_ctx *ctx,
		       int (*part)(struct px_lab_ctx *ctx, struct lab_state *st))
{
	struct lab_state *st = px_shared_alloc(sizeof(*st));
	int err = -ENOMEM;

	if (!st)
		return err;
	st->ctx = ctx;
	err = ctx->shared->open(ctx->shared);
	if (!err) {
		err = part(ctx, st);
		ctx->shared->close(ctx->shared);
	}
	px_shared_free(st, sizeof(*st));
	return err;
}

static int chan_between_processes(struct px_lab_ctx *ctx)
{
	int err = with_shared(ctx, order);

	if (!err)
		err = with_shared(ctx, sender_killed);
	if (!err)
		err = with_shared(ctx, receiver_killed);
	return err;
}

PX_LAB(chan_between_processes) = {
	.name = "chan_between_processes",
	.between_processes = true,
	.run = chan_between_processes,
};

PX_LAB_DOC(chan_between_processes) = {
	.name = "chan_between_processes",
	.claims = "H1 H2",
	.question = "A channel connects two processes. What does each process observe when the "
		    "other one is killed?",
	.steps = "The kernel side is a channel of a /dev/parallax file that the processes share. "
		"The user side is a ring of 4 messages with semaphores, in shared memory. First "
		"100 messages are sent. Then a sender is killed (SIGKILL) after 3 messages. At the "
		"end the receiver is killed while a send waits. Rust's channels work inside one "
		"process only.",
	.actors = { "sender", "receiver" },
	.expectations = {
		{ .what = "in_order", .rust = PX_NONE, .kernel = MESSAGES, .user = MESSAGES,
		  .subject = "of 100 messages,", .values = "*:%d arrive, in order" },
		{ .what = "send_waits_for_room", .rust = PX_NONE, .kernel = 1, .user = 1,
		  .subject = "a send to a full channel",
		  .values = "0:does not wait|1:waits for room" },
		{ .what = "sent_without_recv", .rust = PX_NONE,
		  .kernel = PX_PROCESS_SHARED_CAPACITY,
		  .user = PX_PROCESS_SHARED_CAPACITY,
		  .subject = "the channel is full", .values = "*:after %d messages" },
		{ .what = "wakes_periodically", .rust = PX_NONE, .kernel = 0, .user = 1,
		  .subject = "while it waits, the sender",
		  .values = "0:sleeps|1:wakes up periodically to check the receiver",
		  .reason = "when a process dies, the kernel closes its files and wakes the "
			 "waiting process. A semaphore in shared memory does not report a death. "
			 "So each process holds a robust mutex until it ends, and the other one "
			 "tries to lock it every 10 ms" },
		{ .what = "drained", .rust = PX_NONE, .kernel = SENT, .user = SENT,
		  .subject = "of 3 messages from a killed sender,", .values = "*:%d are received" },
		{ .what = "recv_after_drain", .rust = PX_NONE, .kernel = -EPIPE, .user = -EPIPE,
		  .subject = "the next recv", .values = "0:returns 0|*:returns %e" },
		{ .what = "waiting_send", .rust = PX_NONE, .kernel = -EPIPE, .user = -EPIPE,
		  .subject = "a send that waits when the receiver is killed",
		  .values = "0:returns 0|*:returns %e" },
	},
};
