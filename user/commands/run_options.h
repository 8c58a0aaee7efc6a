/* SPDX-License-Identifier: GPL-2.0-only */
/* run_options: the command line of "run". */
#ifndef PX_USER_RUN_OPTIONS_H
#define PX_USER_RUN_OPTIONS_H

#include "harness/workload.h"
#include "measure/plan.h"
#include "side_set.h"
#include "sweep.h"
#include "util/parse_number.h"

struct px_run_options {
	char **names;			/* names of workloads, as given */
	int nr_names;
	unsigned int nr_workloads;
	const struct px_workload **workloads;	/* owned */
	struct px_side_kinds kinds;
	struct px_sizes sizes;
	struct px_side_set sides;	/* each kind in each of its sizes */
	struct px_sweep sweep;
	unsigned long long rounds;
	unsigned long long seed;
	const char *input_path;
	const struct px_input_file *input;	/* owned; NULL: none */
	const char *remote;		/* the command that starts an agent; NULL: none */
	const char *deviating;		/* of the environment; "": none */
	bool has_cpus;
	cpu_set_t cpus;
	bool latency;			/* one more run, in which every step is timed */
	bool plan_only;			/* print the plan, run nothing */
	const char *against;		/* a side, as given; or NULL */
	unsigned int reference;		/* its index in sides, or PX_NO_REFERENCE */
	const char *json;		/* a path, "-", or NULL */
	const char *csv;		/* a path, or NULL */
};

/* Returns as px_args_parse(). The caller must call px_run_options_free() in each case. */
int px_run_options_parse(struct px_run_options *r, int argc, char **argv);

/* --rate was given: every case is paced. */
static inline bool px_run_options_paced(const struct px_run_options *r)
{
	return r->sweep.lists[PX_DIM_RATE].count;
}

void px_run_options_free(struct px_run_options *r);

#endif /* PX_USER_RUN_OPTIONS_H */
