// SPDX-License-Identifier: GPL-2.0-only
/* The commands of test_mixed, and the results they may have. */
#include "allowed_errors.h"
#include "mixed.h"
#include "op_families.h"
#include "worker_calls.h"

static const char *const kind_names[] = { "op", "step", "wait", "cancel", "bad" };

const char *command_name(enum command_kind kind)
{
	return kind_names[kind];
}

#define COMMON_ERRORS	-EINVAL, -EINTR, -ECANCELED
#define OP_COMMON_ERRORS	COMMON_ERRORS, -ENOENT, -EEXIST, -EPROTOTYPE, -ENOSPC, -ENOMEM, \
				-EBADF

static const int *const call_errors[] = {
	[STEP] = ERRORS(COMMON_ERRORS, -EBUSY, -ESRCH, -EPIPE, -ENOMEM),
	[WAIT] = ERRORS(COMMON_ERRORS, -EBADFD, -ENOSPC),
	[CANCEL] = ERRORS(-ENOENT, -EALREADY, -ECANCELED),
	[BAD] = ERRORS(COMMON_ERRORS, -EFAULT, -E2BIG, -EOPNOTSUPP, -EBADFD),
};

static const int op_common_errors[] = { OP_COMMON_ERRORS, 0 };

static bool listed(const struct slot *s, int result)
{
	if (result >= 0)
		return result <= s->max_result;
	if (s->kind != OP)
		return in_list(call_errors[s->kind], result);
	return in_list(op_common_errors, result) || op_may_return(s->opcode, result);
}

void check_result(const struct slot *s, int result)
{
	ADD(completed, 1);
	if (result == -ECANCELED || result == -EINTR)
		ADD(cancelled, 1);
	if (s->kind == STEP && result > 0)
		ADD(steps, (uint64_t)result);
	if (listed(s, result))
		return;
	if (ADD(unlisted, 1) < 8)
		printf("# unlisted: %s, opcode %u: %s\n", command_name(s->kind), s->opcode,
		       strerrorname_np(-result));
}

/* Rarely picks an opcode that closes a channel: it cannot be opened again. */
static uint32_t pick_opcode(struct mixed_thread *t, const struct op_family *f)
{
	uint32_t opcode = f->first + pick(&t->random, f->last - f->first + 1);

	if (one_in(&t->random, 50))
		return pick(&t->random, 100);
	if (opcode == PX_OP_CHAN_CLOSE_RECEIVER && !one_in(&t->random, 8))
		return PX_OP_CHAN_COUNT;
	return opcode;
}

static struct io_uring_sqe *add_op(struct mixed_thread *t, uint32_t nth)
{
	const struct op_family *f = &op_families[pick(&t->random, OP_FAMILIES)];
	uint32_t opcode = pick_opcode(t, f);
	struct px_op *o = &t->memory[nth].op;
	char name[PX_NAME_SIZE];

	snprintf(name, sizeof(name), "%c%u", f->name, pick(&t->random, 4));
	op_argument(o, opcode, name, pick_value(&t->random, opcode));
	o->owner = pick(&t->random, 3);
	o->flags = one_in(&t->random, 4) ? PX_OP_PROCESS_OWNED : 0;
	if (op_blocks(opcode) && one_in(&t->random, 2))
		o->deadline_ns = deadline_after(1000ull << pick(&t->random, 16));
	t->slots[nth].opcode = opcode;
	t->ring.fd = instances[FIRST_WITH_OBJECTS + pick(&t->random, WITH_OBJECTS)];
	return ring_add(&t->ring, nth, PX_IOC_OP, (uintptr_t)o);
}

/* Mostly picks the thread's own worker. */
static uint32_t pick_worker(struct mixed_thread *t)
{
	return one_in(&t->random, 8) ? pick(&t->random, THREADS + 1) : t->number;
}

static uint32_t pick_count(struct mixed_thread *t)
{
	return one_in(&t->random, 8) ? pick(&t->random, 1000) : 1;
}

static int pick_run(struct mixed_thread *t)
{
	return instances[one_in(&t->random, 2) ? RUN_CHAN : RUN_COUNTER];
}

static struct io_uring_sqe *add_step(struct mixed_thread *t, uint32_t nth)
{
	uint32_t count = pick_count(t);

