// SPDX-License-Identifier: GPL-2.0-only
/*
 * chunks_by_division: cuts a list into chunks of len / c for c threads, as the
 * notes do, and into even parts. A scope runs one thread for each piece. (P2)
 */
#include "harness/lab.h"
#include "atomic.h"
#include "equations/chunks.h"
#include "scope.h"

#define C	6
#define MAX_PIECES	(2 * C - 1)	/* the most chunks of len / c */

struct piece {
	struct job *job;
	u64 begin, end;
};

struct job {
	enum px_split split;
	u64 len;
	struct piece *pieces;		/* MAX_PIECES */
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

/* Returns the number of threads that ran, or -errno. *lines: the lines that they counted. */
static s64 cut(enum px_split split, u64 len, s64 *lines)
{
	struct piece pieces[MAX_PIECES];
	struct px_scoped *threads = px_os_alloc(MAX_PIECES * sizeof(*threads));
	struct job j = { .split = split, .len = len, .pieces = pieces };
	int err = -ENOMEM;

	px_atomic_store(&j.lines, 0);
	if (threads)
		err = px_scope_run(threads, MAX_PIECES, spawn_all, &j);
	px_os_free(threads);
	*lines = (s64)px_atomic_load(&j.lines);
	return err ? err : (s64)j.threads;
}

static int chunks_by_division(struct px_lab_ctx *ctx)
{
	s64 lines, few;

	px_observe(ctx, "chunks_of_20_by_6", cut(PX_CHUNKS, 20, &lines));
	px_observe(ctx, "lines_in_chunks", lines);
	px_observe(ctx, "even_parts_of_20_by_6", cut(PX_EVEN, 20, &lines));
	px_observe(ctx, "lines_in_even_parts", lines);
	few = cut(PX_CHUNKS, 5, &lines);
	px_observe(ctx, "refuses_5_by_6", few == -EDOM);
	px_observe(ctx, "even_parts_of_5_by_6", cut(PX_EVEN, 5, &lines));
	return 0;
}

PX_LAB(chunks_by_division) = {
	.name = "chunks_by_division",
	.run = chunks_by_division,
};

PX_LAB_DOC(chunks_by_division) = {
	.name = "chunks_by_division",
	.claims = "P2",
	.question = "Twenty lines are cut into chunks of 20 / 6 lines for six threads. How many "
		"threads are needed?",
	.steps = "A scope spawns one thread for each piece of a list. The list is cut for c = 6 "
		"threads: 20 lines into chunks of len / c lines, then into even parts; 5 lines in "
		"both ways. The workload scope_chunks does the same with real work.",
	.expectations = {
		{ .what = "chunks_of_20_by_6", .rust = 7, .kernel = 7, .user = 7,
		  .subject = "20 lines in chunks of 20 / 6",
		  .values = "6:make 6 chunks, one thread each|7:make 7 chunks, one thread each|"
			  "*:make %d chunks",
		  .brief = "*:%d chunks" },
		{ .what = "lines_in_chunks", .rust = 20, .kernel = 20, .user = 20,
		  .subject = "the threads of these chunks", .values = "*:get %d lines" },
		{ .what = "even_parts_of_20_by_6", .rust = 6, .kernel = 6, .user = 6,
		  .subject = "20 lines in even parts", .values = "*:make %d parts" },
		{ .what = "lines_in_even_parts", .rust = 20, .kernel = 20, .user = 20,
		  .subject = "the threads of these parts", .values = "*:get %d lines" },
		{ .what = "refuses_5_by_6", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "5 lines in chunks of 5 / 6, which is 0,",
		  .values = "0:are accepted|1:are refused" },
		{ .what = "even_parts_of_5_by_6", .rust = 6, .kernel = 6, .user = 6,
		  .subject = "5 lines in even parts",
		  .values = "*:make %d parts, one of them empty" },
	},
};
