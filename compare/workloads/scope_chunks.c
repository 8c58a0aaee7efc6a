// SPDX-License-Identifier: GPL-2.0-only
/*
 * scope_chunks: one worker splits the equations over c threads (--threads) of a
 * scope and joins them. Each thread borrows its part of the list, finds which
 * targets can be reached, and adds them up.
 *
 * Expect: every split gives the sum that one thread finds alone. An operation is
 * the whole job: its cost falls as c grows, if there are CPUs. chunks(len / c)
 * makes more than c chunks if c does not divide len: 20 / 6 makes 7. With len < c
 * the chunk size is 0: Rust panics, and this returns -EDOM.
 */
#include "harness/workload.h"
#include "equations/chunks.h"
#include "equations/equations.h"
#include "os.h"
#include "scope.h"

struct piece {				/* the part and the result of one thread */
	struct px_cursor from;
	u64 lines;
	u64 sum;
	int error;
	struct px_search_limit limit;
	bool pinned;
	u32 cpu;
} px_cacheline_aligned;

struct scope_chunks {
	const struct px_equations *all;	/* the input, or generated */
	struct px_equations generated;
	u32 room;			/* entries of pieces and threads: at most 2c - 1 chunks */
	struct piece *pieces;
	struct px_scoped *threads;
	u64 alone;			/* the sum that one thread finds */
	u64 chunks;			/* the sum of the last job, or the first wrong one */
	u64 even;
	u64 lines;			/* lines of the last job, or the first wrong number */
};

static void scope_chunks_teardown(void *state)
{
	struct scope_chunks *s = state;

	px_os_free(s->threads);
	px_os_free(s->pieces);
	px_equations_free(&s->generated);
}

static int scope_chunks_generate(struct scope_chunks *s, const struct px_run_spec *spec)
{
	s->all = &s->generated;
	return px_equations_generate(&s->generated, spec->lines ? spec->lines : PX_DEFAULT_LINES,
				     spec->seed);
}

static int scope_chunks_fill(struct scope_chunks *s, const struct px_run_spec *spec)
{
	int err = s->all ? 0 : scope_chunks_generate(s, spec);

	if (!err)
		err = px_split_check(PX_CHUNKS, s->all->count, spec->threads);
	if (err)
		return err;
	s->room = 2 * spec->threads - 1;
	s->pieces = px_os_alloc(s->room * sizeof(*s->pieces));
	s->threads = px_os_alloc(s->room * sizeof(*s->threads));
	return s->pieces && s->threads ? 0 : -ENOMEM;
}

static int scope_chunks_load(void *state, const struct px_run_spec *spec,
			     const struct px_equations *input)
{
	struct scope_chunks *s = state;
	int err;

	if (input && spec->lines)
		return -EINVAL;
	s->all = input;
	err = scope_chunks_fill(s, spec);
	if (err)
		scope_chunks_teardown(s);
	return err;
}

/* Ends a job that takes longer than a run may take. */
static struct px_search_limit scope_chunks_limit(const struct px_worker *w)
{
	return (struct px_search_limit) {
		.stop_requested = w->stop_requested,
		.deadline = px_os_now() + PX_MAX_DURATION_NS,
	};
}

static u64 scope_chunks_calculate(void *arg)
{
	struct piece *p = arg;

	p->error = p->pinned ? px_os_pin(p->cpu) : 0;
	if (!p->error)
		p->error = px_cursor_sum(p->from, p->lines, &p->limit, &p->sum);
	return 0;
}

/* When this returns, no thread uses a piece any more. */
static int scope_chunks_scope(struct scope_chunks *s, const struct px_worker *w,
			      enum px_split split, u32 *pieces)
{
	u32 c = w->spec->threads;
	u64 first = 0, next;
	struct px_scope scope;
	int err;

	px_scope_begin(&scope, s->threads, s->room);
	px_scope_guard(&scope);
	for (; first < s->all->count; first = next) {
		struct piece *p = &s->pieces[scope.spawned];

		next = px_split_begin(split, s->all->count, c, scope.spawned + 1);
		*p = (struct piece) {
			.from = px_equations_at(s->all, first),
			.lines = next - first,
			.limit = scope_chunks_limit(w),
			.pinned = w->spec->pin == PX_PIN_SPREAD,
			.cpu = p->cpu,
		};
		err = px_scope_spawn(&scope, scope_chunks_calculate, p);
		if (err)
			return err;
	}
	*pieces = scope.spawned;
	return px_scope_end(&scope);
}

static int scope_chunks_job(struct scope_chunks *s, struct px_worker *w, enum px_split split,
			    u64 *sum)
{
	u32 pieces = 0, i;
	u64 lines = 0;
	int err = scope_chunks_scope(s, w, split, &pieces);

	*sum = 0;
	for (i = 0; !err && i < pieces; i++) {
		err = s->pieces[i].error;
		if (!err && __builtin_add_overflow(*sum, s->pieces[i].sum, sum))
			err = -EOVERFLOW;
		lines += s->pieces[i].lines;
	}
	if (!err && s->lines == s->all->count)
		s->lines = lines;
	return err;
}

static int scope_chunks_attach(void *state, struct px_worker *w)
{
	struct scope_chunks *s = state;
	struct px_search_limit limit = scope_chunks_limit(w);
	int err = px_cursor_sum(px_equations_at(s->all, 0), s->all->count, &limit, &s->alone);
	u32 i;

	for (i = 0; i < s->room; i++)
		s->pieces[i].cpu = px_os_cpu(i);
	s->chunks = s->alone;
	s->lines = s->all->count;
	return err;
}

static px_inline int scope_chunks_step(struct scope_chunks *s, struct px_worker *w,
				       struct px_delay delay)
{
	u64 sum;
	int err;

	if (delay.mode == PX_NOWAIT)
		return -EAGAIN;
	err = scope_chunks_job(s, w, PX_CHUNKS, &sum);
	if (!err && s->chunks == s->alone)
		s->chunks = sum;
	px_busy(delay.think);
	return err;
}

PX_LOOP(scope_chunks_step)

/* Runs the even split once, unmeasured. */
static void scope_chunks_detach(void *state, struct px_worker *w)
{
	struct scope_chunks *s = state;

	if (scope_chunks_job(s, w, PX_EVEN, &s->even))
		s->even = ~s->alone;
}

static u32 scope_chunks_check(const void *state, const struct px_total *total,
			      struct px_finding *f)
{
	const struct scope_chunks *s = state;
	u32 n = px_expect(f, "sum, chunks(len / c)", s->alone, s->chunks);

	n += px_expect(f + n, "sum, even split", s->alone, s->even);
	return n + px_expect(f + n, "lines", s->all->count, s->lines);
}

PX_WORKLOAD(scope_chunks) = {
	.name = "scope_chunks",
	.summary = "one job split over the threads of a scope (--input, --lines)",
	.uses = PX_USES_THINK,
	.single_worker = true,
	.deterministic = true,
	.state_size = sizeof(struct scope_chunks),
	.load = scope_chunks_load,
	.teardown = scope_chunks_teardown,
	.roles = { { .name = "caller", .waits = true, .attach = scope_chunks_attach,
		     .loop = scope_chunks_step_loop, .detach = scope_chunks_detach } },
	.check = scope_chunks_check,
};