	t->slots[nth].max_result = (int)count;
	t->ring.fd = pick_run(t);
	return ring_add(&t->ring, nth, PX_IOC_STEP, PX_STEP(pick_worker(t), count));
}

static struct io_uring_sqe *add_wait(struct mixed_thread *t, uint32_t nth)
{
	struct memory *m = &t->memory[nth];

	m->wait = (struct px_wait) {
		.size = sizeof(m->wait), .nr_workers = pick(&t->random, 4) ? 1 : 0,
		.workers = (uintptr_t)&m->result,
	};
	t->ring.fd = instances[one_in(&t->random, 4) ? pick(&t->random, INSTANCES) : RUN_KERNEL];
	return ring_add(&t->ring, nth, PX_IOC_WAIT, (uintptr_t)&m->wait);
}

static struct io_uring_sqe *add_cancel(struct mixed_thread *t, uint32_t nth)
{
	struct io_uring_sqe *sqe = ring_cancel(&t->ring, nth, pick(&t->random, SLOTS));

	t->slots[nth].max_result = SLOTS;
	if (one_in(&t->random, 4))
		sqe->cancel_flags = IORING_ASYNC_CANCEL_ANY;
	if (one_in(&t->random, 16))
		sqe->cancel_flags = IORING_ASYNC_CANCEL_ANY | IORING_ASYNC_CANCEL_ALL;
	return sqe;
}

static struct io_uring_sqe *add_bad(struct mixed_thread *t, uint32_t nth)
{
	static const uint32_t bad_calls[] = { 0, ~0u, PX_IOC_SETUP, PX_IOC_DETACH, PX_IOC_ATTACH };
	struct px_op *o = &t->memory[nth].op;
	uint64_t arg = op_argument(o, PX_OP_ARC_NEW, "bad", 0);

	t->ring.fd = instances[pick(&t->random, INSTANCES)];
	switch (pick(&t->random, 4)) {
	case 0:
		return ring_add(&t->ring, nth, PX_IOC_OP, pick(&t->random, 4096));
	case 1:
		return ring_add(&t->ring, nth, bad_calls[pick(&t->random, 5)], arg);
	case 2:
		o->size = one_in(&t->random, 2) ? 3 : 1u << 20;
		return ring_add(&t->ring, nth, PX_IOC_OP, arg);
	default:
		return ring_add(&t->ring, nth, PX_IOC_STEP, 1ull << 40 | PX_STEP(t->number, 1));
	}
}

static enum command_kind pick_kind(struct mixed_thread *t)
{
	static const enum command_kind often[] = {
		OP, OP, OP, OP, OP, OP, OP, OP, STEP, STEP, STEP, STEP, CANCEL, CANCEL, WAIT, BAD,
	};

	return often[pick(&t->random, sizeof(often) / sizeof(often[0]))];
}

static struct io_uring_sqe *add(struct mixed_thread *t, uint32_t nth)
{
	static struct io_uring_sqe *(*const adds[])(struct mixed_thread *t, uint32_t nth) = {
		[OP] = add_op, [STEP] = add_step, [WAIT] = add_wait, [CANCEL] = add_cancel,
		[BAD] = add_bad,
	};
	enum command_kind what = pick_kind(t);

	t->slots[nth] = (struct slot) { .kind = what, .pending = true };
	ADD(submitted, 1);
	return adds[what](t, nth);
}

/* A linked command may begin when its place in the ring is in use again: see parallax.h. */
void submit_some(struct mixed_thread *t)
{
	uint32_t left = 1 + pick(&t->random, 8);
	bool linked = false;

	for (uint32_t i = 0; left && i < SLOTS; i++) {
		struct io_uring_sqe *sqe;

		if (t->slots[i].pending)
			continue;
		sqe = add(t, i);
		if (linked)
			sqe->flags |= IOSQE_ASYNC;
		linked = --left && one_in(&t->random, 3);
		if (linked)
			sqe->flags |= IOSQE_IO_LINK;
	}
	ring_submit(&t->ring);
}

/*
 * The step may wait for commands that make progress only when this thread enters its
 * ring. A signal interrupts it after INTERVAL_MS.
 */
void step_by_ioctl(struct mixed_thread *t)
{
	const struct slot s = { .kind = STEP, .max_result = (int)pick_count(t) };
	int result = (int)step(pick_run(t), pick_worker(t), (uint32_t)s.max_result);

	ADD(submitted, 1);
	check_result(&s, result);
}
