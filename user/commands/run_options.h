/* SPDX-License-Identifier: GPL-2.0-only */
/* request: what parallax run was asked for, read from its command line. */
#ifndef PX_USER_RUN_OPTIONS_H
#define PX_USER_RUN_OPTIONS_H

#include "util/parse_number.h"
#include "measure/plan.h"
#include "side_set.h"
#include "sweep.h"
#include "harness/workload.h"

struct px_run_options {
	unsigned int nr_workloads;
	const struct px_workload **workloads;	/* owned */
	unsigned int nr_kinds;
	const struct px_side *kinds[PX_MAX_SIDES];
	struct px_sizes sizes;
	struct px_side_set sides;	/* the kinds, in all sizes */
	struct px_sweep sweep;
	unsigned long long rounds;
	unsigned long long seed;
	const char *input_path;
	const struct px_input_file *input;	/* owned; NULL: none */
	bool has_cpus;
	cpu_set_t cpus;
	bool latency;			/* a pass in which every step is timed */
	bool plan_only;			/* say what would be run, and run nothing */
	const char *json;		/* a path, "-", or NULL */
	const char *csv;		/* a path, or NULL */
};

/* 0, or the exit status after saying what is wrong. */
int px_run_options_parse(struct px_run_options *request, int argc, char **argv);

void px_run_options_free(struct px_run_options *request);

extern const char px_run_options_help[];

#endif /* PX_USER_RUN_OPTIONS_H */
