/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * chan_load: the common part of the channel workloads. Worker 0 receives until all
 * senders have detached or a stop is requested; then the rest of the queue is
 * destroyed. The other workers produce. A step is one send or one recv. --hold is
 * how long the receiver is busy with a message, --think how long a producer is busy
 * between two messages. --payload is the size of a message; all of it is written
 * and read.
 *
 * A step allocates nothing: every producer reuses the messages of its own ring, in
 * order. This limits the memory even if the channel has no capacity. A producer
 * whose messages are all in flight sleeps for 0.1 ms and checks again. The rings of
 * a channel with a capacity are large enough to fill the channel.
 */
#ifndef PX_CHAN_LOAD_H
#define PX_CHAN_LOAD_H

#include "harness/workload.h"
#include "atomic.h"
#include "chan.h"
#include "os.h"
#include "harness/run_spec.h"

#define CHAN_LOAD_BACKLOG	4096u		/* messages of one producer */
#define CHAN_LOAD_MEMORY	(16ull << 20)	/* of all rings, unless the capacity needs more */
#define CHAN_LOAD_PAUSE		100000u		/* ns */

enum { SENT, SUM };			/* tallies of the producers */

struct load_message {
	struct px_chan_message message;	/* first */
	struct px_atomic in_flight;
	u32 producer;
	u32 destroyed;
	u64 payload[];			/* the first word is the number */
};

struct chan_load {
	struct px_chan chan;
	u8 *memory px_cacheline_aligned;	/* next number of each producer; the rings */
	u64 size;
	u64 rings;			/* offset of the rings in memory */
	u32 ring;			/* messages per ring, a power of two */
	u32 stride;			/* bytes per message */
	u32 words;			/* of a payload */
	u32 producers;
	u64 received px_cacheline_aligned;	/* this and the rest: written by the receiver */
	u64 sum;
	u64 out_of_order;
};

static px_inline struct load_message *chan_load_message(const struct chan_load *s, u32 producer,
							u64 number)
{
	u64 nth = (u64)producer * s->ring + (number & (s->ring - 1));

	return (struct load_message *)(s->memory + s->rings + nth * s->stride);
}

static void chan_load_destroy(struct px_chan_message *m)
{
	struct load_message *p = (struct load_message *)m;

	p->destroyed++;
	px_atomic_store_release(&p->in_flight, 0);
}

/* Entries of a ring: as many as are useful, limited by memory, but enough to fill the channel. */
static u32 chan_load_ring(const struct chan_load *s, u32 capacity)
{
	bool bounded = capacity != PX_UNBOUNDED;
	u64 useful = bounded ? capacity + 2ull : CHAN_LOAD_BACKLOG;
	u64 least = bounded ? capacity + 2ull * s->producers : 0;
	u64 row = (u64)s->stride * s->producers;
	u32 ring = 2;

	while (ring < useful && (ring * 2 * row <= CHAN_LOAD_MEMORY ||
				 (u64)ring * s->producers < least))
		ring *= 2;
	return ring;
}

static u64 chan_load_lines(u64 bytes)
{
	return (bytes + PX_CACHELINE - 1) / PX_CACHELINE * PX_CACHELINE;
}

static void chan_load_fill_rings(struct chan_load *s)
{
	u32 producer, i;

	for (producer = 0; producer < s->producers; producer++) {
		for (i = 0; i < s->ring; i++) {
			struct load_message *p = chan_load_message(s, producer, i);

			p->message.destroy = chan_load_destroy;
			p->message.bytes = s->words * 8;
			p->producer = producer;
		}
	}
}

/* The channel is initialized. Destroys it on error. */
static int chan_load_setup(struct chan_load *s, const struct px_run_spec *spec)
{
	s->producers = spec->threads - 1;
	s->words = px_run_spec_payload(spec) / 8;
	s->stride = (u32)chan_load_lines(sizeof(struct load_message) + s->words * 8);
	s->ring = chan_load_ring(s, s->chan.capacity);
	s->rings = chan_load_lines(s->producers * sizeof(u64));
	s->size = s->rings + (u64)s->producers * s->ring * s->stride;
	s->memory = px_os_alloc_data(s->size);
	if (!s->memory) {
		px_chan_destroy(&s->chan);
		return -ENOMEM;
	}
	chan_load_fill_rings(s);
	return 0;
}

static void chan_load_teardown(void *state)
{
	struct chan_load *s = state;

	px_chan_destroy(&s->chan);
	px_os_free_data(s->memory, s->size);
}

static u32 chan_load_role_of(const struct px_run_spec *spec, u32 number)
{
	return number ? 0 : 1;
}

/* Every producer has attached, so the run's own sender is dropped. */
static void chan_load_begin(void *state)
{
	struct chan_load *s = state;

	px_sender_drop(&s->chan);
}

