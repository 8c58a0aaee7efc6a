// SPDX-License-Identifier: GPL-2.0-only
#include "run.h"
#include "worker_thread.h"

#define BURST_NS	1000000		/* what a worker does between two looks at the clock */
#define BURST_MAX	(1u << 24)	/* steps */
#define TRIAL_TURNS	4096		/* of px_busy(), to learn what one turn takes */
#define TRIALS		3
#define LONG_NS		20000		/* so long that one trial is enough */

/*
 * stop() and the bursts meet here: a worker publishes its limit and then looks
 * whether it was stopped; stop says so and then takes the limits away. With a
 * full fence on both sides, either the worker sees the stop, or its limit is
 * overwritten with zero after it was set.
 */
static bool burst_may_begin(struct px_run *run, struct px_worker *w, u64 limit)
{
	px_write_once(w->limit, limit);
	px_full_fence();
	return !px_read_once(run->stopped);
}

/* What a worker ends with whose time is over. */
static int time_is_over(const struct px_run_spec *spec)
{
	return spec->ops ? -ETIME : 0;
}

/* Twice as many steps as long as they are done fast, half as many when they take long. */
static u64 next_burst(u64 burst, u64 took)
{
	if (took < BURST_NS / 2 && burst < BURST_MAX)
		return burst * 2;
	if (took > BURST_NS * 2 && burst > 1)
		return burst / 2;
	return burst;
}

/*
 * Steps until the count is reached, the time is over, or somebody says stop.
 * The conductor keeps the time, and ends even a burst that turns out long. So
 * does every worker between bursts: real-time workers on all CPUs may detach
 * the conductor none.
 */
static int play(struct px_worker_thread *p)
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
			return time_is_over(spec);
		burst = next_burst(burst, now - before);
	}
	return px_stop_requested(w) ? -EINTR : time_is_over(spec);
}

/*
 * Steps until the step says that it is done, in bursts only to breathe between
 * them. Why that comes to pass is told in px_run_execute().
 */
static int follow(struct px_worker_thread *p)
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

/* The least of a few trials: what it takes when nothing comes in between. */
static u64 time_of(u32 turns, u32 trials)
{
	u64 least = ~0ull;

	while (trials--) {
		u64 before = px_os_now();
		u64 took;

		px_busy(turns);
		took = px_os_now() - before;
		if (took < least)
			least = took;
	}
	return least;
}

/* Turns that take so many ns, and what they then really take. */
static u32 calibrate(u64 ns, u64 trial_ns, u64 *measured)
{
	u64 turns;

	if (!ns)
		return 0;
	turns = px_div(ns * TRIAL_TURNS, trial_ns ? trial_ns : 1);
	if (!turns)
		turns = 1;
	if (turns > ~0u)
		turns = ~0u;
	*measured = time_of((u32)turns, ns > LONG_NS ? 1 : TRIALS);
	return (u32)turns;
}

/* With all workers running, since that is when the delay will be kept. */
void px_worker_thread_set_delay(struct px_worker_thread *p)
{
	const struct px_run_spec *spec = &p->run->spec;
	u64 trial_ns;

	if ((!spec->hold_ns && !spec->think_ns) || px_read_once(p->run->stopped))
		return;
	trial_ns = time_of(TRIAL_TURNS, TRIALS);
	p->worker.delay.hold = calibrate(spec->hold_ns, trial_ns, &p->hold_ns);
	p->worker.delay.think = calibrate(spec->think_ns, trial_ns, &p->think_ns);
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
	px_os_thread_usage(&before);
	p->start = px_os_now();
	err = p->role->drains ? follow(p) : play(p);
	p->end = px_os_now();
	px_os_thread_usage(&p->used);
	p->used.cpu_ns -= before.cpu_ns;
	p->used.voluntary -= before.voluntary;
	p->used.involuntary -= before.involuntary;
	return err == PX_DONE ? 0 : err;
}

/* Threads of its own inherit the mask of a single_worker worker, who spreads them himself. */
static bool is_pinned(const struct px_run *run)
{
	return run->spec.pin == PX_PIN_ONE ||
	       (run->spec.pin == PX_PIN_SPREAD && !run->workload->single_worker);
}

/* A worker's life. All have entered before the first one steps. */
u64 px_worker_thread_main(void *player)
{
	struct px_worker_thread *p = player;
	struct px_run *run = p->run;
	void *state = run->state;
	bool entered;

	if (is_pinned(run))
		p->error = px_os_pin(p->cpu);
	if (!p->error && p->role->attach)
		p->error = p->role->attach(state, &p->worker);
	entered = !p->error;
	if (!entered)
		px_run_stop(run);
	px_gate_pass(&run->gate);
	if (entered)
		p->error = measure(p);
	if (entered && p->role->detach)
		p->role->detach(state, &p->worker);
	if (p->error)
		px_run_stop(run);
	px_gate_arrive(&run->finish);
	return 0;
}
