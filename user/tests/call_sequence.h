/* SPDX-License-Identifier: GPL-2.0-only */
/* program: a few calls of /dev/parallax, as the fuzzer makes them up and changes them. */
#ifndef PX_TEST_CALL_SEQUENCE_H
#define PX_TEST_CALL_SEQUENCE_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include "uapi/parallax.h"
#include "allowed_errors.h"
#include "instance.h"

#define PROGRAM_STEPS	12u
#define FILES		8u

/* What a step does. Down to BAD it is a call with a number. */
enum what {
	OP, STEP, SETUP, START, WAIT, CHECK, LATENCY, ENTER, PACE, LEAVE, INFO, INPUT, LAB, BAD,
	WRITE, LOOK, REOPEN, ALIAS, WHATS
};

/* Where its structure is. */
enum place {
	INSIDE,			/* of a page */
	ENDING,			/* with the page, behind which there is none */
	ACROSS,			/* the page's end */
	UNALIGNED,
	SHARED,			/* with all, and with who changes it meanwhile */
	FIXED,			/* in a page that can only be read */
	NOWHERE,		/* at an address that is none */
	PLACES
};

/* Nothing but numbers, so that it can be changed anywhere. */
struct action {
	uint8_t what, file, place, by_ring;
	uint8_t owner, flags, name, linked;
	uint32_t opcode;
	uint32_t told;		/* size, if not 0 */
	uint64_t value, time;
	uint32_t at;		/* where in the structure the number */
	uint64_t odd;		/* is put; 0: nowhere */
};

struct program {
	uint32_t nr;
	struct action actions[PROGRAM_STEPS];
};

/* Any call's. */
union structure {
	uint32_t size;
	struct px_info info;
	struct px_setup setup;
	struct px_start start;
	struct px_wait wait;
	struct px_check check;
	struct px_op op;
	struct px_lab_run perform;
	struct px_input input;
	struct px_attach attach;
	struct px_set_delay pacing;
	struct px_detach detach;
	struct px_latency latency;
};

static const struct {
	const char *name;
	uint32_t cmd, size;
} kinds[WHATS] = {
	[OP] = { "op", PX_IOC_OP, sizeof(struct px_op) },
	[STEP] = { "step", PX_IOC_STEP, 0 },
	[SETUP] = { "setup", PX_IOC_SETUP, sizeof(struct px_setup) },
	[START] = { "start", PX_IOC_START, sizeof(struct px_start) },
	[WAIT] = { "wait", PX_IOC_WAIT, sizeof(struct px_wait) },
	[CHECK] = { "check", PX_IOC_CHECK, sizeof(struct px_check) },
	[LATENCY] = { "latency", PX_IOC_LATENCY, sizeof(struct px_latency) },
	[ENTER] = { "attach", PX_IOC_ATTACH, sizeof(struct px_attach) },
	[PACE] = { "delay", PX_IOC_DELAY, sizeof(struct px_set_delay) },
	[LEAVE] = { "detach", PX_IOC_DETACH, sizeof(struct px_detach) },
	[INFO] = { "info", PX_IOC_INFO, sizeof(struct px_info) },
	[INPUT] = { "input", PX_IOC_INPUT, sizeof(struct px_input) },
	[LAB] = { "lab", PX_IOC_LAB, sizeof(struct px_lab_run) },
	[BAD] = { "bad", 0, sizeof(struct px_op) },
	[WRITE] = { "write" }, [LOOK] = { "look" }, [REOPEN] = { "reopen" }, [ALIAS] = { "alias" },
};

static inline uint32_t pick(uint64_t *random, uint32_t below)
{
	*random = *random * 6364136223846793005ull + 1442695040888963407ull;
	return (uint32_t)(*random >> 33) % below;
}

static inline bool one_in(uint64_t *random, uint32_t n)
{
	return !pick(random, n);
}

