// SPDX-License-Identifier: GPL-2.0-only
/* A thread of test_fuzz: it executes sequences of calls by ioctl and by its own ring. */
#include <sys/wait.h>
#include "fuzz_thread.h"
#include "op_families.h"

#define KEPT		1024u	/* sequences that one thread keeps */

/* ---- the ring ---- */

static uint64_t ring_argument(struct fuzz_thread *t, const struct fuzz_call *c, uint32_t nth)
{
	union call_args args;

	if (c->kind == STEP)
		return step_argument(c);
	if (c->placement >= SHARED)
		return (uintptr_t)address_of(t, c);
	fill_args(c, &args, (uintptr_t)t->results);
	return (uintptr_t)memcpy(t->memory[nth], &args, sizeof(args));
}

/* Adds a command to the ring. Does nothing if all slots are in use. */
static void add(struct fuzz_thread *t, const struct fuzz_call *c)
{
	struct io_uring_sqe *sqe;
	uint32_t nth = 0;

	while (nth < SLOTS && t->slots[nth].pending)
		nth++;
	if (nth == SLOTS)
		return;
	t->slots[nth] = (struct slot) { .call = *c, .pending = true };
	t->ring.fd = files[c->file];
	sqe = ring_add(&t->ring, nth, command_of(c), ring_argument(t, c, nth));
	/* Linux 6.10 to 6.13 read the entry of a command behind a link late, unless it is async. */
	if (c->linked)
		sqe->flags |= IOSQE_IO_LINK;
	if (c->linked || t->after_link)
		sqe->flags |= IOSQE_ASYNC;
	t->after_link = c->linked;
}

static uint32_t reap(struct fuzz_thread *t)
{
	struct io_uring_cqe *cqe;
	uint32_t pending = 0;

	ring_submit(&t->ring);
	io_uring_get_events(&t->ring.ring);
	while (!io_uring_peek_cqe(&t->ring.ring, &cqe))
		ring_take_cqe(&t->ring, cqe);
	for (uint32_t i = 0; i < SLOTS; i++) {
		struct slot *s = &t->slots[i];

		if (s->pending && t->ring.done[i]) {
			s->pending = false;
			if (t->ring.result[i] != -ECANCELED)	/* else: it may not have begun */
				ADD(calls, 1);
			check_result(&s->call, t->ring.result[i]);
		}
		pending += s->pending;
	}
	return pending;
}

static void cancel_all(struct fuzz_thread *t)
{
	uint64_t deadline = now_ms() + TIMEOUT_MS;
	uint32_t pending;

	while ((pending = reap(t)) && now_ms() < deadline) {
		t->begun++;
		if (t->ring.done[CANCEL_COMMAND])
			ring_cancel(&t->ring, CANCEL_COMMAND, 0)->cancel_flags =
				IORING_ASYNC_CANCEL_ALL | IORING_ASYNC_CANCEL_ANY;
		ring_submit(&t->ring);
		sleep_ms(1);
	}
	ADD(lost, pending);
}

static void open_ring(struct fuzz_thread *t)
{
	static const unsigned int flags[] = { 0, RING_DEFERRED, IORING_SETUP_SQPOLL };

	t->memory = calloc(SLOTS, sizeof(*t->memory));
	if (!t->memory || ring_open(&t->ring, -1, 2 * SLOTS, IORING_SETUP_SUBMIT_ALL |
				    flags[pick(&t->random, 8) % 3 * one_in(&t->random, 2)]))
		exit(1);
	memset(t->slots, 0, sizeof(t->slots));
}

/* ---- sequences ---- */

static void make_call(struct fuzz_thread *t, const struct fuzz_call *c)
{
	t->begun++;
	if (c->by_ring && c->kind <= BAD)
		add(t, c);
	else
		check_result(c, execute_call(t, c));
}

static void execute_sequence(struct fuzz_thread *t, struct call_sequence *s)
{
	for (uint32_t i = 0; i < s->nr; i++)
		make_call(t, &s->calls[i]);
	if (reap(t) > SLOTS / 2)
		cancel_all(t);
}

static void next_sequence(struct fuzz_thread *t)
{
	uint64_t *random = &t->random;
	uint32_t changes = 1 + pick(random, 4);

	if (!t->nr_kept || one_in(random, 4)) {
		make_sequence(random, &t->sequence);
		return;
	}
	t->sequence = t->kept[pick(random, t->nr_kept)];
	while (changes--)
		change_sequence(random, &t->sequence, &t->kept[pick(random, t->nr_kept)]);
}

static void keep(struct fuzz_thread *t)
{
	uint32_t nth = t->nr_kept < KEPT ? t->nr_kept++ : pick(&t->random, KEPT);

	t->kept[nth] = t->sequence;
}

/* A new instance must always work. Only the limit of threads may be reached for a moment. */
static void use_new_instance(void)
{
	static const uint32_t opcodes[] = { PX_OP_MUTEX_NEW, PX_OP_MUTEX_LOCK, PX_OP_MUTEX_UNLOCK };
	uint64_t deadline = now_ms() + TIMEOUT_MS;
	int fd = open_instance(), err = 0;

	for (uint32_t i = 0; i < 3 && !err; i++) {
		do {
			err = op(fd, opcodes[i], "control");
			ADD(calls, 1);
		} while ((err == -EAGAIN || err == -EINTR) && now_ms() < deadline);
	}
	if (err && ADD(refused, 1) < 8)
		printf("# a new instance is refused: %s\n", strerrorname_np(-err));
	close(fd);
}

/* The child ends while it holds locks and channel ends. The module must release them. */
static void take_in_child(void)
{
	pid_t child = fork();

	if (!child) {
		for (uint32_t i = 0; i < FILES; i++) {
			op_process_owned(files[i], 1, PX_OP_MUTEX_TRYLOCK, "m0");
			op_process_owned(files[i], 1, PX_OP_POISON_TRYLOCK, "p0");
			op_process_owned(files[i], 1, PX_OP_CHAN_CLONE, "c0");
			op_process_owned(files[i], 2, PX_OP_CHAN_TAKE_RECEIVER, "c0");
		}
		_exit(0);
	}
	while (child > 0 && waitpid(child, NULL, 0) < 0 && errno == EINTR)
		;
	ADD(calls, 4 * FILES);
	ADD(children, child > 0);
}

static void do_periodic(struct fuzz_thread *t)
{
	if (t->sequences % 512 == 0)
		use_new_instance();
	if (t->sequences % 2048 == 1024)
		take_in_child();
	if (t->sequences % 1024 == 512) {
		reap(t);
		ring_close(&t->ring);
		open_ring(t);
	}
}

void *fuzz_run(void *arg)
{
	struct fuzz_thread *t = arg;

	t->kept = calloc(KEPT, sizeof(*t->kept));
	if (!t->kept)
		exit(1);
	coverage_open(&t->coverage);
	open_ring(t);
	while (__atomic_load_n(&stats.calls, __ATOMIC_RELAXED) < goal) {
		next_sequence(t);
		coverage_begin(&t->coverage);
		execute_sequence(t, &t->sequence);
		if (coverage_end(&t->coverage))
			keep(t);
		t->sequences++;
		do_periodic(t);
	}
	cancel_all(t);
	ring_close(&t->ring);
	return NULL;
}

