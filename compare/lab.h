/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * lab: a semantic experiment, written once and compiled twice. It yields
 * observations, names and integers, never timings, and the order of events. A
 * lab uses types.h, this file, the primitives' contracts and integer
 * arithmetic, and nothing else.
 *
 * A lab ends by itself: whatever it waits for has a deadline (px_until), and
 * what it expects never to happen is waited for only a while.
 */
#ifndef PX_LAB_H
#define PX_LAB_H

#include "types.h"
#include "abi.h"
#include "host.h"
#include "story.h"

#define PX_LAB_ACTS	2		/* at most */
#define PX_LAB_KEPT	8
#define PX_LAB_THREADS	16		/* alive at once, at most */

#define PX_SOON		1000000000ull	/* ns: by then it has happened, if it ever will */
#define PX_A_WHILE	30000000ull	/* ns: what has not happened by then, is taken to wait */
#define PX_A_LITTLE	1000000ull	/* ns: between two looks */

struct px_place;
struct px_stream;

/* Where one act of a lab plays, and what is noted down meanwhile. */
struct px_scene {
	u32 act;			/* 0 for the first */
	u32 stopped;			/* somebody wants it to end at once */
	u64 *kept;			/* PX_LAB_KEPT words that outlive the act and its process */
	struct px_stream *input;	/* of a lab that reads: from outside, a byte now and then */
	struct px_place *place;		/* of a lab between processes: where they meet, not yet open */
	u32 nr_observations;
	u32 nr_events;			/* of which PX_MAX_EVENTS are kept */
	struct px_observation observations[PX_MAX_OBSERVATIONS];
	struct px_event events[PX_MAX_EVENTS];
};

struct px_lab {
	const char *name;
	u32 acts;			/* 0: one */
	bool between;			/* is performed by processes, which the kernel has none of */
	bool reads;			/* has an input: its story's, as long as the act lasts */

	/* Plays the scene's act: 0; or -errno, if it could not be played to its end. */
	int (*play)(struct px_scene *s);

	/*
	 * What the kernel is expected to say to it, in its log, on every kernel;
	 * part of one line. NULL: nothing.
	 */
	const char *report;
};

/* PX_LAB(arc_overflow) = { … }; defines the lab of that name. */
#define PX_LAB(id)							\
	extern const struct px_lab px_lab_##id;				\
	const struct px_lab px_lab_##id

/* All labs, by the list in sources.mk. */
extern const struct px_lab *const px_labs[];
extern const u32 px_lab_count;

/* The lab of that name, or NULL. */
const struct px_lab *px_lab_find(const char *name);

static inline u32 px_lab_acts(const struct px_lab *lab)
{
	return lab->acts ? lab->acts : 1;
}

/* Notes an observation. By the thread that plays the lab. */
void px_see(struct px_scene *s, const char *what, s64 value);

/* Notes what an actor does now, and how it is from then on. By any thread. */
void px_event(struct px_scene *s, u32 actor, enum px_actor_state state, const char *what);

/* What follows is drawn apart, under a title. */
static inline void px_picture(struct px_scene *s, const char *title)
{
	px_event(s, PX_PICTURE, PX_ACTOR_RUNS, title);
}

/* Sleeps and looks, until the condition is true or the time over: whether it is true. */
#define px_until(s, condition, ns)					\
	__extension__ ({						\
		u64 end_ = px_host_now() + (ns);			\
									\
		while (!(condition) && px_host_now() < end_ &&		\
		       !px_read_once((s)->stopped))			\
			px_host_sleep(PX_A_LITTLE);			\
		!!(condition);						\
	})

#endif /* PX_LAB_H */
