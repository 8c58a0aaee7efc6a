/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * boundary: the cost of a call into the kernel, and when it pays. Three comparisons: ways to
 * call, primitives on all sides, and messages between processes. Without the module: calls that
 * this machine's kernel has anyway, and messages; with an agent (--remote), primitives, and
 * estimates of what their steps cost by a call.
 */
#ifndef PX_USER_BOUNDARY_H
#define PX_USER_BOUNDARY_H

#include <stdio.h>
#include "measure/environment.h"
#include "measure/results.h"
#include "side_set.h"
#include "stats/break_even.h"
#include "stats/stats.h"

#define PX_BOUNDARY_CASES	64u
#define PX_BOUNDARY_ROUNDS	100	/* maximum: the search for a break-even is slow */

struct px_boundary_options {
	unsigned long long rounds, seed;
	unsigned long long duration_ns;		/* length of one run */
	const char *json;			/* a path, "-", or NULL */
	const char *remote;			/* the command of an agent, or NULL */
};

enum px_boundary_call {		/* the sides of the first comparison, in order */
	PX_CALL_GETPPID,
	PX_CALL_REFUSED,
	PX_CALL_IOCTL,
	PX_CALL_URING_1,
	PX_CALL_URING_8,
	PX_CALL_URING_64,
	PX_CALL_POLLED_64,
	PX_CALL_POLLED_256,
	PX_CALLS
};

enum px_boundary_crossing {	/* the sides of the first comparison without the module */
	PX_CROSSING_GETPPID,
	PX_CROSSING_REFUSED,
	PX_CROSSING_READ,
	PX_CROSSING_FUTEX,
	PX_CROSSING_NOP_1,
	PX_CROSSING_NOP_8,
	PX_CROSSING_NOP_64,
	PX_CROSSING_POLLED_64,
	PX_CROSSINGS
};

enum px_boundary_side {		/* the sides of the second */
	PX_BOUNDARY_KERNEL,
	PX_BOUNDARY_USER,
	PX_BOUNDARY_IOCTL,
	PX_BOUNDARY_URING,
	PX_BOUNDARY_SIDES
};

struct px_boundary_group {
	struct px_plan plan;
	struct px_bench_case cases[PX_BOUNDARY_CASES];
	struct px_side_set sides;
	struct px_results results;
};

struct px_crossover {		/* the break-even points of one primitive */
	double ns[PX_BOUNDARY_SIDES];	/* of a step; without the module, ioctl and uring×64 are
					 * estimates */
	struct px_break_even ioctl, uring;
	unsigned int steps;		/* steps of the measured call; 0: none was measured */
	struct px_ratio measured;	/* ioctl with that many steps / user */
};

struct px_boundary {
	struct px_environment environment;
	bool has_module;		/* on this machine */
	bool has_agent;
	unsigned int cpus[2];		/* the first two in the order of px_os_cpu() */
	struct px_boundary_group calls, primitives, messages;
	struct px_ratio ratios[PX_CALLS];	/* time of a call / time of the ioctl, or getppid */
	double submitter_ns;		/* CPU time for a step, SQPOLL with 256 commands */
	struct px_ratio submitter;		/* submitter_ns / CPU time of the ioctl */
	struct px_crossover crossovers[PX_BOUNDARY_CASES];
	struct px_ratio message_ratios[PX_MAX_SIDES];	/* time / time of the pipe */
};

/* Each returns 0 or -errno. */
int px_boundary_run(struct px_boundary *b, const struct px_boundary_options *o);
int px_boundary_table(FILE *out, const struct px_boundary *b);
int px_boundary_json(FILE *out, const struct px_boundary *b);

#endif /* PX_USER_BOUNDARY_H */
