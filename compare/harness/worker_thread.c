// SPDX-License-Identifier: GPL-2.0-only
#include "counter_events.h"
#include "pace.h"
#include "run_internal.h"

#define BURST_NS		1000000		/* time between two checks of the clock */
#define BURST_MAX		(1u << 24)	/* steps between two checks of the clock */
#define TRIAL_ITERATIONS	4096		/* iterations of px_busy() in one trial */
#define TRIAL_NS		1000		/* a coarse clock shows less as 0 */
#define TRIALS			3
#define BUSY_MOST		(1u << 28)	/* iterations: a fraction of a second */
#define LONG_NS			20000		/* one trial is enough for longer times */
#define EARLY_NS		100000		/* a paced worker spins at the end of a wait */

/*
 * A worker sets its limit and then reads stopped; px_run_end_bursts() sets
 * stopped and then clears the limits. With a full fence on both sides, either
 * the worker sees stopped, or its limit is cleared after it was set.
 */
static bool burst_may_begin(struct px_run *run, struct px_worker *w, u64 limit)
{
	px_write_once(w->limit, limit);
	px_full_fence();
	return !px_read_once(run->stopped);
}

static int time_over_error(const struct px_run_spec *spec)
{
	return spec->ops ? -ETIME : 0;
}

/* Doubles a fast burst and halves a slow one. */
static u64 next_burst(u64 burst, u64 took)
{
	if (took < BURST_NS / 2 && burst < BURST_MAX)
		return burst * 2;
	if (took > BURST_NS * 2 && burst > 1)
		return burst / 2;
	return burst;
}

/*
 * Steps until the operations are done, the time is over, or the run is stopped.
 * px_run_execute() checks the time and also ends a burst that takes too long.
 * Each worker checks it too, between bursts: real-time workers on all CPUs may
 * leave no CPU to the executing thread.
 */
static int step_until_limit(struct px_worker_thread *p)
{
	const struct px_run_spec *spec = &p->run->spec;
	struct px_worker *w = &p->worker;
	u64 goal = spec->ops ? spec->ops : ~0ull;
	u64 deadline = p->start + px_run_length(spec);
	u64 now = p->start;
	u64 burst = 1;

	while (burst_may_begin(p->run, w, goal - w->ops > burst ? w->ops + burst : goal)) {
		u64 before = now;
		int err = p->role->loop(p->run->state, w);

		if (err)
			return err;
		if (w->ops >= goal)
			return 0;
		px_os_resched();
		now = px_os_now();
		if (now >= deadline)
			return time_over_error(spec);
		burst = next_burst(burst, now - before);
	}
	return px_stop_requested(w) ? -EINTR : time_over_error(spec);
}

/* Sleeps, and then spins, because a sleep ends late. Returns the time. */
static u64 wait_until_due(struct px_run *run, u64 due)
{
	u64 now = px_os_now();

	while (now < due && !px_read_once(run->stopped)) {
		if (due - now > EARLY_NS)
			px_os_sleep_until(due - EARLY_NS, &run->stopped);
		else
			px_os_resched();
		now = px_os_now();
	}
	return now;
}

/* When the worker's next step is due: see pace.h. At the latest the deadline. */
static u64 next_due(const struct px_worker_thread *p, u64 deadline)
{
	const struct px_run *run = p->run;
	u64 nth = p->worker.ops * run->paced_workers + p->paced_number;
	u64 due = p->start + px_pace_due(run->spec.rate, nth);

	return due < deadline ? due : deadline;
}

/*
 * As step_until_limit(), but each step begins when it is due, or at once if that time is
 * over. Its response time begins when it is due.
 */
static int step_paced(struct px_worker_thread *p)
{
	const struct px_run_spec *spec = &p->run->spec;
	struct px_worker *w = &p->worker;
	u64 deadline = p->start + px_run_length(spec);
	u64 due = next_due(p, deadline);

	while (wait_until_due(p->run, due) < deadline && burst_may_begin(p->run, w, w->ops + 1)) {
		int err = p->role->loop(p->run->state, w);

		if (err)
			return err;
		if (p->response)
			px_histogram_add(p->response, px_os_now() - due, 1);
		if (spec->ops && w->ops >= spec->ops)
			return 0;
		px_os_resched();
		due = next_due(p, deadline);
	}
	return px_stop_requested(w) ? -EINTR : time_over_error(spec);
}

/*
 * Steps until the step returns PX_DONE; px_run_execute() says why that happens.
 * The bursts only give the worker a chance to reschedule.
 */
