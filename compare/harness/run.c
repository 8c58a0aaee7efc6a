// SPDX-License-Identifier: GPL-2.0-only
#include "run.h"
#include "run_internal.h"

void px_run_stop(struct px_run *run)
{
	px_run_request_stop(run);
}

/* Returns how many threads it started; *err says why not all. */
static u32 spawn_all(struct px_run *run, int *err)
{
	u32 n;

	*err = 0;
	for (n = 0; n < run->workers && !px_read_once(run->stopped); n++) {
		struct px_worker_thread *p = &run->threads[n];

		p->cpu = px_os_cpu(run->spec.pin == PX_PIN_ONE ? 0 : n);
		*err = px_thread_spawn(&p->thread, px_worker_thread_main, p);
		if (*err)
			break;
	}
	if (!*err && n < run->workers)
		*err = -EINTR;
	return n;
}

/* The error that ended the run: the first one that is not the -EINTR of a stop. */
static int first_error(const struct px_run *run, u32 nr)
{
	int first = 0;
	u32 i;

	for (i = 0; i < nr; i++) {
		int err = run->threads[i].error;

		if (err && (!first || first == -EINTR))
			first = err;
	}
	return first;
}

/* worker_thread.c does not panic; a panic of a workload is reported as an error. */
static void join(struct px_worker_thread *p)
{
	int err = px_thread_join(&p->thread, NULL);

	if (err)
		p->error = err;
}

/*
 * Then the executing thread ends all bursts. A paced worker has no long burst and checks
 * the time itself: its schedule must not be cut because its start was late.
 */
static u64 longest(const struct px_run_spec *spec)
{
	return spec->rate ? 2 * px_run_length(spec) : px_run_length(spec);
}

/*
 * Neither a stop nor the time ends a draining worker. Its step ends it, when the
 * workers that it drains have detached. Therefore the join always ends:
 *
 * When the gate opens, all spawned workers have attached or have failed, and
 * begin() has dropped the run's own reference. The draining worker waits only
 * for workers that have attached. These detach, unless a step of theirs waits
 * for the draining worker:
 *
 * - if it steps, they do not wait for long;
 * - if it was not spawned, pinned or attached, the run was stopped before the
 *   gate opened, and no worker takes a step;
 * - if it ended with an error, it has detached, and that ends their waits.
 */
int px_run_execute(struct px_run *run)
{
	u32 spawned, i;
	int err, workers;

	spawned = spawn_all(run, &err);
	if (err)
		px_run_stop(run);
	px_gate_await(&run->gate, spawned);
	if (run->workload->begin)
		run->workload->begin(run->state);
	px_gate_open(&run->gate);
	if (!px_gate_await_for(&run->finish, spawned, longest(&run->spec)))
		px_run_end_bursts(run);
	for (i = 0; i < spawned; i++)
		join(&run->threads[i]);
	workers = first_error(run, spawned);
	return workers && (!err || err == -EINTR) ? workers : err;
}

/* Never zero. Different for each worker, equal for equal seeds (splitmix64). */
static u64 first_random(u64 seed, u32 number)
{
	u64 z = seed + (number + 1) * 0x9e3779b97f4a7c15ull;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ull;
	z = (z ^ (z >> 27)) * 0x94d049bb133111ebull;
	return (z ^ (z >> 31)) | 1;
}

static u32 role_of(const struct px_run *run, u32 worker)
{
	const struct px_workload *workload = run->workload;

	return workload->role_of ? workload->role_of(&run->spec, worker) : 0;
}

/* In a paced run the workers that drain are not timed. */
static void init_histogram(struct px_run *run, struct px_worker_thread *p)
{
	struct px_histogram *h = run->histograms ? &run->histograms[p->worker.number] : NULL;

	if (!run->spec.rate) {
		p->worker.histogram = h;
	} else if (!p->role->drains) {
		p->response = h;
		p->paced_number = run->paced_workers++;
	}
}

static void init_threads(struct px_run *run)
{
	u32 i;

	for (i = 0; i < run->workers; i++) {
		struct px_worker_thread *p = &run->threads[i];

		p->run = run;
		p->role = &run->workload->roles[role_of(run, i)];
		p->worker.number = i;
		p->worker.spec = &run->spec;
		p->worker.stop_requested = &run->stop_requested;
		p->worker.random = first_random(run->spec.seed, i);
		init_histogram(run, p);
	}
}

