// SPDX-License-Identifier: GPL-2.0-only
#include "allowed_errors.h"
#include "call_sequence.h"
#include "op_families.h"

const struct call_kind_info call_kinds[CALL_KINDS] = {
	[OP] = { "op", PX_IOC_OP, sizeof(struct px_op) },
	[STEP] = { "step", PX_IOC_STEP, 0 },
	[SETUP] = { "setup", PX_IOC_SETUP, sizeof(struct px_setup) },
	[START] = { "start", PX_IOC_START, sizeof(struct px_start) },
	[WAIT] = { "wait", PX_IOC_WAIT, sizeof(struct px_wait) },
	[CHECK] = { "check", PX_IOC_CHECK, sizeof(struct px_check) },
	[LATENCY] = { "latency", PX_IOC_LATENCY, sizeof(struct px_latency) },
	[ATTACH] = { "attach", PX_IOC_ATTACH, sizeof(struct px_attach) },
	[DELAY] = { "delay", PX_IOC_DELAY, sizeof(struct px_set_delay) },
	[DETACH] = { "detach", PX_IOC_DETACH, sizeof(struct px_detach) },
	[INFO] = { "info", PX_IOC_INFO, sizeof(struct px_info) },
	[INPUT] = { "input", PX_IOC_INPUT, sizeof(struct px_input) },
	[LAB] = { "lab", PX_IOC_LAB, sizeof(struct px_lab_run) },
	[POLL_ON] = { "poll on", PX_IOC_POLL_ON, sizeof(struct px_poll_on) },
	[BAD] = { "bad", 0, sizeof(struct px_op) },
	[WRITE] = { "write" }, [READ] = { "read" }, [REOPEN] = { "reopen" }, [ALIAS] = { "alias" },
};

uint64_t pick_odd(uint64_t *random)
{
	static const uint64_t odd[] = {
		1, 2, 3, 7, 8, 31, 32, 64, 100, 101, 1024, 1025, 4095, 4096, 4097, 65536, 65537,
		1u << 20, (1u << 20) + 1, 0x7fffffff, 0x80000000, 0xffffffff, 1ull << 32,
		1ull << 40, 1ull << 63, ~0ull, 0x4141414141414141, 0xffff888000000000,
	};

	return odd[pick(random, sizeof(odd) / sizeof(odd[0]))];
}

static uint8_t pick_kind(uint64_t *random)
{
	static const uint8_t rare[] = {
		SETUP, SETUP, START, START, WAIT, WAIT, CHECK, LATENCY, ATTACH, ATTACH, DELAY,
		DETACH, INFO, INPUT, POLL_ON, BAD, WRITE, WRITE, READ, REOPEN, ALIAS,
	};
	uint32_t n = pick(random, 10);

	if (n < 5)
		return OP;
	if (n < 8)
		return STEP;
	return one_in(random, 500) ? LAB : rare[pick(random, sizeof(rare))];
}

static void make_op(uint64_t *random, struct fuzz_call *c)
{
	/* Locks are rare: taking one starts a thread, which is a hundred times slower. */
	static const uint8_t often[] = { 0, 1, 2, 2, 2, 2, 3, 3, 3, 4, 4, 4, 4, 4, 4, 5 };
	const struct op_family *f = &op_families[often[pick(random, sizeof(often))]];

	c->opcode = f->first + pick(random, f->last - f->first + 1);
	if (one_in(random, 100))
		c->opcode = pick(random, 100);
	c->name = (uint8_t)(f->name + 128 * one_in(random, 3));
	c->owner = (uint8_t)pick(random, 3);
	c->flags = one_in(random, 4) ? PX_OP_PROCESS_OWNED : 0;
	c->value = pick_value(random, c->opcode);
	c->timeout_ns = op_blocks(c->opcode) ? 1000ull << pick(random, 8) : 0;
}

/* Makes one call of four invalid. */
static void make_odd(uint64_t *random, struct fuzz_call *c)
{
	uint32_t size = call_kinds[c->kind].size;

	switch (pick(random, 16)) {
	case 0:
		c->placement = (uint8_t)pick(random, PLACEMENTS);
		break;
	case 1:
		c->size = one_in(random, 2) ? pick(random, size + 24) : (uint32_t)pick_odd(random);
		break;
	case 2:
		c->odd_offset = 4 * pick(random, size / 4 + 1);
		c->odd_value = pick_odd(random);
		break;
	case 3:
		c->placement = SHARED;
		break;
	}
}

static void make_call(uint64_t *random, struct fuzz_call *c)
{
	*c = (struct fuzz_call) { .kind = pick_kind(random), .file = (uint8_t)pick(random, FILES) };
	c->value = pick(random, 1u << 16);
	c->name = (uint8_t)pick(random, 256);
	c->flags = (uint8_t)one_in(random, 2);
	c->owner = (uint8_t)pick(random, 3);
	c->by_ring = one_in(random, c->kind <= STEP || c->kind == WAIT ? 3 : 200);
	c->linked = one_in(random, 8);
	if (c->kind == OP)
		make_op(random, c);
	make_odd(random, c);
}

