/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * workload: a measured job over primitives, written once and compiled twice.
 *
 * A workload has a state and one or more roles. Every worker plays one role:
 * it enters, steps until it is told to end, and leaves. A workload uses
 * types.h, this file, the primitives' contracts and integer arithmetic, and
 * nothing else.
 */
#ifndef PX_WORKLOAD_H
#define PX_WORKLOAD_H

#include "base/types.h"
#include "uapi/parallax.h"
#include "histogram.h"
#include "base/str.h"
#include "base/wait_mode.h"

struct px_equations;

#define PX_MAX_ROLES	4
#define PX_MAX_TALLIES	2

/*
 * How long a worker is busy, in turns of px_busy(): zero where it need not be.
 * And how it waits: a step waits for others at most once, before it has changed
 * anything, and with this mode. One that is never done without sleeping says
 * -EAGAIN at once if it is impatient.
 */
struct px_delay {
	u32 hold;		/* inside a critical section */
	u32 think;		/* between two steps */
	enum px_wait_mode mode;
};

/* What a step sees of its worker. Nobody else writes to it during a run, but for limit. */
struct px_worker {
	u64 limit;			/* the loop ends when ops has come this far */
	u64 ops;			/* steps done, as of the last return from the loop */
	u64 random;			/* state of px_random() */
	u64 tally[PX_MAX_TALLIES];	/* for the workload's own counting */
	struct px_delay delay;
	u32 number;			/* 0 to threads - 1 */
	const struct px_run_spec *spec;
	const u32 *stop_requested;	/* see px_stop_requested() */
	struct px_histogram *histogram;	/* NULL: its steps are not timed */
} px_cacheline_aligned;

/*
 * Whether somebody asks for the end of the run, which is more than its time
 * being over. A step that takes long looks, and then ends with -EINTR.
 */
static px_inline bool px_stop_requested(const struct px_worker *w)
{
	return px_read_once(*w->stop_requested);
}

/* What a step says instead of 0 when its worker has nothing left to do; not an operation. */
#define PX_DONE		1

struct px_role {
	const char *name;

	/*
	 * Goes on until its step says PX_DONE, and no count, time or stop ends
	 * it before: others wait for what it does. They end, and that must make
	 * it end; begin, below, says what it may rely on.
	 */
	bool drains;

	/* A step may wait for other workers, or sleep, and says -EAGAIN if impatient. */
	bool waits;

	/* Begins a worker's life: 0, or -errno, which ends the run. May be NULL. */
	int (*attach)(void *state, struct px_worker *w);

	/*
	 * Instead of finding the delay here: for a step that is executed elsewhere.
	 * Says what a hold and a think take. May be NULL.
	 */
	void (*delay)(void *state, struct px_worker *w, u64 *hold_ns, u64 *think_ns);

	/*
	 * Steps until limit, an error or PX_DONE; counts in ops. Made by
	 * PX_LOOP. A worker never panics.
	 */
	int (*loop)(void *state, struct px_worker *w);

	/* Ends the life of a worker that has entered. May be NULL. */
	void (*detach)(void *state, struct px_worker *w);
};

/* What all workers did together, once they have left. */
struct px_total {
	u64 ops;
	u64 tally[PX_MAX_TALLIES];
	u32 workers;
};

struct px_workload {
	const char *name;
	const char *summary;		/* one line, for the list */
	bool broken;			/* on purpose: its check is meant to fail */
	bool single_worker;			/* one worker: spec->threads is for its own use */
	bool spawns;			/* a step makes threads of its own */
	bool deterministic;		/* what it finds drains from spec and input alone */
	u32 min_workers;		/* workers that it needs; 0: one */
	size_t state_size;

	/* Makes the zeroed state ready: 0, or -errno with nothing left behind. May be NULL. */
	int (*setup)(void *state, const struct px_run_spec *spec);

	/*
	 * Instead of setup, for a workload that takes input. It is borrowed,
	 * and nobody changes it; NULL: spec->lines says how much to make up.
	 */
	int (*load)(void *state, const struct px_run_spec *spec, const struct px_equations *input);

	/* Undoes setup or load, after the last worker has left. May be NULL. */
	void (*teardown)(void *state);

	/*
	 * Called once in every run that is executed, before the first step, when
	 * all that will ever attach have entered, be it none. May be NULL.
	 */
	void (*begin)(void *state);

	/* The role that a worker plays; NULL: all play the first. */
	u32 (*role_of)(const struct px_run_spec *spec, u32 number);
	struct px_role roles[PX_MAX_ROLES];

	/* What must be true of the state now, as findings. */
	u32 (*check)(const void *state, const struct px_total *total,
		     struct px_finding *findings);

