// SPDX-License-Identifier: GPL-2.0-only
/*
 * chan_between_processes: a channel from one process to another, and what each
 * sees when the other is killed. They meet in the kernel, or in memory that they
 * share. (H1, H2, between processes)
 */
#include "lab.h"
#include "place.h"
#include "process.h"

#define MESSAGES	100
#define SENT		3

enum { SENDER, RECEIVER };

struct stage {
	struct px_scene *scene;
	u32 sent;			/* messages for which send has returned 0 */
	u32 joined;
	s64 said;			/* by the first send that failed */
	u32 is_back;
};

static void send_so_many(struct stage *st, u32 nr)
{
	struct px_place *place = st->scene->place;
	u32 i;

	for (i = 0; i < nr && !st->said; i++) {
		st->said = place->send(place, i, 2 * PX_SOON);
		if (!st->said)
			px_write_once(st->sent, i + 1);
	}
}

static void join(struct stage *st, enum px_end end)
{
	st->scene->place->join(st->scene->place, end);
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
	px_event(st->scene, SENDER, PX_ACTOR_RUNS, "sends 3");
	px_host_sleep(5 * PX_SOON);
}

static void send_to_the_end(void *arg)
{
	struct stage *st = arg;

	join(st, PX_END_SENDER);
	send_so_many(st, MESSAGES);
	px_event(st->scene, SENDER, PX_ACTOR_GONE,
		 st->said == -EPIPE ? "is told" : "is not told");
	px_write_once(st->is_back, 1);
}

static void receive_never(void *arg)
{
	struct stage *st = arg;

	join(st, PX_END_RECEIVER);
	px_host_sleep(5 * PX_SOON);
}

static s64 fetch(struct px_scene *s)
{
	u64 value;
	int err = s->place->recv(s->place, &value, 2 * PX_SOON);

	return err ? err : (s64)value;
}

/* So many messages are in the channel, and one is waited with. */
static bool seen_full(struct stage *st, struct px_process *sender)
{
	px_until(st->scene, px_read_once(st->sent) == PX_PLACE_CAPACITY &&
		 px_process_asleep(sender), PX_SOON);
	return !px_until(st->scene, px_read_once(st->sent) > PX_PLACE_CAPACITY, PX_A_WHILE);
}

/* Whether it wakes up while there is nothing for it. */
static bool wakes_in_vain(struct px_scene *s, const struct px_process *sleeper)
{
	u64 before = px_process_sleeps(sleeper);

	return px_until(s, px_process_sleeps(sleeper) != before, 10 * PX_A_WHILE);
}

static int order(struct px_scene *s, struct stage *st)
{
	struct px_process sender;
	s64 next = 0;
	int err = px_process_start(&sender, send_many, st);

	if (err)
		return err;
	s->place->join(s->place, PX_END_RECEIVER);
	px_see(s, "send_waits_for_room", seen_full(st, &sender));
	px_see(s, "sent_without_recv", px_read_once(st->sent));
	px_see(s, "wakes_in_vain", wakes_in_vain(s, &sender));
	while (next < MESSAGES && fetch(s) == next)
		next++;
	px_see(s, "in_order", next);
	px_process_kill(&sender);
	return 0;
}

static int sender_killed(struct px_scene *s, struct stage *st)
{
	struct px_process sender;
	s64 next = 0;
	int err = px_process_start(&sender, send_and_stay, st);

	if (err)
		return err;
	px_picture(s, "the sender is killed");
	s->place->join(s->place, PX_END_RECEIVER);
	px_until(s, px_read_once(st->sent) == SENT, PX_SOON);
	px_until(s, px_process_asleep(&sender), PX_SOON);
	px_event(s, SENDER, PX_ACTOR_GONE, "is killed");
	px_process_kill(&sender);
	while (next < SENT && fetch(s) == next)
		next++;
	px_see(s, "drained", next);
	px_event(s, RECEIVER, PX_ACTOR_RUNS, "receives them");
	err = (int)fetch(s);
	px_see(s, "recv_after_drain", err);
	px_event(s, RECEIVER, PX_ACTOR_GONE, err == -EPIPE ? "is told" : "is not told");
	return 0;
}

static int receiver_killed(struct px_scene *s, struct stage *st)
{
	struct px_process sender, receiver;
	int err = px_process_start(&receiver, receive_never, st);

	if (err)
		return err;
	px_until(s, px_read_once(st->joined), PX_SOON);
	err = px_process_start(&sender, send_to_the_end, st);
	if (!err) {
		px_picture(s, "the receiver is killed");
		seen_full(st, &sender);
		px_event(s, SENDER, PX_ACTOR_WAITS, "sends 4, send…");
		px_event(s, RECEIVER, PX_ACTOR_GONE, "is killed");
	}
	px_process_kill(&receiver);
	if (err)
		return err;
	px_until(s, px_read_once(st->is_back), 3 * PX_SOON);
	px_see(s, "waiting_send", st->said);
	px_process_kill(&sender);
	return 0;
}

static int at_a_place(struct px_scene *s, int (*act)(struct px_scene *s, struct stage *st))
{
	struct stage *st = px_shared_alloc(sizeof(*st));
	int err = -ENOMEM;

	if (!st)
		return err;
	st->scene = s;
	err = s->place->open(s->place);
	if (!err) {
		err = act(s, st);
		s->place->close(s->place);
	}
	px_shared_free(st, sizeof(*st));
	return err;
}

static int chan_between_processes(struct px_scene *s)
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
	.between = true,
	.play = chan_between_processes,
};

PX_STORY(chan_between_processes) = {
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
		{ .what = "sent_without_recv", .rust = PX_NONE, .kernel = PX_PLACE_CAPACITY,
		  .user = PX_PLACE_CAPACITY,
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
