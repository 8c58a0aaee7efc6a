// SPDX-License-Identifier: GPL-2.0-only
/*
 * A paced run: its schedule, its end, and that a stall delays all later operations, as it
 * delays the clients of a server. The closed loop shows one late operation instead.
 */
#include <pthread.h>
#include <unistd.h>
#include "harness/pace.h"
#include "harness/run.h"
#include "os.h"
#include "tests/tap.h"

#define MS		1000000ull
#define STALL		(50 * MS)
#define STALLED		100u		/* the number of the operation that stalls */

static struct px_histogram seen;
static struct px_worker_result results[4];

static u64 steps_from(u64 ns)
{
	u64 steps = 0;

	for (u32 i = px_histogram_bucket(ns); i < PX_HISTOGRAM_BUCKETS; i++)
		steps += seen.buckets[i];
	return steps;
}

/* Runs once. Returns the error, or the operations of all workers; fills seen and results. */
static long run(const struct px_workload *workload, struct px_run_spec spec)
{
	struct px_finding findings[PX_MAX_FINDINGS];
	struct px_run *r;
	long ops = 0;
	int err = px_run_create(&r, workload, &spec, NULL);

	if (err)
		return err;
	seen = (struct px_histogram) { 0 };
	err = px_run_execute(r);
	px_run_latency(r, &seen);
	px_run_results(r, results);
	for (u32 i = 0; i < px_run_check(r, findings); i++)
		if (findings[i].expected != findings[i].observed)
			err = -EPROTO;
	for (u32 i = 0; i < px_workload_workers(workload, &spec); i++)
		ops += (long)results[i].ops;
	px_run_destroy(r);
	return err ? err : ops;
}

static void schedule(void)
{
	static const u64 rates[] = { 1, 3, 7, 999, 1000, 1000003, 999999999, PX_MAX_RATE };
	bool counted = true, in_order = true;

	for (u32 i = 0; i < sizeof(rates) / sizeof(rates[0]); i++)
		for (u64 n = 0; n < 3000; n++) {
			u64 due = px_pace_due(rates[i], n), next = px_pace_due(rates[i], n + 1);

			counted &= px_pace_count(rates[i], due) <= n &&
				px_pace_count(rates[i], due + 1) > n;
			in_order &= next >= due && next - due <= PX_PACE_SECOND / rates[i] + 1;
		}
	tap_ok(counted, "an operation is counted from the time when it is due");
	tap_ok(in_order, "the intervals are equal, to one nanosecond");
	tap_ok(px_pace_count(PX_MAX_RATE, PX_MAX_DURATION_NS) == 60 * PX_MAX_RATE &&
		       px_pace_due(PX_MAX_RATE, 60 * PX_MAX_RATE) == PX_MAX_DURATION_NS,
	       "the largest rate for the longest time does not overflow");
	tap_ok(px_pace_count(1, 100 * MS) == 1 && px_pace_count(1, 0) == 0,
	       "1 operation per second for 0.1 s is one operation");
}

static void ends(void)
{
	const struct px_workload *empty = px_workload_find("empty");
	struct px_run_spec spec = { .threads = 3, .duration_ns = 100 * MS, .rate = 2000,
				    .timed = 1 };
	long ops = run(empty, spec);

	tap_ok(ops > 150 && ops <= 200, "2000 operations per second for 0.1 s: %ld", ops);
	tap_ok(steps_from(0) == (u64)ops, "the response time of each is recorded");
	spec.timed = 0;
	ops = run(empty, spec);
	tap_ok(ops > 150 && ops <= 200 && !steps_from(0), "without timed, of none: %ld", ops);
	spec.rate = 1;
	tap_ok(run(empty, spec) == 1 && results[0].ops == 1 && results[1].end_ns >= 95 * MS,
	       "1 per second: the first worker has one, and all stay until the time is over");
	spec = (struct px_run_spec) { .threads = 2, .ops = 50, .rate = 1000, .timed = 1 };
	ops = run(empty, spec);
	tap_ok(ops == 100 && results[1].end_ns >= 98 * MS,
	       "2 x 50 operations at 1000 per second take 0.1 s: %llu ns",
	       (unsigned long long)results[1].end_ns);
}

static void receiver(void)
{
	struct px_run_spec spec = { .threads = 3, .duration_ns = 100 * MS, .rate = 1000,
				    .timed = 1 };
	long ops = run(px_workload_find("chan_bounded"), spec);

	tap_ok(ops > 100 && ops <= 200 && steps_from(0) == (u64)ops / 2 &&
		       results[0].ops == (u64)ops / 2,
	       "the senders are paced and timed, the receiver is not: %ld operations", ops);
}

static void *stop_soon(void *r)
{
	usleep(30000);
	px_run_stop(r);
	return NULL;
}

static void stop(void)
{
	struct px_run_spec spec = { .threads = 3, .duration_ns = 20000 * MS, .rate = 1 };
	u64 begin = px_os_now(), took;
	struct px_run *r;
	pthread_t stopper;
	int err = px_run_create(&r, px_workload_find("empty"), &spec, NULL);

	if (err || pthread_create(&stopper, NULL, stop_soon, r)) {
		tap_ok(false, "a run is created");
		return;
	}
	err = px_run_execute(r);
	took = px_os_now() - begin;
	pthread_join(stopper, NULL);
	px_run_destroy(r);
	tap_ok(err == -EINTR && took < 1000 * MS, "a stop ends a wait: after %llu ms",
	       (unsigned long long)(took / MS));
}

static px_inline int stall(u64 *count, struct px_worker *w, struct px_delay delay)
{
	if (++*count == STALLED)
		px_os_sleep(STALL);
	return 0;
}

PX_LOOP(stall)

static u32 check(const void *state, const struct px_total *total, struct px_finding *f)
{
	return px_expect(f, "operations", total->ops, *(const u64 *)state);
}

static const struct px_workload stalls = {
	.name = "stalls",
	.state_size = sizeof(u64),
	.roles = { { .loop = stall_loop } },
	.check = check,
};

/*
 * At 1000 operations per second, 50 ms are 50 operations. Their delays are 50 ms, 49 ms and
 * so on: 25 of them are above 25 ms.
 */
static void queueing(void)
{
	struct px_run_spec spec = { .threads = 1, .duration_ns = 300 * MS, .rate = 1000,
				    .timed = 1 };
	long ops = run(&stalls, spec);

	tap_ok(ops > 250 && ops <= 300, "a stall of 50 ms loses no operation: %ld of 300", ops);
	tap_ok(steps_from(25 * MS) >= 20 && steps_from(0) == (u64)ops,
	       "it delays all operations that are due meanwhile: %llu by 25 ms or more",
	       (unsigned long long)steps_from(25 * MS));
	tap_ok(seen.max_ns >= STALL && steps_from(2 * MS) < (u64)ops,
	       "the longest takes 50 ms, and those before the stall are not delayed");
	spec.rate = 0;
	ops = run(&stalls, spec);
	tap_ok(seen.max_ns >= STALL && steps_from(0) == (u64)ops && steps_from(25 * MS) < 10,
	       "the closed loop hides it: %llu late of %ld operations",
	       (unsigned long long)steps_from(25 * MS), ops);
}

int main(void)
{
	schedule();
	ends();
	receiver();
	stop();
	queueing();
	return tap_done();
}
