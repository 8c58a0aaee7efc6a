// SPDX-License-Identifier: GPL-2.0-only
/*
 * peer: two more sides for the program, std and crossbeam: the same workloads,
 * whose steps are Rust's. Instead of user/sides.c, for make peer only.
 */
#include <errno.h>
#include <stddef.h>
#include <string.h>
#include "runner.h"
#include "sides.h"
#include "workload.h"

/* lib.rs counts on it: struct Worker is the head of this. */
_Static_assert(offsetof(struct px_worker, limit) == 0, "limit");
_Static_assert(offsetof(struct px_worker, ops) == 8, "ops");
_Static_assert(offsetof(struct px_worker, random) == 16, "random");
_Static_assert(offsetof(struct px_worker, tally) == 24 && PX_MAX_TALLIES == 2, "tally");
_Static_assert(offsetof(struct px_worker, number) == 48, "number");

/* Spec of lib.rs. */
struct peer_spec {
	u32 threads;
	u32 read_share;
};

/* The functions of a job that lib.rs exports, and the workload that they make. */
#define PEER_FUNCTIONS(id)							\
	int peer_##id##_setup(void *state, const struct peer_spec *spec);	\
	int peer_##id##_enter(void *state, struct px_worker *w);		\
	int peer_##id##_loop(void *state, struct px_worker *w);			\
	void peer_##id##_leave(void *state, struct px_worker *w);		\
	u64 peer_##id##_wrong(const void *state, u64 ops);			\
	void peer_##id##_teardown(void *state);					\
										\
	static int id##_setup(void *state, const struct px_spec *spec)		\
	{									\
		return peer_##id##_setup(state, &(struct peer_spec) {		\
			.threads = spec->threads, .read_share = spec->read_share \
		});								\
	}									\
										\
	static u32 id##_check(const void *state, const struct px_total *total,	\
			      struct px_finding *f)				\
	{									\
		return px_find(f, "lost or wrong", 0,				\
			       peer_##id##_wrong(state, total->ops));		\
	}

#define PEER_WORKLOAD(id, job) {						\
	.name = job,								\
	.state_size = sizeof(void *),						\
	.setup = id##_setup,							\
	.teardown = peer_##id##_teardown,					\
	.roles = { { .name = "worker", .enter = peer_##id##_enter,		\
		     .loop = peer_##id##_loop, .leave = peer_##id##_leave } },	\
	.check = id##_check,							\
}

#define STD_JOBS(X)								\
	X(std_mutex_counter, "mutex_counter")					\
	X(std_rwlock_mix, "rwlock_mix")						\
	X(std_arc_clone, "arc_clone")						\
	X(std_arc_upgrade, "arc_upgrade")					\
	X(std_thread_spawn_join, "thread_spawn_join")

#define DECLARE(id, job)	PEER_FUNCTIONS(id)
#define DEFINE(id, job)		PEER_WORKLOAD(id, job),

STD_JOBS(DECLARE)
static const struct px_workload std_jobs[] = { STD_JOBS(DEFINE) };

static const struct px_workload *find(const struct px_workload *jobs, size_t nr, const char *name)
{
	for (size_t i = 0; i < nr; i++)
		if (!strcmp(jobs[i].name, name))
			return &jobs[i];
	return NULL;
}

static int probe(char *why, size_t size)
{
	return 0;
}

static int run_std(const char *name, const struct px_spec *spec,
		   const struct px_input_file *input, struct px_record *rec)
{
	return px_runner_run(find(std_jobs, PX_COUNT_OF(std_jobs), name), spec, input, rec);
}

static const struct px_side std = { .name = "std", .probe = probe, .run = run_std };

const struct px_side *const px_sides[] = { &px_side_user, &std, NULL };
