// SPDX-License-Identifier: GPL-2.0-only
#include <math.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "measure/environment.h"
#include "fitness.h"
#include "stats.h"
#include "summary.h"
#include "user_mode.h"

/* Why a pair of sides is unfit, and which of the two causes it. */
struct unfit {
	const struct px_results *results;
	unsigned int bench_case;
	const unsigned int *pair;
	unsigned int cause;
	char text[128];
};

static const char *name_of(const struct unfit *u, unsigned int side)
{
	return u->results->plan->sides[side]->name;
}

/* Kernel threads are in the root cgroup; the workers of all other sides are in the program's. */
static bool by_kernel_threads(const struct unfit *u, unsigned int side)
{
	return !strcmp(px_side_kind(u->results->plan->sides[side]), "kernel");
}

static bool is_mixed(const struct unfit *u)
{
	return by_kernel_threads(u, u->pair[0]) != by_kernel_threads(u, u->pair[1]);
}

__attribute__((format(printf, 3, 4)))
static bool blame(struct unfit *u, unsigned int cause, const char *format, ...)
{
	va_list args;

	u->cause = cause;
	va_start(args, format);
	vsnprintf(u->text, sizeof(u->text), format, args);
	va_end(args);
	return true;
}

/* ---- limits that hold for one of the sides ---------------------------------------- */

static bool is_limited(struct unfit *u)
{
	const struct px_environment *environment = u->results->environment;
	bool second = is_mixed(u) && by_kernel_threads(u, u->pair[0]);
	unsigned int user = u->pair[second], threads;
	const struct px_limits *limits;

	if (!environment || !is_mixed(u))
		return false;
	limits = &environment->limits;
	threads = u->results->plan->cases[u->bench_case].spec.threads;
	if (*limits->cpu)
		return blame(u, user, "%.20s has %.80s, %.10s has not", name_of(u, user),
			     limits->cpu, name_of(u, u->pair[!second]));
	if (*limits->threads && limits->threads_left < threads)
		return blame(u, user, "%.20s can have %u threads: %.70s", name_of(u, user),
			     limits->threads_left, limits->threads);
	if (*limits->changed)
		return blame(u, user, "%.110s", limits->changed);
	return false;
}

/* ---- the share of CPU time ---------------------------------------------------------- */

/* The share of their time in which the workers ran. NAN: one of them slept, so it says nothing. */
static double cpu_share(const struct px_record *rec)
{
	double cpu = 0, wall = 0;

	for (uint32_t i = 0; i < rec->nr_workers; i++) {
		const struct px_worker_result *w = &rec->workers[i];

		if (w->voluntary_switches || !w->cpu_ns)
			return NAN;
		cpu += (double)w->cpu_ns;
		wall += (double)(w->end_ns - w->start_ns);
	}
	return wall > 0 ? cpu / wall : NAN;
}

/* User Mode Linux counts CPU time in ticks of 10 ms, too coarse for a run. */
static bool in_ticks(const struct unfit *u, unsigned int side)
{
	return px_user_mode(u->results) && by_kernel_threads(u, side);
}

/* The median over the rounds, if it is known for most of them. */
static double median_share(const struct unfit *u, unsigned int side)
{
	unsigned int rounds = u->results->plan->rounds, known = 0;
	double *shares = in_ticks(u, side) ? NULL : calloc(rounds, sizeof(*shares));
	double median = NAN;

	if (!shares)
		return NAN;
	px_results_gather(u->results, u->bench_case, side, cpu_share, shares);
	for (unsigned int r = 0; r < rounds; r++)
		if (isfinite(shares[r]))
			shares[known++] = shares[r];
	if (2 * known > rounds)
		median = px_stats_median(shares, known);
	free(shares);
	return median;
}

/* The share if nothing else runs. Workers that are not pinned may all be on one CPU. */
static double fair_share(const struct unfit *u)
{
	const struct px_run_spec *spec = &u->results->plan->cases[u->bench_case].spec;
	const struct px_environment *environment = u->results->environment;
	double cpus = spec->pin == PX_PIN_SPREAD && environment ? environment->cpus_allowed : 1;

	return fmin(1, cpus / spec->threads);
}

/* What slows both sides alike, such as other programs, is no reason. */
static bool is_starved(struct unfit *u)
{
	double share[2] = { median_share(u, u->pair[0]), median_share(u, u->pair[1]) };

	for (unsigned int i = 0; i < 2; i++) {
		double other = share[!i];

		if (!isfinite(other) && is_mixed(u))
			other = fair_share(u);
		if (share[i] < PX_MIN_CPU_SHARE * other)
			return blame(u, u->pair[i], "workers of %.20s ran %.0f %% of their time "
				     "without sleeping; expected %.0f %%", name_of(u, u->pair[i]),
				     100 * share[i], 100 * other);
	}
	return false;
}

/* ---- overlap ------------------------------------------------------------------------- */

static bool has_low_overlap(struct unfit *u)
{
	double overlap[2], *room = calloc(u->results->plan->rounds, sizeof(*room));

	if (!room)
		return false;
	for (unsigned int i = 0; i < 2; i++)
		overlap[i] = px_results_median(u->results, u->bench_case, u->pair[i],
					       px_record_overlap, room);
	free(room);
	for (unsigned int i = 0; i < 2; i++)
		if (overlap[i] < PX_MIN_OVERLAP && !(overlap[!i] < overlap[i]))
			return blame(u, u->pair[i], "overlap %.3g %% (%.20s)",
				     floor(1000 * overlap[i]) / 10, name_of(u, u->pair[i]));
	return false;
}

static bool is_unfit(struct unfit *u)
{
	return is_limited(u) || is_starved(u) || has_low_overlap(u);
}

bool px_fitness_reason(const struct px_results *results, unsigned int bench_case,
		       const unsigned int pair[2], char *text, size_t size)
{
	struct unfit u = { .results = results, .bench_case = bench_case, .pair = pair };

	if (!is_unfit(&u))
		return false;
	snprintf(text, size, "%s", u.text);
	return true;
}

bool px_fitness_is_cause(const struct px_results *results, unsigned int bench_case,
			 unsigned int side)
{
	for (unsigned int other = 0; other < results->plan->nr_sides; other++) {
		unsigned int pair[2] = { side, other };
		struct unfit u = { .results = results, .bench_case = bench_case, .pair = pair };

		if (px_results_present(results, other) && is_unfit(&u) && u.cause == side)
			return true;
	}
	return false;
}
