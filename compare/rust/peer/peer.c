// SPDX-License-Identifier: GPL-2.0-only
/*
 * Two more sides, std and crossbeam: the same workloads with steps in Rust. make rust-peer
 * links this file instead of user/sides/sides.c.
 */
#include <errno.h>
#include <stddef.h>
#include <string.h>
#include "sides/side_user.h"
#include "sides/sides.h"
#include "harness/run_spec.h"
#include "harness/workload.h"

/* struct Worker of worker.rs has the layout of the first fields of struct px_worker. */
_Static_assert(offsetof(struct px_worker, limit) == 0, "limit");
_Static_assert(offsetof(struct px_worker, ops) == 8, "ops");
_Static_assert(offsetof(struct px_worker, random) == 16, "random");
_Static_assert(offsetof(struct px_worker, tally) == 24 && PX_MAX_TALLIES == 2, "tally");
_Static_assert(offsetof(struct px_worker, delay) == 40, "delay");
_Static_assert(offsetof(struct px_worker, number) == 52, "number");
_Static_assert(PX_DONE == 1, "DONE of worker.rs");

/* struct Spec of lib.rs */
struct peer_spec {
	u32 threads;
	u32 read_share;
	u32 payload;
	u32 capacity;
};

/* The functions of a workload that lib.rs exports. */
#define PEER_FUNCTIONS(id)							\
	int peer_##id##_setup(void *state, const struct peer_spec *spec);	\
	int peer_##id##_attach(void *state, struct px_worker *w);		\
	int peer_##id##_loop(void *state, struct px_worker *w);			\
	void peer_##id##_detach(void *state, struct px_worker *w);		\
	u64 peer_##id##_wrong(const void *state, u64 ops);			\
	void peer_##id##_teardown(void *state);					\
										\
	static int id##_setup(void *state, const struct px_run_spec *spec)		\
	{									\
		return peer_##id##_setup(state, &(struct peer_spec) {		\
			.threads = spec->threads,				\
			.read_share = spec->read_share,				\
			.payload = px_run_spec_payload(spec),			\
			.capacity = px_run_spec_capacity(spec),			\
		});								\
	}									\
										\
	static u32 id##_check(const void *state, const struct px_total *total,	\
			      struct px_finding *f)				\
	{									\
		return px_expect(f, "lost or wrong", 0,				\
			       peer_##id##_wrong(state, total->ops));		\
	}

#define PEER_ROLE(id, role_name, role_drains) {						\
	.name = role_name, .drains = role_drains, .attach = peer_##id##_attach,		\
	.loop = peer_##id##_loop, .detach = peer_##id##_detach,			\
}

#define PEER_COMMON(id)								\
	.state_size = sizeof(void *), .setup = id##_setup,			\
	.teardown = peer_##id##_teardown, .check = id##_check

#define PEER_LOCK(by, job)							\
	{ .name = #job, PEER_COMMON(by##_##job),				\
	  .roles = { PEER_ROLE(by##_##job, "worker", false) } },

/* Worker 0 receives. Every producer has its sender from the start. */
#define PEER_CHANNEL(by, job)							\
	{ .name = #job, PEER_COMMON(by##_##job), .min_workers = 2, .role_of = role_of,	\
	  .roles = { PEER_ROLE(by##_##job, "producer", false),			\
		     PEER_ROLE(by##_##job, "receiver", true) } },

#define PEER_DECLARE(by, job)	PEER_FUNCTIONS(by##_##job)

#define LOCKS(X, by)								\
	X(by, mutex_counter) X(by, rwlock_mix) X(by, arc_clone)			\
	X(by, arc_upgrade) X(by, thread_spawn_join)
#define CHANNELS(X, by)								\
	X(by, chan_unbounded) X(by, chan_bounded) X(by, chan_rendezvous)

static u32 role_of(const struct px_run_spec *spec, u32 number)
{
	return number ? 0 : 1;
}

LOCKS(PEER_DECLARE, std)
CHANNELS(PEER_DECLARE, std)
static const struct px_workload std_jobs[] = {
	LOCKS(PEER_LOCK, std) CHANNELS(PEER_CHANNEL, std)
};

#ifdef PEER_CROSSBEAM
CHANNELS(PEER_DECLARE, crossbeam)
static const struct px_workload crossbeam_jobs[] = { CHANNELS(PEER_CHANNEL, crossbeam) };
#endif

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

static int run_std(const struct px_side *side, const char *name, const struct px_run_spec *spec,
		   const struct px_input_file *input, struct px_record *rec)
{
	return px_side_user_run(find(std_jobs, PX_COUNT_OF(std_jobs), name), spec, input, rec);
}

static const struct px_side std = { .name = "std", .probe = probe, .run = run_std };

#ifdef PEER_CROSSBEAM
static int run_crossbeam(const struct px_side *side, const char *name,
			 const struct px_run_spec *spec, const struct px_input_file *input,
			 struct px_record *rec)
{
	return px_side_user_run(find(crossbeam_jobs, PX_COUNT_OF(crossbeam_jobs), name), spec,
				input, rec);
}

static const struct px_side crossbeam = {
	.name = "crossbeam", .probe = probe, .run = run_crossbeam,
};
#endif

const struct px_side *const px_sides[] = {
	&px_side_user, &std,
#ifdef PEER_CROSSBEAM
	&crossbeam,
#endif
	NULL
};