static int set_up_state(struct px_run *run, const struct px_equations *input)
{
	const struct px_workload *workload = run->workload;

	if (workload->load)
		return workload->load(run->state, &run->spec, input);
	if (input)
		return -EINVAL;
	return workload->setup ? workload->setup(run->state, &run->spec) : 0;
}

static size_t histograms_size(const struct px_run *run)
{
	return run->workers * sizeof(*run->histograms);
}

static int make_histograms(struct px_run *run)
{
	if (!run->spec.timed)
		return 0;
	run->histograms = px_os_alloc_data(histograms_size(run));
	return run->histograms ? 0 : -ENOMEM;
}

static void free_histograms(struct px_run *run)
{
	if (run->histograms)
		px_os_free_data(run->histograms, histograms_size(run));
}

int px_run_create(struct px_run **made, const struct px_workload *workload,
		  const struct px_run_spec *spec, const struct px_equations *input)
{
	struct px_run *run;
	int err = -ENOMEM;

	if (spec->threads < px_workload_min_workers(workload) ||
	    !px_workload_has_kind(workload, spec->kind))
		return -EINVAL;
	run = px_os_alloc(sizeof(*run));
	if (!run)
		return -ENOMEM;
	run->workload = workload;
	run->spec = *spec;
	run->workers = px_workload_workers(workload, spec);
	run->count_error = spec->counting ? px_counters_permitted() : 0;
	run->state = px_os_alloc(workload->state_size);
	run->threads = px_os_alloc(run->workers * sizeof(*run->threads));
	if (!run->state || !run->threads || make_histograms(run))
		goto free;
	err = set_up_state(run, input);
	if (err)
		goto free;
	px_gate_init(&run->gate);
	px_gate_init(&run->finish);
	init_threads(run);
	*made = run;
	return 0;
free:
	free_histograms(run);
	px_os_free(run->threads);
	px_os_free(run->state);
	px_os_free(run);
	return err;
}

void px_run_destroy(struct px_run *run)
{
	if (!run)
		return;
	px_gate_destroy(&run->finish);
	px_gate_destroy(&run->gate);
	if (run->workload->teardown)
		run->workload->teardown(run->state);
	free_histograms(run);
	px_os_free(run->threads);
	px_os_free(run->state);
	px_os_free(run);
}

u64 px_run_progress(const struct px_run *run)
{
	u64 ops = 0;
	u32 i;

	for (i = 0; i < run->workers; i++)
		ops += px_read_once(run->threads[i].worker.ops);
	return ops;
}

void px_run_results(const struct px_run *run, struct px_worker_result *results)
{
	u64 first = ~0ull;
	u32 i, c;

	for (i = 0; i < run->workers; i++)
		if (run->threads[i].end && run->threads[i].start < first)
			first = run->threads[i].start;
	for (i = 0; i < run->workers; i++) {
		const struct px_worker_thread *p = &run->threads[i];

		results[i] = (struct px_worker_result) {
			.ops = p->worker.ops,
			.start_ns = p->end ? p->start - first : 0,
			.end_ns = p->end ? p->end - first : 0,
			.cpu_ns = p->used.cpu_ns,
			.voluntary_switches = p->used.voluntary,
			.involuntary_switches = p->used.involuntary,
			.hold_ns = p->hold_ns,
			.think_ns = p->think_ns,
			.counted = p->counted,
			.count_error = p->count_error,
		};
		for (c = 0; c < PX_COUNTERS; c++)
			results[i].counts[c] = p->counts[c];
	}
}

u32 px_run_check(const struct px_run *run, struct px_finding *findings)
{
	struct px_total total = { .workers = run->workers };
	u32 i, t;

	for (i = 0; i < run->workers; i++) {
		const struct px_worker *w = &run->threads[i].worker;

		total.ops += w->ops;
		for (t = 0; t < PX_MAX_TALLIES; t++)
			total.tally[t] += w->tally[t];
	}
	return run->workload->check(run->state, &total, findings);
}

u64 px_run_depth(const struct px_run *run)
{
	return run->workload->depth ? run->workload->depth(run->state) : 0;
}

int px_run_latency(const struct px_run *run, struct px_histogram *all)
{
	u32 i;

	if (!run->histograms)
		return -ENODATA;
	for (i = 0; i < run->workers; i++)
		px_histogram_merge(all, &run->histograms[i]);
	return 0;
}
