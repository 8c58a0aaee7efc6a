// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "sanitize.h"
#include "debug_options.h"
#include "json_file.h"
#include "json_results.h"
#include "json_decode.h"

#define MAX_CELLS	(1u << 16)
#define MAX_ROUNDS	1000u
#define MAX_RUNS	(1u << 20)
#define MAX_NUMBER	((1ull << 53) - 1)

/* A reader that fails once says why, and is done. */
struct reader {
	struct px_result_file *loaded;
	char *why;
	size_t size;
	int err;
};

static void refuse(struct reader *r, int err, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

static void refuse(struct reader *r, int err, const char *format, ...)
{
	va_list args;

	if (r->err)
		return;
	r->err = err;
	va_start(args, format);
	vsnprintf(r->why, r->size, format, args);
	va_end(args);
}

/* A field that must be there and of that type; NULL: refused. */
static const json_t *field(struct reader *r, const json_t *object, const char *key, json_type type)
{
	static const char *const types[] = {
		[JSON_OBJECT] = "an object", [JSON_ARRAY] = "an array", [JSON_STRING] = "a text",
		[JSON_INTEGER] = "an integer", [JSON_REAL] = "a number", [JSON_TRUE] = "a boolean",
	};
	const json_t *value = json_object_get(object, key);

	if (value && json_typeof(value) == type)
		return value;
	if (type == JSON_TRUE && json_is_boolean(value))
		return value;
	refuse(r, -EINVAL, "\"%s\": expected %s", key, types[type]);
	return NULL;
}

static uint64_t whole(struct reader *r, const json_t *object, const char *key, uint64_t least,
		      uint64_t most)
{
	const json_t *value = field(r, object, key, JSON_INTEGER);
	json_int_t n = json_integer_value(value);

	if (value && n >= 0 && (uint64_t)n >= least && (uint64_t)n <= most)
		return (uint64_t)n;
	refuse(r, -EINVAL, "\"%s\": expected %" PRIu64 " to %" PRIu64, key, least, most);
	return least;
}

static bool truth(struct reader *r, const json_t *object, const char *key)
{
	return json_is_true(field(r, object, key, JSON_TRUE));
}

/* The empty text where there is none: null, or no such field. */
static const char *maybe(const json_t *object, const char *key)
{
	const char *text = json_string_value(json_object_get(object, key));

	return text ? text : "";
}

static const char *name(struct reader *r, const json_t *object, const char *key)
{
	const char *text = json_string_value(field(r, object, key, JSON_STRING));

	if (!text)
		return "";
	if (!*text || strlen(text) >= PX_NAME_SIZE)
		refuse(r, -EINVAL, "\"%s\": expected 1 to %u characters", key, PX_NAME_SIZE - 1);
	return text;
}

static void *make(struct reader *r, size_t nr, size_t size)
{
	void *memory = calloc(nr ? nr : 1, size);

	if (!memory)
		refuse(r, -ENOMEM, "not enough memory");
	return memory;
}

#define COPY(to, text)	px_sanitize_copy(to, sizeof(to), text)

static void read_module(struct px_environment *stamp, const json_t *module)
{
	const json_t *debug = json_object_get(module, "debug"), *option;
	size_t i;

	stamp->has_module = json_is_object(module);
	COPY(stamp->module_compiler, maybe(module, "compiler"));
	COPY(stamp->module_hash, maybe(module, "source_hash"));
	json_array_foreach(debug, i, option)
		for (uint32_t bit = 1; bit; bit <<= 1)
			if (px_debug_name(bit, 0) && json_is_string(option) &&
			    !strcmp(px_debug_name(bit, 0), json_string_value(option)))
				stamp->debug |= bit;
}

static void read_stamp(struct reader *r, const json_t *stamp)
{
	struct px_environment *s = &r->loaded->stamp;
	const json_t *program = json_object_get(stamp, "program");
	const json_t *steal = json_object_get(stamp, "steal_share");

	COPY(s->kernel, maybe(stamp, "kernel"));
	COPY(s->machine, maybe(stamp, "machine"));
	COPY(s->preempt, maybe(stamp, "preemption"));
	COPY(s->accelerator, maybe(stamp, "accelerator"));
	s->emulated = truth(r, stamp, "emulated");
	COPY(s->cpu_model, maybe(stamp, "cpu_model"));
	s->cpus_online = (unsigned int)whole(r, stamp, "cpus_online", 1, 1 << 20);
	s->cpus_allowed = (unsigned int)whole(r, stamp, "cpus_allowed", 1, 1 << 20);
	COPY(s->smt, maybe(stamp, "smt"));
	COPY(s->governor, maybe(stamp, "governor"));
	COPY(s->libc, maybe(stamp, "libc"));
	COPY(s->user_compiler, maybe(program, "compiler"));
	COPY(s->user_flags, maybe(program, "flags"));
	COPY(s->user_hash, maybe(program, "source_hash"));
	COPY(s->counters, maybe(stamp, "counters"));
	read_module(s, json_object_get(stamp, "module"));
	if (!json_is_number(steal))
		return;
	if (!(json_number_value(steal) >= 0 && json_number_value(steal) <= 1)) {
		refuse(r, -EINVAL, "\"steal_share\": expected 0 to 1, or null");
		return;
	}
	s->cpu_after = 1000000;
	s->steal_after = (uint64_t)(json_number_value(steal) * 1e6);
}

static void read_sides(struct reader *r, const json_t *sides)
{
	struct px_result_file *l = r->loaded;
	size_t nr = json_array_size(sides);

	if (!nr || nr > PX_MAX_SIDES) {
		refuse(r, -EINVAL, "\"sides\": expected 1 to %u of them", PX_MAX_SIDES);
		return;
	}
	l->sides = make(r, nr, sizeof(*l->sides));
	l->list = make(r, nr, sizeof(*l->list));
	for (size_t i = 0; i < nr && !r->err; i++) {
		const json_t *side = json_array_get(sides, i);

		l->list[i] = &l->sides[i];
		l->sides[i].name = name(r, side, "name");
		l->sides[i].kind = name(r, side, "kind");
		l->sides[i].batch = (unsigned int)whole(r, side, "batch", 0, PX_MAX_BATCH);
		l->sides[i].polled = truth(r, side, "polled");
		l->sides[i].queued = !strcmp(l->sides[i].kind, "uring");
	}
	l->plan.sides = l->list;
	l->plan.nr_sides = (unsigned int)nr;
}

static void read_plan(struct reader *r, const json_t *plan)
{
	struct px_plan *p = &r->loaded->plan;

	p->seed = whole(r, plan, "seed", 0, PX_MAX_SEED);
	p->rounds = (unsigned int)whole(r, plan, "rounds", 1, MAX_ROUNDS);
	p->timed = truth(r, plan, "timed");
	read_sides(r, field(r, plan, "sides", JSON_ARRAY));
}

static uint32_t read_pin(struct reader *r, const json_t *spec)
{
	static const char *const pins[] = {
		[PX_PIN_NONE] = "none", [PX_PIN_SPREAD] = "spread", [PX_PIN_ONE] = "one",
	};
	const char *pin = name(r, spec, "pin");

	for (uint32_t i = 0; i < sizeof(pins) / sizeof(pins[0]); i++)
		if (!strcmp(pins[i], pin))
			return i;
	refuse(r, -EINVAL, "\"pin\": expected none, spread or one");
	return PX_PIN_NONE;
}

static struct px_run_spec read_spec(struct reader *r, const json_t *spec)
{
	return (struct px_run_spec) {
		.threads = (uint32_t)whole(r, spec, "threads", 1, PX_MAX_THREADS),
		.pin = read_pin(r, spec),
		.duration_ns = whole(r, spec, "duration_ns", 0, PX_MAX_DURATION_NS),
		.ops = whole(r, spec, "ops", 0, PX_MAX_OPS),
		.hold_ns = whole(r, spec, "hold_ns", 0, PX_MAX_BUSY_NS),
		.think_ns = whole(r, spec, "think_ns", 0, PX_MAX_BUSY_NS),
		.read_share = (uint32_t)whole(r, spec, "read_share", 0, 100),
		.lines = whole(r, spec, "lines", 0, PX_MAX_LINES),
		.payload = (uint32_t)whole(r, spec, "payload", 0, PX_MAX_PAYLOAD),
		.capacity = (uint32_t)whole(r, spec, "capacity", 0, PX_MAX_CAPACITY),
	};
}

static void read_cell(struct reader *r, const json_t *cell, unsigned int nth)
{
	struct px_bench_case *c = &r->loaded->cells[nth];
	struct px_input_file *file = &r->loaded->inputs[nth];
	const json_t *input = json_object_get(cell, "input");

	c->workload = name(r, cell, "workload");
	c->broken = truth(r, cell, "broken");
	c->same = json_is_true(json_object_get(cell, "same"));
	c->spec = read_spec(r, field(r, cell, "spec", JSON_OBJECT));
	if (!json_is_object(input))
		return;
	file->path = maybe(input, "file");
	file->lines = whole(r, input, "lines", 0, PX_MAX_LINES);
	c->input = file;
}

static void read_cells(struct reader *r, const json_t *cells)
{
	struct px_result_file *l = r->loaded;
	size_t nr = json_array_size(cells);

	if (!nr || nr > MAX_CELLS) {
		refuse(r, -EINVAL, "\"cells\": expected 1 to %u of them", MAX_CELLS);
		return;
	}
	l->cells = make(r, nr, sizeof(*l->cells));
	l->inputs = make(r, nr, sizeof(*l->inputs));
	for (size_t i = 0; i < nr && !r->err; i++)
		read_cell(r, json_array_get(cells, i), (unsigned int)i);
	l->plan.cells = l->cells;
	l->plan.nr_cells = (unsigned int)nr;
}

static void read_workers(struct reader *r, struct px_record *rec, const json_t *workers)
{
	size_t nr = json_array_size(workers);

	if (nr > PX_MAX_THREADS) {
		refuse(r, -EINVAL, "\"workers\": expected at most %u", PX_MAX_THREADS);
		return;
	}
	rec->workers = make(r, nr, sizeof(*rec->workers));
	for (size_t i = 0; i < nr && !r->err; i++) {
		const json_t *w = json_array_get(workers, i);

		rec->workers[i] = (struct px_worker_result) {
			.ops = whole(r, w, "ops", 0, MAX_NUMBER),
			.start_ns = whole(r, w, "start_ns", 0, MAX_NUMBER),
			.end_ns = whole(r, w, "end_ns", 0, MAX_NUMBER),
			.cpu_ns = whole(r, w, "cpu_ns", 0, MAX_NUMBER),
			.voluntary_switches = whole(r, w, "voluntary_switches", 0, MAX_NUMBER),
			.involuntary_switches = whole(r, w, "involuntary_switches", 0, MAX_NUMBER),
			.hold_ns = whole(r, w, "hold_ns", 0, MAX_NUMBER),
			.think_ns = whole(r, w, "think_ns", 0, MAX_NUMBER),
		};
	}
	rec->nr_workers = r->err ? 0 : (uint32_t)nr;
}

static uint64_t digits(struct reader *r, const json_t *object, const char *key)
{
	const char *text = json_string_value(field(r, object, key, JSON_STRING));
	char *end;
	uint64_t value;

	if (!text)
		return 0;
	errno = 0;
	value = strtoull(text, &end, 10);
	if (errno || end == text || *end || strspn(text, "0123456789") != strlen(text))
		refuse(r, -EINVAL, "\"%s\": expected the digits of a 64-bit number", key);
	return value;
}

static void read_findings(struct reader *r, struct px_record *rec, const json_t *findings)
{
	size_t nr = json_array_size(findings);

	if (nr > PX_MAX_FINDINGS) {
		refuse(r, -EINVAL, "\"findings\": expected at most %u", PX_MAX_FINDINGS);
		return;
	}
	for (size_t i = 0; i < nr && !r->err; i++) {
		const json_t *f = json_array_get(findings, i);

		COPY(rec->findings[i].what, name(r, f, "what"));
		rec->findings[i].expected = digits(r, f, "expected");
		rec->findings[i].observed = digits(r, f, "observed");
		rec->nr_findings++;
	}
}

static void read_buckets(struct reader *r, struct px_histogram *h, const json_t *buckets)
{
	const json_t *bucket;
	size_t i;

	json_array_foreach(buckets, i, bucket) {
		json_int_t low = json_integer_value(json_array_get(bucket, 0));
		json_int_t count = json_integer_value(json_array_get(bucket, 1));

		if (json_array_size(bucket) != 2 || low < 0 || count < 1) {
			refuse(r, -EINVAL, "\"buckets\": expected pairs of a time and a count");
			return;
		}
		h->buckets[px_histogram_bucket((uint64_t)low)] += (uint64_t)count;
	}
}

static void read_latency(struct reader *r, struct px_record *rec, const json_t *latency)
{
	if (!json_is_object(latency))
		return;
	rec->latency = make(r, 1, sizeof(*rec->latency));
	if (r->err)
		return;
	rec->latency->max_ns = whole(r, latency, "max", 0, MAX_NUMBER);
	rec->latency->clock_ns = whole(r, latency, "clock_ns", 0, MAX_NUMBER);
	read_buckets(r, rec->latency, field(r, latency, "buckets", JSON_ARRAY));
}

static void read_counters(struct reader *r, struct px_record *rec, const json_t *counters)
{
	for (unsigned int i = 0; i < PX_COUNTERS; i++) {
		if (!json_is_integer(json_object_get(counters, px_counter_names[i])))
			continue;
		rec->counts[i] = whole(r, counters, px_counter_names[i], 0, MAX_NUMBER);
		rec->counted |= 1u << i;
	}
}

static void read_round(struct reader *r, struct px_round *round, const json_t *value)
{
	struct px_record *rec = &round->record;
	json_int_t error = json_integer_value(field(r, value, "error", JSON_INTEGER));

	if (round->made || error > 0 || error < -4095) {
		refuse(r, -EINVAL, round->made ? "a round stands there twice" :
		       "\"error\": expected 0 or a negative error number");
		return;
	}
	round->made = true;
	round->order = (unsigned int)whole(r, value, "order", 0, UINT32_MAX);
	rec->error = (int)error;
	read_workers(r, rec, field(r, value, "workers", JSON_ARRAY));
	read_findings(r, rec, field(r, value, "findings", JSON_ARRAY));
	rec->depth = json_object_get(value, "depth") ? whole(r, value, "depth", 0, MAX_NUMBER) : 0;
	read_counters(r, rec, json_object_get(value, "counters"));
}

static void read_rounds(struct reader *r, unsigned int cell, unsigned int side, const json_t *value)
{
	struct px_results *results = &r->loaded->results;
	const struct px_plan *plan = results->plan;
	const json_t *rounds = field(r, value, "rounds", JSON_ARRAY), *round;
	const json_t *timed = json_object_get(value, "timed");
	size_t i;

	json_array_foreach(rounds, i, round) {
		unsigned int nth = (unsigned int)whole(r, round, "round", 0, plan->rounds - 1);

		if (r->err)
			return;
		read_round(r, px_results_round(results, cell, side, nth), round);
	}
	if (plan->timed && json_is_object(timed)) {
		struct px_round *last = px_results_round(results, cell, side, plan->rounds);

		read_round(r, last, timed);
		read_latency(r, &last->record, json_object_get(timed, "latency"));
	}
}

static void read_results(struct reader *r, const json_t *plan, const json_t *cells)
{
	struct px_result_file *l = r->loaded;

	if (r->err)
		return;
	if ((uint64_t)px_plan_slots(&l->plan) * px_plan_passes(&l->plan) > MAX_RUNS) {
		refuse(r, -EINVAL, "expected at most %u runs", MAX_RUNS);
		return;
	}
	if (px_results_init(&l->results, &l->plan)) {
		refuse(r, -ENOMEM, "not enough memory");
		return;
	}
	l->results.planned = (unsigned int)whole(r, plan, "runs_planned", 0, UINT32_MAX);
	l->results.made = (unsigned int)whole(r, plan, "runs_made", 0, UINT32_MAX);
	for (unsigned int s = 0; s < l->plan.nr_sides; s++)
		COPY(l->results.absent[s],
		     maybe(json_array_get(json_object_get(plan, "sides"), s), "absent"));
	for (unsigned int c = 0; c < l->plan.nr_cells && !r->err; c++) {
		const json_t *sides = field(r, json_array_get(cells, c), "sides", JSON_OBJECT);

		for (unsigned int s = 0; s < l->plan.nr_sides && !r->err; s++) {
			const json_t *side = json_object_get(sides, l->sides[s].name);

			if (side)
				read_rounds(r, c, s, side);
		}
	}
}

static void read_document(struct reader *r)
{
	const json_t *document = r->loaded->document;
	const char *schema = maybe(document, "schema");
	const json_t *plan, *cells;

	if (strcmp(schema, PX_JSON_SCHEMA)) {
		refuse(r, -EINVAL, "expected results of parallax run --json (\"schema\": \"%s\")%s%s",
		       PX_JSON_SCHEMA, *schema ? ", found " : "", schema);
		return;
	}
	plan = field(r, document, "plan", JSON_OBJECT);
	cells = field(r, document, "cells", JSON_ARRAY);
	read_stamp(r, field(r, document, "stamp", JSON_OBJECT));
	read_plan(r, plan);
	if (!r->err)
		read_cells(r, cells);
	read_results(r, plan, cells);
}

int px_result_file_read(struct px_result_file *loaded, const char *path, char *why, size_t size)
{
	struct reader r = { .loaded = loaded, .why = why, .size = size };

	memset(loaded, 0, sizeof(*loaded));
	loaded->path = path;
	r.err = px_json_file_load(&loaded->document, path, why, size);
	if (!r.err)
		read_document(&r);
	return r.err;
}

void px_result_file_free(struct px_result_file *loaded)
{
	if (loaded->results.plan)
		px_results_free(&loaded->results);
	free(loaded->inputs);
	free(loaded->cells);
	free(loaded->list);
	free(loaded->sides);
	json_decref(loaded->document);
	memset(loaded, 0, sizeof(*loaded));
}
