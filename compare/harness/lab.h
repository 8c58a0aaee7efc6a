/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * lab: a semantic experiment, written once and compiled twice. It yields
 * observations (names and integers, never timings) and the order of events. A
 * lab must use only types.h, this file, labs/support, the primitives and integer
 * arithmetic.
 *
 * A lab must end by itself: every wait has a deadline, see px_until().
 */
#ifndef PX_LAB_H
#define PX_LAB_H

#include "base/types.h"
#include "uapi/parallax.h"
#include "os.h"
#include "lab_doc.h"

#define PX_LAB_PHASES		2		/* maximum number of phases */
#define PX_LAB_CARRIED_OVER	8
#define PX_LAB_THREADS		16		/* maximum number of threads at a time */

#define PX_LAB_TIMEOUT_NS	1000000000ull	/* limit for an event that must happen */
#define PX_LAB_SETTLE_NS	30000000ull	/* after this a thread counts as waiting */
#define PX_LAB_POLL_NS		1000000ull	/* time between two checks */

struct px_process_shared;
struct px_byte_pipe;

/* The context of one phase of a lab, and what it records. */
struct px_lab_ctx {
	u32 phase;			/* 0 for the first */
	u32 stopped;			/* the lab must end at once */
	u64 *carried_over;		/* PX_LAB_CARRIED_OVER words that outlive the phase */
	struct px_byte_pipe *input;	/* if the lab has input */
	struct px_process_shared *shared;	/* for a lab between processes; not open yet */
	u32 nr_observations;
	u32 nr_events;			/* the first PX_MAX_EVENTS are kept */
	struct px_observation observations[PX_MAX_OBSERVATIONS];
	struct px_event events[PX_MAX_EVENTS];
};

struct px_lab {
	const char *name;
	u32 phases;			/* number of phases; 0: one */
	bool between_processes;		/* runs in user space only, as processes */
	bool has_input;			/* px_lab_doc.input is written to it during a phase */

	/* Runs the phase ctx->phase. Returns 0, or -errno if it could not complete. */
	int (*run)(struct px_lab_ctx *ctx);

	/* Part of the line that every kernel logs during this lab. NULL: none. */
	const char *report;
};

/* PX_LAB(arc_overflow) = { … }; defines the lab arc_overflow. */
#define PX_LAB(id)							\
	extern const struct px_lab px_lab_##id;				\
	const struct px_lab px_lab_##id

/* All labs, by the list in sources.mk. */
extern const struct px_lab *const px_labs[];
extern const u32 px_lab_count;

/* Returns NULL if there is no such lab. */
const struct px_lab *px_lab_find(const char *name);

static inline u32 px_lab_phases(const struct px_lab *lab)
{
	return lab->phases ? lab->phases : 1;
}

/* Records an observation. Called by the thread that runs the lab. */
void px_observe(struct px_lab_ctx *ctx, const char *what, s64 value);

/* Records what an actor does, and its state from now on. Any thread may call it. */
void px_event(struct px_lab_ctx *ctx, u32 actor, enum px_actor_state state, const char *what);

/* Starts a new section of the timeline, with a title. */
static inline void px_event_title(struct px_lab_ctx *ctx, const char *title)
{
	px_event(ctx, PX_EVENT_TITLE, PX_ACTOR_RUNS, title);
}

/* Polls until the condition is true or ns have passed. Returns the condition. */
#define px_until(ctx, condition, ns)					\
	__extension__ ({						\
		u64 end_ = px_os_now() + (ns);			\
									\
		while (!(condition) && px_os_now() < end_ &&		\
		       !px_read_once((ctx)->stopped))			\
			px_os_sleep(PX_LAB_POLL_NS);			\
		!!(condition);						\
	})

#endif /* PX_LAB_H */
