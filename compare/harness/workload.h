/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * workload: a measured job over primitives, written once and compiled twice.
 *
 * A workload has a state and one or more roles. Every worker has one role: it
 * attaches, steps until its limit, and detaches. A workload must use only
 * types.h, this file, the primitives and integer arithmetic.
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
 * How long a step is busy, in iterations of px_busy(), and how it waits. A step must
 * wait for other threads at most once, in this mode, and before it changes
 * anything. With PX_NOWAIT, a step that always sleeps must return -EAGAIN at once.
 */
struct px_delay {
	u32 hold;		/* busy inside a critical section */
	u32 think;		/* busy between two steps */
	enum px_wait_mode mode;
};

/* During a run only the worker writes to this, except for limit. */
struct px_worker {
	u64 limit;			/* the loop ends when ops reaches this */
	u64 ops;			/* steps done, as of the last return from the loop */
	u64 random;			/* state of px_random() */
	u64 tally[PX_MAX_TALLIES];	/* for the workload's use */
	struct px_delay delay;
	u32 number;			/* 0 to threads - 1 */
	const struct px_run_spec *spec;
	const u32 *stop_requested;	/* see px_stop_requested() */
	struct px_histogram *histogram;	/* NULL: steps are not timed */
} px_cacheline_aligned;

/* True if the run must end before its time is over. A long step checks it and returns -EINTR. */
static px_inline bool px_stop_requested(const struct px_worker *w)
{
	return px_read_once(*w->stop_requested);
}

/* A step returns this if its worker has nothing left to do. It does not count as an operation. */
#define PX_DONE		1

struct px_role {
	const char *name;

	/*
	 * Only PX_DONE ends this worker, not operations, time or stop, because
	 * other workers wait for it. Its step must return PX_DONE after the other
	 * workers have detached; see begin().
	 */
	bool drains;

	/* A step may sleep; with PX_NOWAIT it returns -EAGAIN instead. */
	bool waits;

	/* Called once before the first step. An error ends the run. May be NULL. */
	int (*attach)(void *state, struct px_worker *w);

	/*
	 * Sets the delay and the measured times, for a step that another side
	 * executes. NULL: px_worker_thread_set_delay() does it.
	 */
	void (*delay)(void *state, struct px_worker *w, u64 *hold_ns, u64 *think_ns);

	/* Made by PX_LOOP: steps until limit, an error or PX_DONE. A worker must not panic. */
	int (*loop)(void *state, struct px_worker *w);

	/* Called once after the last step of an attached worker. May be NULL. */
	void (*detach)(void *state, struct px_worker *w);
};

/* The sums of all workers, after the run. */
struct px_total {
	u64 ops;
	u64 tally[PX_MAX_TALLIES];
	u32 workers;
};

/* What a lock of one kind is on each side. kernel is NULL: the workload lacks the kind. */
struct px_kind_use {
	const char *kernel, *user;
};

/* The parameters that a workload reads. It reads lines if it has load(). */
#define PX_USES_HOLD		0x01u
#define PX_USES_THINK		0x02u
#define PX_USES_READ_SHARE	0x04u
#define PX_USES_PAYLOAD		0x08u
#define PX_USES_CAPACITY	0x10u

struct px_workload {
	const char *name;
	const char *summary;		/* one line, for the list */
	const struct px_kind_use *kinds;	/* PX_KINDS of them; NULL: the default kind only */
	u32 uses;			/* PX_USES_* */
	bool broken;			/* BROKEN ON PURPOSE: its check must fail */
	bool single_worker;		/* the workload itself starts spec->threads threads */
	bool spawns;			/* a step starts threads */
	bool deterministic;		/* its findings depend on spec and input only */
	u32 min_workers;		/* minimum number of workers; 0: one */
	size_t state_size;

	/* Initializes the zeroed state. Undoes everything on error. May be NULL. */
	int (*setup)(void *state, const struct px_run_spec *spec);

	/*
	 * Replaces setup() if the workload takes input. The input is constant and
	 * outlives the run; NULL: generate spec->lines lines.
	 */
	int (*load)(void *state, const struct px_run_spec *spec, const struct px_equations *input);

	/* Undoes setup() or load(), after all workers have detached. May be NULL. */
	void (*teardown)(void *state);

	/*
	 * Called once before the first step, after all workers have attached or
	 * failed, even if none has attached. May be NULL.
	 */
	void (*begin)(void *state);

	/* The index of a worker's role. NULL: all have the first. */
	u32 (*role_of)(const struct px_run_spec *spec, u32 number);
	struct px_role roles[PX_MAX_ROLES];

	/* Checks the state after the run. Returns the number of findings. */
	u32 (*check)(const void *state, const struct px_total *total,
		     struct px_finding *findings);

	/* The most messages that were queued in its channel. NULL: it has no channel. */
	u64 (*depth)(const void *state);
};

/* PX_WORKLOAD(mutex_counter) = { … }; defines the workload mutex_counter. */
#define PX_WORKLOAD(id)							\
	extern const struct px_workload px_workload_##id;		\
	const struct px_workload px_workload_##id

/* All workloads, by the list in sources.mk. */
extern const struct px_workload *const px_workloads[];
extern const u32 px_workload_count;

/* Returns NULL if there is no such workload. */
const struct px_workload *px_workload_find(const char *name);

static inline u32 px_workload_workers(const struct px_workload *w, const struct px_run_spec *spec)
{
	return w->single_worker ? 1 : spec->threads;
}

static inline u32 px_workload_min_workers(const struct px_workload *w)
{
	return w->min_workers ? w->min_workers : 1;
}

static inline bool px_workload_has_kind(const struct px_workload *w, u32 kind)
{
	return kind == PX_KIND_DEFAULT || (w->kinds && w->kinds[kind].kernel);
}

/* A busy loop: the same instructions on all sides. */
static px_inline void px_busy(u32 iterations)
{
	while (iterations--)
		px_barrier();
}

/* The worker's next random number: xorshift64*, upper half. */
static px_inline u32 px_random(struct px_worker *w)
{
	u64 x = w->random;

	x ^= x >> 12;
	x ^= x << 25;
	x ^= x >> 27;
	w->random = x;
	return (u32)((x * 0x2545f4914f6cdd1dull) >> 32);
}

/* True with a probability of percent / 100. */
static px_inline bool px_chance(struct px_worker *w, u32 percent)
{
	return (((u64)px_random(w) * 100) >> 32) < percent;
}

/* Stores one finding. Returns 1, so that check() can add the calls. */
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
 * four times, so that a loop does not pay for a delay, a wait mode or a clock
 * that it does not use. The barrier keeps the compiler from merging steps. limit
 * is read once per step: setting it to zero ends the loop after one step.
 */
#define PX_UNTIMED(w, step)	(step)

/* Two reads of the clock per step: the time between steps does not count. */
#define PX_TIMED(w, step)						\
	({								\
		u64 before_ = px_histogram_now();			\
		int step_err_ = (step);					\
									\
		px_histogram_add((w)->histogram, px_histogram_now() - before_, !step_err_); \
		step_err_;						\
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