/* A number that something may hang on. */
static inline uint64_t pick_odd(uint64_t *random)
{
	static const uint64_t odd[] = {
		1, 2, 3, 7, 8, 31, 32, 64, 100, 101, 1024, 1025, 4095, 4096, 4097, 65536, 65537,
		1u << 20, (1u << 20) + 1, 0x7fffffff, 0x80000000, 0xffffffff, 1ull << 32, 1ull << 40,
		1ull << 63, ~0ull, 0x4141414141414141, 0xffff888000000000,
	};

	return odd[pick(random, sizeof(odd) / sizeof(odd[0]))];
}

static inline uint8_t pick_what(uint64_t *random)
{
	static const uint8_t rare[] = {
		SETUP, SETUP, START, START, WAIT, WAIT, CHECK, LATENCY, ENTER, ENTER, PACE, LEAVE,
		INFO, INPUT, BAD, WRITE, WRITE, LOOK, REOPEN, ALIAS,
	};
	uint32_t n = pick(random, 10);

	if (n < 5)
		return OP;
	if (n < 8)
		return STEP;
	return one_in(random, 500) ? LAB : rare[pick(random, sizeof(rare))];
}

static inline uint64_t pick_value(uint64_t *random, uint32_t opcode)
{
	switch (opcode) {
	case PX_OP_CHAN_NEW:
		return one_in(random, 3) ? PX_CAPACITY_UNBOUNDED : pick(random, 3);
	case PX_OP_CHAN_SEND:
	case PX_OP_CHAN_TRY_SEND:
	case PX_OP_POISON_SET:
		return pick(random, 1000);
	default:
		return one_in(random, 50);
	}
}

static inline void make_op(uint64_t *random, struct action *a)
{
	/* What takes a lock takes a thread as well, and a hundred times as long as the others. */
	static const uint8_t often[] = { 0, 1, 2, 2, 2, 2, 3, 3, 3, 4, 4, 4, 4, 4, 4, 5 };
	const struct family *f = &families[often[pick(random, sizeof(often))]];

	a->opcode = f->first + pick(random, f->last - f->first + 1);
	if (one_in(random, 100))
		a->opcode = pick(random, 100);
	a->name = (uint8_t)(f->names[0] + 128 * one_in(random, 3));
	a->owner = (uint8_t)pick(random, 3);
	a->flags = one_in(random, 4) ? PX_OP_PROCESS_OWNED : 0;
	a->value = pick_value(random, a->opcode);
	a->time = op_waits(a->opcode) ? 1000ull << pick(random, 8) : 0;
}

/* In one step of four something is as it should not be. */
static inline void make_odd(uint64_t *random, struct action *a)
{
	uint32_t size = kinds[a->what].size;

	switch (pick(random, 16)) {
	case 0:
		a->place = (uint8_t)pick(random, PLACES);
		break;
	case 1:
		a->told = one_in(random, 2) ? pick(random, size + 24) : (uint32_t)pick_odd(random);
		break;
	case 2:
		a->at = 4 * pick(random, size / 4 + 1);
		a->odd = pick_odd(random);
		break;
	case 3:
		a->place = SHARED;
		break;
	}
}

static inline void make_action(uint64_t *random, struct action *a)
{
	*a = (struct action) { .what = pick_what(random), .file = (uint8_t)pick(random, FILES) };
	a->value = pick(random, 1u << 16);
	a->name = (uint8_t)pick(random, 256);
	a->flags = (uint8_t)one_in(random, 2);
	a->owner = (uint8_t)pick(random, 3);
	a->by_ring = one_in(random, a->what <= STEP || a->what == WAIT ? 3 : 200);
	a->linked = one_in(random, 8);
	if (a->what == OP)
		make_op(random, a);
	make_odd(random, a);
}

/* The calls of a program mostly go to one file. */
static inline void make_program(uint64_t *random, struct program *p)
{
	uint8_t file = (uint8_t)pick(random, FILES);

	p->nr = 4 + pick(random, PROGRAM_STEPS - 3);
	for (uint32_t i = 0; i < p->nr; i++) {
		make_action(random, &p->actions[i]);
		if (!one_in(random, 4))
			p->actions[i].file = file;
	}
}

