// SPDX-License-Identifier: GPL-2.0-only
/* The user side: the workers are pthreads of this process. */
#include <errno.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include "util/sigint.h"
#include "util/watchdog.h"
#include "harness/run.h"
#include "side_user.h"
#include "sides.h"
#include "labs/lab_run.h"

static void *do_nothing(void *arg)
{
	return arg;
}

int px_side_user_probe(char *why, size_t size)
{
	struct rlimit threads = { .rlim_cur = RLIM_INFINITY };
	pthread_t thread;
	int err = pthread_create(&thread, NULL, do_nothing, NULL);

	if (!err) {
		pthread_join(thread, NULL);
		return 0;
	}
	getrlimit(RLIMIT_NPROC, &threads);
	if (err != EAGAIN)
		snprintf(why, size, "cannot create a thread: %s", strerror(err));
	else if (threads.rlim_cur != RLIM_INFINITY && getuid())
		snprintf(why, size, "cannot create a thread: RLIMIT_NPROC is %llu",
			 (unsigned long long)threads.rlim_cur);
	else
		snprintf(why, size, "cannot create a thread: pids.max of the cgroup, or the "
			 "memory, is used up");
	return -err;
}

/* Copies the latency of a timed run. Returns 0 or -ENOMEM. */
static int take_latency(const struct px_run *run, struct px_record *rec)
{
	struct px_histogram *all = calloc(1, sizeof(*all));

	if (!all)
		return -ENOMEM;
	if (!px_run_latency(run, all))
		rec->latency = all;
	else
		free(all);
	return 0;
}

int px_side_user_execute(struct px_run *run, u32 workers, struct px_record *rec)
{
	int err = -ENOMEM;

	rec->nr_workers = workers;
	rec->workers = calloc(workers, sizeof(*rec->workers));
	if (rec->workers) {
		px_sigint_stops(run);
		px_watchdog_watch(run);
		rec->error = px_run_execute(run);
		px_watchdog_watch(NULL);
		px_sigint_stops(NULL);
		px_run_results(run, rec->workers);
		rec->nr_findings = px_run_check(run, rec->findings);
		rec->depth = px_run_depth(run);
		err = take_latency(run, rec);
	}
	px_run_destroy(run);
	return err;
}

int px_side_user_run(const struct px_workload *workload, const struct px_run_spec *spec,
		     const struct px_input_file *input, struct px_record *rec)
{
	struct px_run *run;
	int err;

	if (!workload)
		return -ENOENT;
	err = px_run_create(&run, workload, spec, input ? input->equations : NULL);
	return err ? err : px_side_user_execute(run, px_workload_workers(workload, spec), rec);
}

static int run(const struct px_side *side, const char *name, const struct px_run_spec *spec,
	       const struct px_input_file *input, struct px_record *rec)
{
	int err;

	px_watchdog_start(side->name, name, spec, input);
	err = px_side_user_run(px_workload_find(name), spec, input, rec);
	px_watchdog_stop();
	return err;
}

const struct px_side px_side_user = {
	.name = "user", .probe = px_side_user_probe, .run = run, .run_lab = px_lab_run_program,
};
