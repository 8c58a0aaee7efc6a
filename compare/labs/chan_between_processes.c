// SPDX-License-Identifier: GPL-2.0-only
/*
 * chan_between_processes: a channel from one process to another, and what each
 * sees when the other is killed. They meet in the kernel, or in memory that they
 * share. (H1, H2, between processes)
 */
#include "harness/lab.h"
#include "labs/support/process_shared.h"
#include "labs/process.h"

#define MESSAGES	100
#define SENT		3

enum { SENDER, RECEIVER };

struct stage {
	struct px_lab_ctx *ctx;
	u32 sent;			/* messages for which send has returned 0 */
	u32 joined;
	s64 result;			/* by the first send that failed */
	u32 is_back;
};

static void send_so_many(struct stage *st, u32 nr)
{
	struct px_process_shared *place = st->ctx->shared;
	u32 i;

	for (i = 0; i < nr && !st->result; i++) {
		st->result = place->send(place, i, 2 * PX_LAB_TIMEOUT_NS);
		if (!st->result)
			px_write_once(st->sent, i + 1);
	}
}

static void join(struct stage *st, enum px_end end)
{
	st->ctx->shared->join(st->ctx->shared, end);
	px_write_once(st->joined, 1);
}

static void send_many(void *arg)
{
	struct stage *st = arg;

	join(st, PX_END_SENDER);
	send_so_many(st, MESSAGES);
}

static void send_and_stay(void *arg)
{
	struct stage *st = arg;

	join(st, PX_END_SENDER);
	send_so_many(st, SENT);
	px_event(st->ctx, SENDER, PX_ACTOR_RUNS, "sends 3");
	px_os_sleep(5 * PX_LAB_TIMEOUT_NS);
}

static void send_to_the_end(void *arg)
{
	struct stage *st = arg;

	join(st, PX_END_SENDER);
	send_so_many(st, MESSAGES);
	px_event(st->ctx, SENDER, PX_ACTOR_GONE,
		 st->result == -EPIPE ? "is told" : "is not told");
	px_write_once(st->is_back, 1);
}

static void receive_never(void *arg)
{
	struct stage *st = arg;

	join(st, PX_END_RECEIVER);
	px_os_sleep(5 * PX_LAB_TIMEOUT_NS);
}

static s64 fetch(struct px_lab_ctx *s)
{
	u64 value;
	int err = s->shared->recv(s->shared, &value, 2 * PX_LAB_TIMEOUT_NS);

	return err ? err : (s64)value;
}

/* So many messages are in the channel, and one is waited with. */
static bool seen_full(struct stage *st, struct px_process *sender)
{
	px_until(st->ctx, px_read_once(st->sent) == PX_PROCESS_SHARED_CAPACITY &&
		 px_process_asleep(sender), PX_LAB_TIMEOUT_NS);
	return !px_until(st->ctx, px_read_once(st->sent) > PX_PROCESS_SHARED_CAPACITY, PX_LAB_SETTLE_NS);
}

/* Whether it wakes up while there is nothing for it. */
static bool wakes_in_vain(struct px_lab_ctx *s, const struct px_process *sleeper)
{
	u64 before = px_process_sleeps(sleeper);

	return px_until(s, px_process_sleeps(sleeper) != before, 10 * PX_LAB_SETTLE_NS);
}

static int order(struct px_lab_ctx *s, struct stage *st)
{
	struct px_process sender;
	s64 next = 0;
	int err = px_process_start(&sender, send_many, st);

	if (err)
		return err;
	s->shared->join(s->shared, PX_END_RECEIVER);
	px_observe(s, "send_waits_for_room", seen_full(st, &sender));
	px_observe(s, "sent_without_recv", px_read_once(st->sent));
	px_observe(s, "wakes_in_vain", wakes_in_vain(s, &sender));
	while (next < MESSAGES && fetch(s) == next)
		next++;
	px_observe(s, "in_order", next);
	px_process_kill(&sender);
	return 0;
}

