// SPDX-License-Identifier: GPL-2.0-only
/*
 * chunks_by_division: a list is cut as the notes cut theirs, in chunks of
 * len / c for c threads; and evenly. A scope has a thread for each piece. (P2)
 */
#include "harness/lab.h"
#include "atomic.h"
#include "equations/chunks.h"
#include "scope.h"

#define C	6
#define ROOM	(2 * C - 1)	/* that many chunks of len / c there may be */

struct piece {
	struct job *job;
	u64 begin, end;
};

struct job {
	enum px_split split;
	u64 len;
	struct piece *pieces;		/* ROOM */
	struct px_atomic lines;		/* counted by the threads */
	u32 threads;
};

static u64 count(void *arg)
{
	struct piece *p = arg;

	px_atomic_add(&p->job->lines, p->end - p->begin);
	return 0;
}

static int spawn_all(struct px_scope *scope, void *arg)
{
	struct job *j = arg;
	struct piece *p = j->pieces;
	u64 first = 0;
	int err = px_split_check(j->split, j->len, C);

	for (; !err && first < j->len; first = p++->end) {
		p->job = j;
		p->begin = first;
		p->end = px_split_begin(j->split, j->len, C, scope->spawned + 1);
		err = px_scope_spawn(scope, count, p);
	}
	j->threads = scope->spawned;
	return err;
}

/* So many threads ran; or -errno. lines: so many they counted, together. */
static s64 cut(enum px_split split, u64 len, s64 *lines)
{
	struct piece pieces[ROOM];
	struct px_scoped *threads = px_os_alloc(ROOM * sizeof(*threads));
	struct job j = { .split = split, .len = len, .pieces = pieces };
	int err = -ENOMEM;

	px_atomic_store(&j.lines, 0);
	if (threads)
		err = px_scope_run(threads, ROOM, spawn_all, &j);
	px_os_free(threads);
	*lines = (s64)px_atomic_load(&j.lines);
	return err ? err : (s64)j.threads;
}

static int chunks_by_division(struct px_lab_ctx *s)
{
	s64 lines, few;

	px_observe(s, "chunks_of_20_by_6", cut(PX_CHUNKS, 20, &lines));
	px_observe(s, "lines_in_chunks", lines);
	px_observe(s, "even_parts_of_20_by_6", cut(PX_EVEN, 20, &lines));
	px_observe(s, "lines_in_even_parts", lines);
	few = cut(PX_CHUNKS, 5, &lines);
	px_observe(s, "refuses_5_by_6", few == -EDOM);
	px_observe(s, "even_parts_of_5_by_6", cut(PX_EVEN, 5, &lines));
	return 0;
}

PX_LAB(chunks_by_division) = {
	.name = "chunks_by_division",
	.run = chunks_by_division,
};

PX_LAB_DOC(chunks_by_division) = {
	.name = "chunks_by_division",
	.claims = "P2",
	.question = "Twenty lines in chunks of 20 / 6 for six threads: how many threads is that?",
	.done = "A scope spawns a thread for each piece of a list, cut for c = 6: 20 lines in "
		"chunks of len / c and in even parts, and 5 lines likewise. The workload "
		"scope_chunks does the same with real work.",
	.expects = {
		{ .what = "chunks_of_20_by_6", .rust = 7, .kernel = 7, .user = 7,
		  .topic = "20 lines in chunks of 20 / 6",
		  .says = "6:are 6 chunks, a thread each|7:are 7 chunks, a thread each|"
			  "*:are %d chunks",
		  .brief = "*:%d chunks" },
		{ .what = "lines_in_chunks", .rust = 20, .kernel = 20, .user = 20,
		  .topic = "their threads find", .says = "*:%d lines in them" },
		{ .what = "even_parts_of_20_by_6", .rust = 6, .kernel = 6, .user = 6,
		  .topic = "cut evenly, they", .says = "*:are %d parts" },
		{ .what = "lines_in_even_parts", .rust = 20, .kernel = 20, .user = 20,
		  .topic = "their threads find", .says = "*:%d lines in them" },
		{ .what = "refuses_5_by_6", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "5 lines in chunks of 5 / 6, which is 0,",
		  .says = "0:are cut somehow|1:are refused" },
		{ .what = "even_parts_of_5_by_6", .rust = 6, .kernel = 6, .user = 6,
		  .topic = "cut evenly, they", .says = "*:are %d parts, of which one is empty" },
	},
};