	/* The most messages that ever waited in its channel. NULL: it has none. */
	u64 (*depth)(const void *state);
};

/* PX_WORKLOAD(mutex_counter) = { … }; defines the workload of that name. */
#define PX_WORKLOAD(id)							\
	extern const struct px_workload px_workload_##id;		\
	const struct px_workload px_workload_##id

/* All workloads, by the list in sources.mk. */
extern const struct px_workload *const px_workloads[];
extern const u32 px_workload_count;

/* The workload of that name, or NULL. */
const struct px_workload *px_workload_find(const char *name);

/* How many workers step. */
static inline u32 px_workload_workers(const struct px_workload *w, const struct px_run_spec *spec)
{
	return w->single_worker ? 1 : spec->threads;
}

/* How many it needs. */
static inline u32 px_workload_min_workers(const struct px_workload *w)
{
	return w->min_workers ? w->min_workers : 1;
}

/* Busy for so many turns, the same few instructions everywhere. */
static px_inline void px_busy(u32 turns)
{
	while (turns--)
		px_barrier();
}

/* The worker's next random number (xorshift64*, upper half). */
static px_inline u32 px_random(struct px_worker *w)
{
	u64 x = w->random;

	x ^= x >> 12;
	x ^= x << 25;
	x ^= x >> 27;
	w->random = x;
	return (u32)((x * 0x2545f4914f6cdd1dull) >> 32);
}

/* True in percent of a hundred calls, on average. */
static px_inline bool px_chance(struct px_worker *w, u32 percent)
{
	return (((u64)px_random(w) * 100) >> 32) < percent;
}

/* States one finding; returns 1, so that a check can count what it states. */
static inline u32 px_expect(struct px_finding *f, const char *what, u64 expected, u64 observed)
{
	px_str_copy(f->what, sizeof(f->what), what);
	f->expected = expected;
	f->observed = observed;
	return 1;
}

/*
 * PX_LOOP(step) makes step_loop() of
 *
 *	static px_inline int step(struct STATE *s, struct px_worker *w, struct px_delay delay)
 *
 * which does one operation and returns 0, PX_DONE or -errno. The step is inlined
 * four times: without a delay it costs nothing to be able to have one, a patient
 * worker does not pay for those that may give up, and one that is not timed
 * reads no clock. The barrier keeps
 * the compiler from making one step of several. limit is read once a step, so
 * that whoever sets it to zero ends the loop within one.
 */
#define PX_UNTIMED(w, step)	(step)

/* A clock is read twice a step, so that what is between two steps does not count. */
#define PX_TIMED(w, step)						\
	({								\
		u64 before_ = px_histogram_now();			\
		int said_ = (step);					\
									\
		px_histogram_add((w)->histogram, px_histogram_now() - before_, !said_); \
		said_;							\
	})

#define PX_LOOP_(how, step, state, w, delay)				\
	do {								\
		int err_ = how(w, step(state, w, delay));		\
									\
		px_barrier();						\
		if (err_) {						\
			(w)->ops = done_;				\
			return err_;					\
		}							\
		done_++;						\
	} while (done_ < px_read_once((w)->limit))

#define PX_LOOP(step)							\
static int step##_call(void *state, struct px_worker *w)		\
{									\
	const struct px_delay delay = w->delay;				\
	u64 done_ = w->ops;						\
									\
	PX_LOOP_(PX_UNTIMED, step, state, w, delay);			\
	w->ops = done_;							\
	return 0;							\
}									\
									\
static px_noinline int step##_timed(void *state, struct px_worker *w)		\
{									\
	const struct px_delay delay = { w->delay.hold, w->delay.think, PX_UNINTERRUPTIBLE }; \
	u64 done_ = w->ops;						\
									\
	PX_LOOP_(PX_TIMED, step, state, w, delay);			\
	w->ops = done_;							\
	return 0;							\
}									\
									\
static int step##_loop(void *state, struct px_worker *w)		\
{									\
	const struct px_delay none = { 0, 0, PX_UNINTERRUPTIBLE };		\
	const struct px_delay delay = { w->delay.hold, w->delay.think, PX_UNINTERRUPTIBLE }; \
	u64 done_ = w->ops;						\
									\
	if (w->delay.mode != PX_UNINTERRUPTIBLE)				\
		return step##_call(state, w);				\
	if (w->histogram)						\
		return step##_timed(state, w);				\
	if (delay.hold || delay.think)					\
		PX_LOOP_(PX_UNTIMED, step, state, w, delay);		\
	else								\
		PX_LOOP_(PX_UNTIMED, step, state, w, none);		\
	w->ops = done_;							\
	return 0;							\
}

#endif /* PX_WORKLOAD_H */