static int sender_killed(struct px_lab_ctx *s, struct stage *st)
{
	struct px_process sender;
	s64 next = 0;
	int err = px_process_start(&sender, send_and_stay, st);

	if (err)
		return err;
	px_event_title(s, "the sender is killed");
	s->shared->join(s->shared, PX_END_RECEIVER);
	px_until(s, px_read_once(st->sent) == SENT, PX_LAB_TIMEOUT_NS);
	px_until(s, px_process_asleep(&sender), PX_LAB_TIMEOUT_NS);
	px_event(s, SENDER, PX_ACTOR_GONE, "is killed");
	px_process_kill(&sender);
	while (next < SENT && fetch(s) == next)
		next++;
	px_observe(s, "drained", next);
	px_event(s, RECEIVER, PX_ACTOR_RUNS, "receives them");
	err = (int)fetch(s);
	px_observe(s, "recv_after_drain", err);
	px_event(s, RECEIVER, PX_ACTOR_GONE, err == -EPIPE ? "is told" : "is not told");
	return 0;
}

static int receiver_killed(struct px_lab_ctx *s, struct stage *st)
{
	struct px_process sender, receiver;
	int err = px_process_start(&receiver, receive_never, st);

	if (err)
		return err;
	px_until(s, px_read_once(st->joined), PX_LAB_TIMEOUT_NS);
	err = px_process_start(&sender, send_to_the_end, st);
	if (!err) {
		px_event_title(s, "the receiver is killed");
		seen_full(st, &sender);
		px_event(s, SENDER, PX_ACTOR_WAITS, "sends 4, send…");
		px_event(s, RECEIVER, PX_ACTOR_GONE, "is killed");
	}
	px_process_kill(&receiver);
	if (err)
		return err;
	px_until(s, px_read_once(st->is_back), 3 * PX_LAB_TIMEOUT_NS);
	px_observe(s, "waiting_send", st->result);
	px_process_kill(&sender);
	return 0;
}

static int at_a_place(struct px_lab_ctx *s, int (*phase)(struct px_lab_ctx *s, struct stage *st))
{
	struct stage *st = px_shared_alloc(sizeof(*st));
	int err = -ENOMEM;

	if (!st)
		return err;
	st->ctx = s;
	err = s->shared->open(s->shared);
	if (!err) {
		err = phase(s, st);
		s->shared->close(s->shared);
	}
	px_shared_free(st, sizeof(*st));
	return err;
}

static int chan_between_processes(struct px_lab_ctx *s)
{
	int err = at_a_place(s, order);

	if (!err)
		err = at_a_place(s, sender_killed);
	if (!err)
		err = at_a_place(s, receiver_killed);
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
	.question = "A channel from one process to another: what does each see when the other is "
		    "killed?",
	.done = "Processes meet in the kernel, at a channel of a file that they share; and in memory "
		"that they share, at a ring of 4 with semaphores. 100 messages are sent; then a "
		"sender is killed (SIGKILL) that has sent 3; then the receiver, while a send waits. "
		"Rust's channels do not leave their process.",
	.actors = { "sender", "receiver" },
	.expects = {
		{ .what = "in_order", .rust = PX_NONE, .kernel = MESSAGES, .user = MESSAGES,
		  .topic = "of 100 messages", .says = "*:%d arrive, in order" },
		{ .what = "send_waits_for_room", .rust = PX_NONE, .kernel = 1, .user = 1,
		  .topic = "a send to a full channel",
		  .says = "0:does not wait|1:waits for room" },
		{ .what = "sent_without_recv", .rust = PX_NONE, .kernel = PX_PROCESS_SHARED_CAPACITY,
		  .user = PX_PROCESS_SHARED_CAPACITY,
		  .topic = "which it is", .says = "*:after %d messages" },
		{ .what = "wakes_in_vain", .rust = PX_NONE, .kernel = 0, .user = 1,
		  .topic = "while it waits, it", .says = "0:sleeps|1:wakes up now and then, to look",
		  .why = "the kernel closes what a dead process had open, and wakes who waits; a "
			 "semaphore in shared memory tells of no death: there each end holds a "
			 "robust mutex for life, and who waits looks at it every 10 ms" },
		{ .what = "drained", .rust = PX_NONE, .kernel = SENT, .user = SENT,
		  .topic = "of 3 messages whose sender was killed", .says = "*:%d are received" },
		{ .what = "recv_after_drain", .rust = PX_NONE, .kernel = -EPIPE, .user = -EPIPE,
		  .topic = "the recv after that", .says = "0:says nothing|*:says %e" },
		{ .what = "waiting_send", .rust = PX_NONE, .kernel = -EPIPE, .user = -EPIPE,
		  .topic = "a send that waits when the receiver is killed",
		  .says = "0:says nothing|*:says %e" },
	},
};
