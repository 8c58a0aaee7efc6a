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

#include "base/types.h"
#include "uapi/parallax.h"
#include "os.h"
#include "lab_doc.h"

#define PX_LAB_PHASES	2		/* at most */
#define PX_LAB_CARRIED_OVER	8
#define PX_LAB_THREADS	16		/* alive at once, at most */

#define PX_LAB_TIMEOUT_NS		1000000000ull	/* ns: by then it has happened, if it ever will */
#define PX_LAB_SETTLE_NS	30000000ull	/* ns: what has not happened by then, is taken to wait */
#define PX_LAB_POLL_NS	1000000ull	/* ns: between two looks */

struct px_process_shared;
struct px_byte_pipe;

/* Where one phase of a lab runs, and what is noted down meanwhile. */
struct px_lab_ctx {
	u32 phase;			/* 0 for the first */
	u32 stopped;			/* somebody wants it to end at once */
	u64 *carried_over;			/* PX_LAB_CARRIED_OVER words that outlive the phase and its process */
	struct px_byte_pipe *input;	/* of a lab that reads: from outside, a byte now and then */
	struct px_process_shared *shared;	/* of a lab between processes: where they meet, not yet open */
	u32 nr_observations;
	u32 nr_events;			/* of which PX_MAX_EVENTS are carried_over */
	struct px_observation observations[PX_MAX_OBSERVATIONS];
	struct px_event events[PX_MAX_EVENTS];
};

struct px_lab {
	const char *name;
	u32 phases;			/* 0: one */
	bool between_processes;		/* is performed by processes, which the kernel has none of */
	bool has_input;			/* has an input: its story's, as long as the phase lasts */

	/* Plays the ctx's phase: 0; or -errno, if it could not be played to its end. */
	int (*run)(struct px_lab_ctx *s);

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

static inline u32 px_lab_phases(const struct px_lab *lab)
{
	return lab->phases ? lab->phases : 1;
}

/* Notes an observation. By the thread that runs the lab. */
void px_observe(struct px_lab_ctx *s, const char *what, s64 value);

/* Notes what an actor does now, and how it is from then on. By any thread. */
void px_event(struct px_lab_ctx *s, u32 actor, enum px_actor_state state, const char *what);

/* What drains is drawn apart, under a title. */
static inline void px_event_title(struct px_lab_ctx *s, const char *title)
{
	px_event(s, PX_EVENT_TITLE, PX_ACTOR_RUNS, title);
}

/* Sleeps and looks, until the condition is true or the time over: whether it is true. */
#define px_until(s, condition, ns)					\
	__extension__ ({						\
		u64 end_ = px_os_now() + (ns);			\
									\
		while (!(condition) && px_os_now() < end_ &&		\
		       !px_read_once((s)->stopped))			\
			px_os_sleep(PX_LAB_POLL_NS);			\
		!!(condition);						\
	})

#endif /* PX_LAB_H */