/* Most calls of a sequence use the same file. */
void make_sequence(uint64_t *random, struct call_sequence *s)
{
	uint8_t file = (uint8_t)pick(random, FILES);

	s->nr = 4 + pick(random, SEQUENCE_CALLS - 3);
	for (uint32_t i = 0; i < s->nr; i++) {
		make_call(random, &s->calls[i]);
		if (!one_in(random, 4))
			s->calls[i].file = file;
	}
}

/* Changes one call, or replaces the end by the end of another sequence. */
void change_sequence(uint64_t *random, struct call_sequence *s, const struct call_sequence *other)
{
	uint32_t at = pick(random, s->nr);

	switch (pick(random, 5)) {
	case 0:
		make_call(random, &s->calls[at]);
		break;
	case 1:
		make_odd(random, &s->calls[at]);
		break;
	case 2:
		if (s->nr < SEQUENCE_CALLS)
			s->nr++;
		memmove(&s->calls[at + 1], &s->calls[at],
			(s->nr - at - 1) * sizeof(s->calls[0]));
		make_call(random, &s->calls[at]);
		break;
	case 3:
		for (uint32_t i = at; i < s->nr && i < other->nr; i++)
			s->calls[i] = other->calls[i];
		break;
	default:
		s->calls[at].file = (uint8_t)pick(random, FILES);
		s->calls[at].value = pick_odd(random);
	}
}

static void fill_setup(const struct fuzz_call *c, struct px_setup *s)
{
	static const char *const names[] = {
		"empty", "mutex_counter", "chan_bounded", "scope_chunks", "poison_counter",
		"rwlock_mix", "arc_clone", "thread_spawn_join", "spin_counter", "atomic_counter",
		"arc_upgrade", "rc_clone", "cell_update", "refcell_borrow", "chan_unbounded",
		"chan_rendezvous", "chan_self", "no_such",
	};

	*s = good_setup(names[c->name % (sizeof(names) / sizeof(names[0]))]);
	s->spec.threads = 2 + c->value % 3;
	s->spec.duration_ns = c->flags ? 1000 + c->value : 0;
	s->spec.ops = c->flags ? 0 : 1 + c->value % 20;
	s->spec.hold_ns = c->value % 5 ? 0 : 500;
	s->spec.timed = c->value % 4 == 1;
	s->spec.counting = c->value / 7 % 4;
	s->spec.pin = c->value % 3;
	s->spec.kind = c->value % 7 ? PX_KIND_DEFAULT : c->value / 7 % (PX_KINDS + 1);
	s->spec.rate = c->value % 6 ? 0 : 1ull << (10 + c->value % 21);
	if (!strcmp(s->workload, "scope_chunks") && c->value % 2 == 0)
		s->spec.lines = 10 + c->value % 50;
}

/* Labs that end soon and print nothing in the kernel log. */
static void fill_lab(const struct fuzz_call *c, struct px_lab_run *p, uintptr_t results)
{
	static const char *const names[] = {
		"thread_join_value", "reader_and_ticker", "refcell_rules", "chan_order",
		"move_once", "no_such",
	};

	*p = (struct px_lab_run) {
		.phase = c->value % 8 ? 0 : 1,
		.nr_observations = PX_MAX_OBSERVATIONS, .nr_events = PX_MAX_EVENTS,
		.observations = results, .events = results + 4096,
	};
	strcpy(p->lab, names[c->name % (sizeof(names) / sizeof(names[0]))]);
}

static void fill_name(const struct fuzz_call *c, char *name)
{
	snprintf(name, PX_NAME_SIZE, "%c%d", c->name & 127, c->name >> 7);
}

static void fill_op(const struct fuzz_call *c, struct px_op *o)
{
	*o = (struct px_op) {
		.opcode = c->opcode, .owner = c->owner, .flags = c->flags, .value = c->value,
		.deadline_ns = deadline_after(c->timeout_ns),
	};
	fill_name(c, o->name);
}

void fill_args(const struct fuzz_call *c, union call_args *args, uintptr_t results)
{
	memset(args, 0, sizeof(*args));
	switch (c->kind) {
	case OP:
		fill_op(c, &args->op);
		break;
	case SETUP:
		fill_setup(c, &args->setup);
		break;
	case START:
		args->start.flags = c->flags;
		break;
	case WAIT:
		args->wait.nr_workers = c->value % 16;
		args->wait.workers = results;
		break;
	case LATENCY:
		args->latency.nr_buckets = c->value % 16 ? PX_HISTOGRAM_BUCKETS : 1;
		args->latency.buckets = results;
		break;
	case ATTACH:
	case DELAY:
	case DETACH:
		args->attach.worker = c->owner;
		break;
	case LAB:
		fill_lab(c, &args->lab, results);
		break;
	case POLL_ON:
		if (c->flags)
			fill_name(c, args->poll_on.name);
		break;
	}
	args->size = c->size ? c->size : call_kinds[c->kind].size;
	if (c->odd_value && c->odd_offset + sizeof(c->odd_value) <= sizeof(*args))
		memcpy((char *)args + c->odd_offset, &c->odd_value,
		       c->odd_offset + 8 <= call_kinds[c->kind].size ? 8 : 4);
}
