/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * courier: for labs, a parcel to be sent, and a thread that sends or receives
 * one. Whether it waits is seen by another one. One that nobody wakes comes
 * back after a time, so that a lab ends with any channel.
 */
#ifndef PX_COURIER_H
#define PX_COURIER_H

#include "asleep.h"
#include "chan.h"
#include "lab.h"
#include "thread.h"

struct px_parcel {
	struct px_message message;	/* first */
	u32 sender, number;
	u32 *destroyed;			/* counts parcels that were; or NULL */
};

static inline void px_parcel_destroy(struct px_message *m)
{
	struct px_parcel *p = (struct px_parcel *)m;

	if (p->destroyed)
		++*p->destroyed;
}

static inline struct px_parcel px_parcel_of(u32 sender, u32 number, u32 *destroyed)
{
	return (struct px_parcel) {
		.message = { .destroy = px_parcel_destroy, .bytes = sizeof(number) },
		.sender = sender, .number = number, .destroyed = destroyed,
	};
}

struct px_courier {
	struct px_scene *scene;
	struct px_chan *chan;
	u32 actor;
	const char *comes_back;		/* said in its line; NULL: it is not drawn */
	struct px_parcel *parcel;	/* to be sent; NULL: to receive one, and then that one */

	/* From start on. */
	struct px_thread thread;
	int said;			/* by the channel */
	u32 is_back;
};

static inline u64 px_courier_life(void *arg)
{
	struct px_courier *c = arg;
	struct px_message *m = c->parcel ? &c->parcel->message : NULL;

	if (m) {
		c->said = px_chan_send_for(c->chan, m, 2 * PX_SOON);
	} else {
		c->said = px_chan_recv_for(c->chan, &m, 2 * PX_SOON);
		c->parcel = (struct px_parcel *)m;
	}
	if (c->comes_back)
		px_event(c->scene, c->actor, PX_ACTOR_GONE, c->said ? "has an error" : c->comes_back);
	px_write_once(c->is_back, 1);
	return 0;
}

/* 0, or -errno: then there is nothing to end. */
static inline int px_courier_start(struct px_courier *c)
{
	c->is_back = 0;
	return px_thread_spawn(&c->thread, px_courier_life, c);
}

/* Whether it waits: seen asleep, and then not back for a while. */
static inline bool px_courier_waits(struct px_courier *c, const char *said)
{
	u64 end = px_host_now() + PX_SOON;
	u32 looks = 0;

	while (!px_read_once(c->is_back) && looks < PX_ASLEEP_LOOKS && px_host_now() < end) {
		px_host_sleep(PX_ASLEEP_PERIOD);
		looks = px_thread_asleep(&c->thread) ? looks + 1 : 0;
	}
	if (px_until(c->scene, px_read_once(c->is_back), PX_A_WHILE))
		return false;
	if (c->comes_back)
		px_event(c->scene, c->actor, PX_ACTOR_WAITS, said);
	return true;
}

/* Whether it comes back soon: nobody has forgotten to wake it. */
static inline bool px_courier_returns(struct px_courier *c)
{
	return px_until(c->scene, px_read_once(c->is_back), PX_SOON);
}

/* Waits for it as long as it takes: what the channel said. */
static inline int px_courier_end(struct px_courier *c)
{
	px_thread_join(&c->thread, NULL);
	return c->said;
}

/* The number of the next parcel, by the caller itself; or -errno. */
static inline s64 px_courier_fetch(struct px_chan *chan)
{
	struct px_message *m;
	int err = px_chan_recv_for(chan, &m, PX_SOON);

	return err ? (s64)err : (s64)((struct px_parcel *)m)->number;
}

#endif /* PX_COURIER_H */
