// SPDX-License-Identifier: GPL-2.0-only
/* A run with two roles: the role of each worker, attach and detach, errors. */
#include <pthread.h>
#include <string.h>
#include <unistd.h>
#include "harness/run.h"
#include "tests/tap.h"

#define THREADS	5

struct counts {
	u32 attached[THREADS], detached[THREADS];
	u64 pings[THREADS], pongs[THREADS];
};

static int attach_fails_for = -1, step_fails_for = -1;
static struct counts last;		/* copied by teardown */

static int attach(void *state, struct px_worker *w)
{
	struct counts *s = state;

	if ((int)w->number == attach_fails_for)
		return -ENOSPC;
	s->attached[w->number]++;
	return 0;
}

static void detach(void *state, struct px_worker *w)
{
	((struct counts *)state)->detached[w->number]++;
}

static px_inline int ping(struct counts *s, struct px_worker *w, struct px_delay delay)
{
	s->pings[w->number]++;
	return 0;
}

static px_inline int pong(struct counts *s, struct px_worker *w, struct px_delay delay)
{
	if ((int)w->number == step_fails_for && s->pongs[w->number] == 3)
		return -EPIPE;
	s->pongs[w->number]++;
	return 0;
}

PX_LOOP(ping)
PX_LOOP(pong)

/* Workers with even numbers have the role ping. */
static u32 role_of(const struct px_run_spec *spec, u32 number)
{
	return number % 2;
}

static void teardown(void *state)
{
	memcpy(&last, state, sizeof(last));
}

static u32 check(const void *state, const struct px_total *total, struct px_finding *f)
{
	return px_expect(f, "workers", THREADS, total->workers);
}

static const struct px_workload two_roles = {
	.name = "two_roles",
	.state_size = sizeof(struct counts),
	.teardown = teardown,
	.role_of = role_of,
	.roles = { { .name = "ping", .attach = attach, .loop = ping_loop, .detach = detach },
		   { .name = "pong", .attach = attach, .loop = pong_loop, .detach = detach } },
	.check = check,
};

/* Returns the error of a run. Its state is copied to last. */
static int run(struct px_run_spec spec, struct px_worker_result *results)
{
	struct px_run *run;
	int err = px_run_create(&run, &two_roles, &spec, NULL);

	if (err)
		return err;
	err = px_run_execute(run);
	px_run_results(run, results);
	px_run_destroy(run);
	return err;
}

/* True if attached workers are detached, and all are attached unless attach fails for one. */
static bool all_detached(void)
{
	for (int i = 0; i < THREADS; i++)
		if (last.attached[i] != last.detached[i] || last.attached[i] > 1 ||
		    (attach_fails_for < 0 && !last.attached[i]))
			return false;
	return true;
}

static void roles(struct px_worker_result *r)
{
	struct px_run_spec spec = { .threads = THREADS, .ops = 1000 };
	bool right = true;

	tap_ok(run(spec, r) == 0, "a run with two roles succeeds");
	for (u32 i = 0; i < THREADS; i++) {
		right &= last.pings[i] == (i % 2 ? 0 : 1000);
		right &= last.pongs[i] == (i % 2 ? 1000 : 0);
		right &= r[i].ops == 1000;
	}
	tap_ok(right, "each worker executes the steps of its role");
	tap_ok(all_detached(), "each worker is attached and detached once");
}

static void errors(struct px_worker_result *r)
{
	struct px_run_spec spec = { .threads = THREADS, .duration_ns = 20000000000ull };

	step_fails_for = 3;
	tap_ok(run(spec, r) == -EPIPE, "an error of a step ends the run, which has this error");
	tap_ok(r[3].ops == 3, "the failed step is not counted");
	tap_ok(all_detached(), "all are detached");
	step_fails_for = -1;
	attach_fails_for = 2;
	tap_ok(run(spec, r) == -ENOSPC, "a worker that cannot attach ends the run");
	tap_ok(!last.pings[2] && !last.attached[2] && all_detached(),
	       "it executes no step and is not detached; the others are");
	attach_fails_for = -1;
}

static void time_over(struct px_worker_result *r)
{
	struct px_run_spec spec = { .threads = THREADS, .duration_ns = 30000000 };

	tap_ok(run(spec, r) == 0, "a run with a duration ends by itself");
	tap_ok(r[0].end_ns >= 29000000, "and not before");
	spec.hold_ns = 1000;
	run(spec, r);
	tap_ok(r[0].hold_ns && !r[0].think_ns, "a hold time is measured");
}

static u32 seen_threads;

/* A long step that ends at a stop request. */
static px_inline int wait_for_stop(struct counts *s, struct px_worker *w, struct px_delay delay)
{
	px_write_once(seen_threads, w->spec->threads);
	while (!px_stop_requested(w))
		;
	return -EINTR;
}

static px_inline int outlast(struct counts *s, struct px_worker *w, struct px_delay delay)
{
	usleep(60000);
	return px_stop_requested(w) ? -EINTR : 0;
}

PX_LOOP(wait_for_stop)
PX_LOOP(outlast)

static u32 check_single(const void *state, const struct px_total *total, struct px_finding *f)
{
	return px_expect(f, "workers", 1, total->workers);
}

static void *stop_soon(void *run)
{
	usleep(20000);
	px_run_stop(run);
	return NULL;
}

/* The run has one worker for any number of threads. A stop request ends its step. */
static void single_worker(struct px_worker_result *r)
{
	struct px_workload w = {
		.single_worker = true,
		.state_size = sizeof(struct counts),
		.roles = { { .loop = wait_for_stop_loop } },
		.check = check_single,
	};
	struct px_run_spec spec = { .threads = THREADS, .duration_ns = 20000000000ull };
	struct px_finding f;
	struct px_run *run;
	pthread_t stopper;

	tap_ok(px_run_create(&run, &w, &spec, (void *)&f) == -EINVAL,
	       "input for a workload without input: EINVAL");
	tap_ok(px_run_create(&run, &w, &spec, NULL) == 0, "a run with a single worker is created");
	pthread_create(&stopper, NULL, stop_soon, run);
	tap_ok(px_run_execute(run) == -EINTR, "a stop request ends a long step");
	pthread_join(stopper, NULL);
	tap_ok(seen_threads == THREADS, "the step sees the number of threads");
	tap_ok(px_run_check(run, &f) == 1 && f.observed == 1, "and the run has one worker");
	px_run_destroy(run);
	w.roles[0].loop = outlast_loop;
	spec.duration_ns = 10000000;
	px_run_create(&run, &w, &spec, NULL);
	tap_ok(px_run_execute(run) == 0, "the end of the duration does not end a long step");
	px_run_results(run, r);
	tap_ok(r[0].ops == 1, "the step is executed once");
	px_run_destroy(run);
}

int main(void)
{
	struct px_worker_result results[THREADS];

	roles(results);
	errors(results);
	time_over(results);
	single_worker(results);
	return tap_done();
}
