/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A plan: which cases run on which sides, how often, and in what order.
 *
 * In each round every case runs once on every side. The cases are in random order. Within each
 * case the sides are in random order, one directly after the other: a block. The two runs of a
 * pair are then neighbours in time, and each side is first about equally often. A machine that
 * becomes warm or busy affects all sides of a case alike. The order depends only on the seed and
 * the number of the round.
 */
#ifndef PX_PLAN_H
#define PX_PLAN_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include "harness/workload.h"
#include "uapi/parallax.h"
#include "run_hook.h"
#include "side.h"

#define PX_MAX_SIDES	8u

/* A double represents it exactly: JSON readers may have nothing else. */
#define PX_MAX_SEED	((1ull << 53) - 1)

struct px_bench_case {		/* one row of the table */
	const char *workload;
	bool broken;		/* BROKEN ON PURPOSE: its check is expected to fail */
	struct px_run_spec spec;	/* each round sets the seed */
	const struct px_input_file *input;	/* borrowed; NULL: none */
	bool same;		/* all sides must have the same findings */
	struct px_kind_use lock;	/* the workload's lock; kernel NULL: not known, or none */
};

struct px_plan {		/* all pointers are borrowed */
	const struct px_bench_case *cases;
	unsigned int nr_cases;
	const struct px_side *const *sides;
	unsigned int nr_sides;		/* 1 to PX_MAX_SIDES */
	unsigned int rounds;
	uint64_t seed;			/* 0 to PX_MAX_SEED */
	bool same_job;			/* every round has the same random numbers */
	bool compared;			/* px_plan_compare_cases() was called */
	uint32_t varying;		/* bit i: the cases differ in word i of their run_spec */
	const char *left_out;		/* one line about cases that are not run; NULL: none */
	bool timed;			/* one more pass, in which every step is timed; paced
					 * cases (spec.rate) are timed in every round */
	enum px_counting counting;	/* in the rounds, but not in the timed pass */
	struct px_run_hook *hook;		/* called around each run; NULL: none */

	/*
	 * BROKEN ON PURPOSE: each block has the sides in the order of the list. The self-test must
	 * notice that. No other plan sets it.
	 */
	bool sides_in_order;
};

struct px_slot {
	unsigned int bench_case, side;
};

/* 0, or -EINVAL if a number is out of range. */
int px_plan_check(const struct px_plan *plan);

/* Each case has a rate (spec.rate). A plan has paced cases only, or none. */
static inline bool px_plan_paced(const struct px_plan *plan)
{
	return plan->cases[0].spec.rate;
}

/* The number of passes: the rounds, and the timed pass, which is the last. */
unsigned int px_plan_passes(const struct px_plan *plan);

/* The number of slots of a pass: cases times sides. */
unsigned int px_plan_slots(const struct px_plan *plan);

/* The least number of seconds for all runs; NAN: some runs are bounded by operations. */
double px_plan_seconds(const struct px_plan *plan, unsigned int sides);

/* The seconds after which the plan hangs, even if each run starts slowly; NAN as above. */
double px_plan_limit(const struct px_plan *plan, unsigned int sides);

/* One line: the number of runs, and the time. */
void px_plan_print_summary(FILE *out, const struct px_plan *plan, unsigned int sides);

/* Fills slots, px_plan_slots() of them, in the order in which they run. */
void px_plan_order(const struct px_plan *plan, unsigned int round,
		   struct px_slot *slots);

/* The index of the case with the same workload, parameters and input; -1: none. */
int px_plan_find(const struct px_plan *plan, const struct px_bench_case *bench_case);

/* The parameters of a run. All sides have the same. */
struct px_run_spec px_plan_spec(const struct px_plan *plan, unsigned int bench_case,
				unsigned int pass);

/* The seed of every run in a pass. */
uint64_t px_plan_seed(const struct px_plan *plan, unsigned int round);

/* A shorter run of the same kind, whose result is not used. */
struct px_run_spec px_plan_warmup(const struct px_run_spec *spec);

#endif /* PX_PLAN_H */
