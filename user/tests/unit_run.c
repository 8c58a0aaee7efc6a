// SPDX-License-Identifier: GPL-2.0-only
/* A run with two roles: who plays what, who enters and leaves, what an error does. */
#include <pthread.h>
#include <string.h>
#include <unistd.h>
#include "harness/run.h"
#include "tests/tap.h"

#define THREADS	5

struct stage {
	u32 entered[THREADS], left[THREADS];
	u64 pings[THREADS], pongs[THREADS];
};

static int enter_fails_for = -1, step_fails_for = -1;
static struct stage last;		/* as teardown saw it */

static int attach(void *state, struct px_worker *w)
{
	struct stage *s = state;

	if ((int)w->number == enter_fails_for)
		return -ENOSPC;
	s->entered[w->number]++;
	return 0;
}

static void detach(void *state, struct px_worker *w)
{
	((struct stage *)state)->left[w->number]++;
}

static px_inline int ping(struct stage *s, struct px_worker *w, struct px_delay delay)
{
	s->pings[w->number]++;
	return 0;
}

static px_inline int pong(struct stage *s, struct px_worker *w, struct px_delay delay)
{
	if ((int)w->number == step_fails_for && s->pongs[w->number] == 3)
		return -EPIPE;
	s->pongs[w->number]++;
	return 0;
}

PX_LOOP(ping)
PX_LOOP(pong)

/* Even numbers play ping, odd ones pong. */
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
	.state_size = sizeof(struct stage),
	.teardown = teardown,
	.role_of = role_of,
	.roles = { { .name = "ping", .attach = attach, .loop = ping_loop, .detach = detach },
		   { .name = "pong", .attach = attach, .loop = pong_loop, .detach = detach } },
	.check = check,
};

/* What the run ends with; its results are in results, its state in last. */
static int play(struct px_run_spec spec, struct px_worker_result *results)
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

/* Whoever entered has left; and all entered, unless one could not. */
static bool all_entered_left(void)
{
	for (int i = 0; i < THREADS; i++)
		if (last.entered[i] != last.left[i] || last.entered[i] > 1 ||
		    (enter_fails_for < 0 && !last.entered[i]))
			return false;
	return true;
}

static void roles(struct px_worker_result *r)
{
	struct px_run_spec spec = { .threads = THREADS, .ops = 1000 };
	bool cast_right = true;

	tap_ok(play(spec, r) == 0, "a run with two roles ends well");
	for (u32 i = 0; i < THREADS; i++) {
		cast_right &= last.pings[i] == (i % 2 ? 0 : 1000);
		cast_right &= last.pongs[i] == (i % 2 ? 1000 : 0);
		cast_right &= r[i].ops == 1000;
	}
	tap_ok(cast_right, "each worker plays its role, so many times as asked");
	tap_ok(all_entered_left(), "each enters once and leaves once");
}

static void errors(struct px_worker_result *r)
{
	struct px_run_spec spec = { .threads = THREADS, .duration_ns = 20000000000ull };

	step_fails_for = 3;
	tap_ok(play(spec, r) == -EPIPE, "a step's error ends the run, and is its error");
	tap_ok(r[3].ops == 3, "the failed step is not counted");
	tap_ok(all_entered_left(), "all detach nevertheless");
	step_fails_for = -1;
	enter_fails_for = 2;
	tap_ok(play(spec, r) == -ENOSPC, "a worker that cannot attach ends the run");
	tap_ok(!last.pings[2] && !last.entered[2] && all_entered_left(), "it neither steps nor leaves; the others do");
	enter_fails_for = -1;
}

static void time_over(struct px_worker_result *r)
{
	struct px_run_spec spec = { .threads = THREADS, .duration_ns = 30000000 };

	tap_ok(play(spec, r) == 0, "a run by time ends by itself");
	tap_ok(r[0].end_ns >= 29000000, "and not before");
	spec.hold_ns = 1000;
	play(spec, r);
	tap_ok(r[0].hold_ns >= 500 && !r[0].think_ns, "a hold that was asked for is measured");
}

static u32 seen_threads;

/* As a step that takes long: it ends when somebody asks. */
static px_inline int last_long(struct stage *s, struct px_worker *w, struct px_delay delay)
{
	px_write_once(seen_threads, w->spec->threads);
	while (!px_stop_requested(w))
		;
	return -EINTR;
}

static px_inline int outlast(struct stage *s, struct px_worker *w, struct px_delay delay)
{
	usleep(60000);
	return px_stop_requested(w) ? -EINTR : 0;
}

PX_LOOP(last_long)
PX_LOOP(outlast)

static u32 check_solo(const void *state, const struct px_total *total, struct px_finding *f)
{
	return px_expect(f, "workers", 1, total->workers);
}

static void *ask(void *run)
{
	usleep(20000);
	px_run_stop(run);
	return NULL;
}

/* One worker, whatever the number of threads; a stop reaches it within its step. */
static void single_worker(struct px_worker_result *r)
{
	struct px_workload w = {
		.single_worker = true,
		.state_size = sizeof(struct stage),
		.roles = { { .loop = last_long_loop } },
		.check = check_solo,
	};
	struct px_run_spec spec = { .threads = THREADS, .duration_ns = 20000000000ull };
	struct px_finding f;
	struct px_run *run;
	pthread_t asker;

	tap_ok(px_run_create(&run, &w, &spec, (void *)&f) == -EINVAL,
	       "input for a workload that takes none: EINVAL");
	tap_ok(px_run_create(&run, &w, &spec, NULL) == 0, "a single_worker run is made");
	pthread_create(&asker, NULL, ask, run);
	tap_ok(px_run_execute(run) == -EINTR, "who asks for its end ends a long step");
	pthread_join(asker, NULL);
	tap_ok(seen_threads == THREADS, "the step knows of all threads");
	tap_ok(px_run_check(run, &f) == 1 && f.observed == 1, "and is one worker's");
	px_run_destroy(run);
	w.roles[0].loop = outlast_loop;
	spec.duration_ns = 10000000;
	px_run_create(&run, &w, &spec, NULL);
	tap_ok(px_run_execute(run) == 0, "the time being over does not end a long step");
	px_run_results(run, r);
	tap_ok(r[0].ops == 1, "which is done once");
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