/* One thing becomes another, or the end that of another program. */
static inline void change_program(uint64_t *random, struct program *p, const struct program *other)
{
	uint32_t at = pick(random, p->nr);

	switch (pick(random, 5)) {
	case 0:
		make_action(random, &p->actions[at]);
		break;
	case 1:
		make_odd(random, &p->actions[at]);
		break;
	case 2:
		if (p->nr < PROGRAM_STEPS)
			p->nr++;
		memmove(&p->actions[at + 1], &p->actions[at],
			(p->nr - at - 1) * sizeof(p->actions[0]));
		make_action(random, &p->actions[at]);
		break;
	case 3:
		for (uint32_t i = at; i < p->nr && i < other->nr; i++)
			p->actions[i] = other->actions[i];
		break;
	default:
		p->actions[at].file = (uint8_t)pick(random, FILES);
		p->actions[at].value = pick_odd(random);
	}
}

/* ---- the structure of a step -------------------------------------------------------------- */

static inline void fill_setup(const struct action *a, struct px_setup *s)
{
	static const char *const names[] = {
		"empty", "mutex_counter", "chan_bounded", "scope_chunks", "poison_counter",
		"rwlock_mix", "arc_clone", "thread_spawn_join", "spin_counter", "atomic_counter",
		"arc_upgrade", "rc_clone", "cell_update", "refcell_borrow", "chan_unbounded",
		"chan_rendezvous", "chan_self", "no_such",
	};

	*s = good_setup(names[a->name % (sizeof(names) / sizeof(names[0]))]);
	s->spec.threads = 2 + a->value % 3;
	s->spec.duration_ns = a->flags ? 1000 + a->value : 0;
	s->spec.ops = a->flags ? 0 : 1 + a->value % 20;
	s->spec.hold_ns = a->value % 5 ? 0 : 500;
	s->spec.timed = a->value % 4 == 1;
	s->spec.pin = a->value % 3;
	s->spec.lines = strcmp(s->workload, "scope_chunks") || a->value % 2 ? 0 : 10 + a->value % 50;
}

/* Of those that end soon and report nothing. */
static inline void fill_lab(const struct action *a, struct px_lab_run *p, uintptr_t results)
{
	static const char *const names[] = {
		"thread_join_value", "reader_and_ticker", "refcell_rules", "chan_order", "move_once",
		"no_such",
	};

	*p = (struct px_lab_run) {
		.phase = a->value % 8 ? 0 : 1,
		.nr_observations = PX_MAX_OBSERVATIONS, .nr_events = PX_MAX_EVENTS,
		.observations = results, .events = results + 4096,
	};
	strcpy(p->lab, names[a->name % (sizeof(names) / sizeof(names[0]))]);
}

static inline void fill_op(const struct action *a, struct px_op *o)
{
	*o = (struct px_op) {
		.opcode = a->opcode, .owner = a->owner, .flags = a->flags, .value = a->value,
		.timeout_ns = a->time,
	};
	snprintf(o->name, sizeof(o->name), "%c%d", a->name & 127, a->name >> 7);
}

/* What the call itself does not hold goes to results. */
static inline void fill(const struct action *a, union structure *s, uintptr_t results)
{
	memset(s, 0, sizeof(*s));
	switch (a->what) {
	case OP:
		fill_op(a, &s->op);
		break;
	case SETUP:
		fill_setup(a, &s->setup);
		break;
	case START:
		s->start.flags = a->flags;
		break;
	case WAIT:
		s->wait.nr_workers = a->value % 16;
		s->wait.workers = results;
		break;
	case LATENCY:
		s->latency.nr_buckets = a->value % 16 ? PX_HISTOGRAM_BUCKETS : 1;
		s->latency.buckets = results;
		break;
	case ENTER:
	case PACE:
	case LEAVE:
		s->attach.worker = a->owner;
		break;
	case LAB:
		fill_lab(a, &s->perform, results);
		break;
	}
	s->size = a->told ? a->told : kinds[a->what].size;
	if (a->odd && a->at + sizeof(a->odd) <= sizeof(*s))
		memcpy((char *)s + a->at, &a->odd, a->at + 8 <= kinds[a->what].size ? 8 : 4);
}

#endif /* PX_TEST_CALL_SEQUENCE_H */