static int step_until_done(struct px_worker_thread *p)
{
	struct px_worker *w = &p->worker;
	u64 now = p->start;
	u64 burst = 1;
	int err;

	do {
		u64 before = now;

		px_write_once(w->limit, w->ops + burst);
		err = p->role->loop(p->run->state, w);
		px_os_resched();
		now = px_os_now();
		burst = next_burst(burst, now - before);
	} while (!err);
	return err;
}

/* The minimum of some trials: larger values include interruptions. */
static u64 time_busy(u32 iterations, u32 trials)
{
	u64 shortest = ~0ull;

	while (trials--) {
		u64 before = px_os_now();
		u64 took;

		px_busy(iterations);
		took = px_os_now() - before;
		px_os_resched();
		if (took < shortest)
			shortest = took;
	}
	return shortest;
}

struct trial {
	u32 iterations;
	u64 ns;
};

/* As many iterations as the clock can time. It may be coarse, or stand still. */
static struct trial make_trial(void)
{
	struct trial t = { .iterations = TRIAL_ITERATIONS };

	while ((t.ns = time_busy(t.iterations, TRIALS)) < TRIAL_NS && t.iterations < BUSY_MOST)
		t.iterations *= 2;
	return t;
}

/* Returns the iterations that take ns. *measured: the time that they really take. */
static u32 calibrate(u64 ns, const struct trial *t, u64 *measured)
{
	u64 iterations;

	if (!ns)
		return 0;
	iterations = px_div(ns * t->iterations, t->ns ? t->ns : 1);
	if (!iterations)
		iterations = 1;
	if (iterations > BUSY_MOST)
		iterations = BUSY_MOST;
	*measured = time_busy((u32)iterations, ns > LONG_NS ? 1 : TRIALS);
	return (u32)iterations;
}

/* Called while all workers run, because the delay is used under the same load. */
void px_worker_thread_set_delay(struct px_worker_thread *p)
{
	const struct px_run_spec *spec = &p->run->spec;
	struct trial t;

	if ((!spec->hold_ns && !spec->think_ns) || px_read_once(p->run->stopped))
		return;
	t = make_trial();
	p->worker.delay.hold = calibrate(spec->hold_ns, &t, &p->hold_ns);
	p->worker.delay.think = calibrate(spec->think_ns, &t, &p->think_ns);
}

static int step_all(struct px_worker_thread *p)
{
	if (p->role->drains)
		return step_until_done(p);
	return p->run->spec.rate ? step_paced(p) : step_until_limit(p);
}

static int measure(struct px_worker_thread *p)
{
	struct px_thread_usage before;
	int err;

	if (p->role->delay)
		p->role->delay(p->run->state, &p->worker, &p->hold_ns, &p->think_ns);
	else
		px_worker_thread_set_delay(p);
	if (p->worker.histogram)
		px_histogram_calibrate(p->worker.histogram);
	if (p->response)
		px_histogram_calibrate(p->response);
	px_os_thread_usage(&before);
	px_counters_enable(&p->counters);
	p->start = px_os_now();
	err = step_all(p);
	p->end = px_os_now();
	px_counters_disable(&p->counters);
	px_os_thread_usage(&p->used);
	p->used.cpu_ns -= before.cpu_ns;
	p->used.voluntary -= before.voluntary;
	p->used.involuntary -= before.involuntary;
	p->counted = px_counters_read(&p->counters, p->counts);
	return err == PX_DONE ? 0 : err;
}

static void open_counters(struct px_worker_thread *p)
{
	const struct px_run *run = p->run;
	u32 counting = run->count_error ? PX_COUNT_NONE : run->spec.counting;
	int err = px_counters_open(&p->counters, px_counter_events(counting));

	p->count_error = run->count_error ? run->count_error : err;
}

/* A single worker is not spread: its own threads would inherit its mask. It spreads them. */
static bool is_pinned(const struct px_run *run)
{
	return run->spec.pin == PX_PIN_ONE ||
	       (run->spec.pin == PX_PIN_SPREAD && !run->workload->single_worker);
}

u64 px_worker_thread_main(void *worker_thread)
{
	struct px_worker_thread *p = worker_thread;
	struct px_run *run = p->run;
	void *state = run->state;
	bool attached;

	if (is_pinned(run))
		p->error = px_os_pin(p->cpu);
	open_counters(p);
	if (!p->error && p->role->attach)
		p->error = p->role->attach(state, &p->worker);
	attached = !p->error;
	if (!attached)
		px_run_request_stop(run);
	px_gate_pass(&run->gate);
	if (attached)
		p->error = measure(p);
	if (attached && p->role->detach)
		p->role->detach(state, &p->worker);
	px_counters_close(&p->counters);
	if (p->error)
		px_run_request_stop(run);
	px_gate_arrive(&run->finish);
	return 0;
}