static int chan_load_attach_producer(void *state, struct px_worker *w)
{
	struct chan_load *s = state;

	px_sender_clone(&s->chan);
	return 0;
}

static void chan_load_detach_producer(void *state, struct px_worker *w)
{
	struct chan_load *s = state;

	px_sender_drop(&s->chan);
}

static int chan_load_attach_receiver(void *state, struct px_worker *w)
{
	struct chan_load *s = state;

	return px_receiver_take(&s->chan);
}

static void chan_load_detach_receiver(void *state, struct px_worker *w)
{
	struct chan_load *s = state;

	px_receiver_drop(&s->chan);
}

/* A checksum that depends on the order of the words. */
static px_inline u64 chan_load_sum(const u64 *payload, u32 words)
{
	u64 sum = 0;
	u32 i;

	for (i = 0; i < words; i++)
		sum = sum * 31 + payload[i];
	return sum;
}

static px_inline u64 chan_load_write(struct load_message *p, u64 number, u32 words)
{
	u64 word = number;
	u32 i;

	for (i = 0; i < words; i++) {
		p->payload[i] = word;
		word = word * 6364136223846793005ull + 1442695040888963407ull;
	}
	return chan_load_sum(p->payload, words);
}

/* Waits until a message may have come back. */
static px_inline int chan_load_pause(const struct px_worker *w, enum px_wait_mode mode)
{
	if (mode == PX_NOWAIT)
		return -EAGAIN;
	if (px_stop_requested(w) || (mode == PX_INTERRUPTIBLE && px_os_interrupted()))
		return -EINTR;
	px_os_sleep(CHAN_LOAD_PAUSE);
	return 0;
}

static px_inline int chan_load_send(struct chan_load *s, struct px_worker *w, struct px_delay delay)
{
	u64 number = w->tally[SENT];
	struct load_message *p = chan_load_message(s, w->number - 1, number);
	u64 sum;
	int err;

	while (px_atomic_load_acquire(&p->in_flight)) {
		err = chan_load_pause(w, delay.mode);
		if (err)
			return err;
	}
	sum = chan_load_write(p, number, s->words);
	px_atomic_store(&p->in_flight, 1);
	err = px_chan_send_mode(&s->chan, &p->message, delay.mode);
	if (err) {
		px_atomic_store(&p->in_flight, 0);
		return px_stop_requested(w) ? -EINTR : err;
	}
	w->tally[SENT]++;
	w->tally[SUM] += sum;
	px_busy(delay.think);
	return 0;
}

static px_inline int chan_load_receive(struct chan_load *s, struct px_worker *w,
				       struct px_delay delay)
{
	struct load_message *p;
	struct px_chan_message *m;
	u64 *next;
	int err;

	if (px_stop_requested(w))
		return PX_DONE;
	err = px_chan_recv_mode(&s->chan, &m, delay.mode);
	if (err)
		return err == -EPIPE ? PX_DONE : err;
	p = (struct load_message *)m;
	next = (u64 *)s->memory + p->producer;
	s->out_of_order += p->payload[0] != *next;
	*next = p->payload[0] + 1;
	s->sum += chan_load_sum(p->payload, s->words);
	s->received++;
	px_busy(delay.hold);
	px_atomic_store_release(&p->in_flight, 0);
	return 0;
}

/* The messages that were destroyed or are still in flight. */
static u64 chan_load_lost(const struct chan_load *s)
{
	u32 producer, i;
	u64 lost = 0;

	for (producer = 0; producer < s->producers; producer++) {
		for (i = 0; i < s->ring; i++) {
			struct load_message *p = chan_load_message(s, producer, i);

			lost += p->destroyed + px_atomic_load(&p->in_flight);
		}
	}
	return lost;
}

static u32 chan_load_check(const void *state, const struct px_total *total,
			   struct px_finding *f)
{
	const struct chan_load *s = state;
	u32 n = px_expect(f, "messages received", total->tally[SENT], s->received);

	n += px_expect(f + n, "checksum", total->tally[SUM], s->sum);
	n += px_expect(f + n, "out of order", 0, s->out_of_order);
	return n + px_expect(f + n, "destroyed or in flight", 0, chan_load_lost(s));
}

static u64 chan_load_depth(const void *state)
{
	return ((const struct chan_load *)state)->chan.peak;
}

/* The two roles, from the loops of their steps. */
#define CHAN_LOAD_ROLES(send, receive)						\
	{									\
		{ .name = "producer", .waits = true, .attach = chan_load_attach_producer,	\
		  .loop = send, .detach = chan_load_detach_producer },		\
		{ .name = "receiver", .drains = true, .waits = true,		\
		  .attach = chan_load_attach_receiver, .loop = receive,		\
		  .detach = chan_load_detach_receiver },				\
	}

#endif /* PX_CHAN_LOAD_H */
