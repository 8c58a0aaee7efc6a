/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * A plan: which workloads run how often on which sides, and in what order.
 *
 * In every round each bench_case runs once on each side, all in one shuffled order,
 * so that a machine that grows warm or busy spoils no side more than another.
 * The order drains from the seed and the number of the round alone.
 */
#ifndef PX_PLAN_H
#define PX_PLAN_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include "uapi/parallax.h"
#include "run_hook.h"
#include "side.h"

#define PX_MAX_SIDES	8u

/* A JSON reader that has only doubles must be able to give a seed back. */
#define PX_MAX_SEED	((1ull << 53) - 1)

struct px_bench_case {		/* one row of the comparison */
	const char *workload;
	bool broken;		/* BROKEN ON PURPOSE: its check is meant to fail */
	struct px_run_spec spec;	/* every round brings its own seed */
	const struct px_input_file *input;	/* borrowed; NULL: none */
	bool same;		/* what is found must be the same on every side */
};

struct px_plan {		/* borrows all that it points at */
	const struct px_bench_case *cases;
	unsigned int nr_cases;
	const struct px_side *const *sides;
	unsigned int nr_sides;		/* 1 to PX_MAX_SIDES */
	unsigned int rounds;
	uint64_t seed;			/* 0 to PX_MAX_SEED */
	const char *left_out;		/* one line on rows that were not asked for so; NULL: none */
	bool timed;			/* one more pass, in which every step is timed */
	struct px_run_hook *hook;		/* looks on while a side runs; NULL: none */
};

struct px_slot {
	unsigned int bench_case, side;
};

/* 0, or -EINVAL when a number is out of its range. */
int px_plan_check(const struct px_plan *plan);

/* Rounds and the timed pass, whose number is that of the rounds. */
unsigned int px_plan_passes(const struct px_plan *plan);

/* Turns of one pass: each bench_case on each side. */
unsigned int px_plan_slots(const struct px_plan *plan);

/* Seconds that all runs on so many sides take at least; NAN: what the operations take. */
double px_plan_seconds(const struct px_plan *plan, unsigned int sides);

/* One line: how many runs of what, and how long. */
void px_plan_print_summary(FILE *out, const struct px_plan *plan, unsigned int sides);

/* Writes the slots of a pass in the order in which they are to be taken. */
void px_plan_order(const struct px_plan *plan, unsigned int round,
		   struct px_slot *slots);

/* The bench_case that does the same job as that one of another plan; -1: there is none. */
int px_plan_find(const struct px_plan *plan, const struct px_bench_case *bench_case);

/* What each slot of a pass is asked to do: all sides the same job. */
struct px_run_spec px_plan_spec(const struct px_plan *plan, unsigned int bench_case, unsigned int pass);

/* The seed of every run in a pass: the sides are to do the same job. */
uint64_t px_plan_seed(const struct px_plan *plan, unsigned int round);

/* A short run of the same kind, which nobody records. */
struct px_run_spec px_plan_warmup(const struct px_run_spec *spec);

#endif /* PX_PLAN_H */
