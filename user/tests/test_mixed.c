// SPDX-License-Identifier: GPL-2.0-only
/*
 * test_mixed SECONDS [SEED]: threads, each with a ring of its own, submit commands
 * of all kinds, good and bad, linked and not, on instances that they share, while
 * commands are cancelled, rings closed, instances replaced and threads interrupted.
 * Every answer is one that abi.h lists, and comes once; in the end all is gone.
 */
#include <pthread.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include "allowed_errors.h"
#include "worker_calls.h"
#include "uring_calls.h"
#include "tests/tap.h"

#define RIDERS		8u
#define SLOTS		64u	/* commands of a ring that are on their way */
#define LAST_CANCEL	SLOTS	/* the number of those at the end */
#define NAMED		2u	/* instances with objects */
#define PULSE_MS	20u	/* no ioctl waits longer than that: see step_by_ioctl() */

enum { RUN_CHAN, RUN_COUNTER, RUN_KERNEL, FIRST_NAMED, INSTANCES = FIRST_NAMED + NAMED };

/* What is asked for. */
enum what { OP, STEP, WAIT, CANCEL, BAD };

static const char *const what_names[] = { "op", "step", "wait", "cancel", "bad" };

struct slot {
	enum what what;
	bool pending;
	uint32_t opcode;
	int most;			/* the largest answer there may be */
};

/* Where the kernel reads and writes; stays when the ring is closed, as commands may still. */
struct memory {
	struct px_op op;
	struct px_wait wait;
	struct px_worker_result result;
};

struct rider {
	pthread_t thread;
	uint32_t number;
	uint64_t random;
	unsigned int flags;		/* of its rings */
	struct door door;
	struct slot slots[SLOTS];
	struct memory *memory;
};

/* Between the process that storms and the one that watches. */
static struct tally {
	uint64_t submitted, answered, given_up, steps, cancelled;
	uint32_t rings, unlisted, lost, twice, replaced;
	bool holds, ended;
} *tally;

static struct rider riders[RIDERS];
static int instances[INSTANCES];
static volatile bool over;

#define ADD(field, n)	__atomic_fetch_add(&tally->field, n, __ATOMIC_RELAXED)

static uint32_t pick(struct rider *r, uint32_t below)
{
	r->random = r->random * 6364136223846793005ull + 1442695040888963407ull;
	return (uint32_t)(r->random >> 33) % below;
}

static bool one_in(struct rider *r, uint32_t n)
{
	return !pick(r, n);
}

/* ---- what may be answered ---------------------------------------------------------------- */

#define ANY_CALL	-EINVAL, -EINTR, -ECANCELED
#define ANY_OP		ANY_CALL, -ENOENT, -EEXIST, -EPROTOTYPE, -ENOSPC, -ENOMEM

static const int *const of_call[] = {
	[STEP] = LISTED(ANY_CALL, -EBUSY, -ESRCH, -EPIPE, -ENOMEM),
	[WAIT] = LISTED(ANY_CALL, -EBADFD, -ENOSPC),
	[CANCEL] = LISTED(-ENOENT, -EALREADY, -ECANCELED),
	[BAD] = LISTED(ANY_CALL, -EFAULT, -E2BIG, -EOPNOTSUPP, -EBADFD),
};

static const int any_op[] = { ANY_OP, 0 };

static bool listed(const struct slot *s, int result)
{
	if (result >= 0)
		return result <= s->most;
	if (s->what != OP)
		return among(of_call[s->what], result);
	return among(any_op, result) || answers_op(s->opcode, result);
}

static void judge(struct slot *s, int result)
{
	ADD(answered, 1);
	if (result == -ECANCELED || result == -EINTR)
		ADD(cancelled, 1);
	if (s->what == STEP && result > 0)
		ADD(steps, (uint64_t)result);
	if (listed(s, result))
		return;
	if (ADD(unlisted, 1) < 8)
		printf("# unlisted: %s, opcode %u: %s\n", what_names[s->what], s->opcode,
		       strerrorname_np(-result));
}

/* ---- commands --------------------------------------------------------------------------- */

/* What closes a channel for ever is rare. */
static uint32_t pick_opcode(struct rider *r, const struct family *f)
{
	uint32_t opcode = f->first + pick(r, f->last - f->first + 1);

	if (one_in(r, 50))
		return pick(r, 100);
	if (opcode == PX_OP_CHAN_CLOSE_RECEIVER && !one_in(r, 8))
		return PX_OP_CHAN_COUNT;
	return opcode;
}

static uint64_t pick_value(struct rider *r, uint32_t opcode)
{
	switch (opcode) {
	case PX_OP_CHAN_NEW:
		return one_in(r, 3) ? PX_CAPACITY_UNBOUNDED : pick(r, 3);
	case PX_OP_CHAN_SEND:
	case PX_OP_CHAN_TRY_SEND:
	case PX_OP_POISON_SET:
		return pick(r, 1000);
	default:
		return one_in(r, 50);
	}
}

static struct io_uring_sqe *add_op(struct rider *r, uint32_t nth)
{
	const struct family *f = &families[pick(r, FAMILIES)];
	uint32_t opcode = pick_opcode(r, f);
	struct px_op *o = &r->memory[nth].op;
	char name[PX_NAME_SIZE];

	snprintf(name, sizeof(name), "%s%u", f->names, pick(r, 4));
	door_op(o, opcode, name, pick_value(r, opcode));
	o->owner = pick(r, 3);
	o->flags = one_in(r, 4) ? PX_OP_PROCESS_OWNED : 0;
	if (op_waits(opcode) && one_in(r, 2))
		o->timeout_ns = 1000ull << pick(r, 16);
	r->slots[nth].opcode = opcode;
	r->door.fd = instances[FIRST_NAMED + pick(r, NAMED)];
	return door_add(&r->door, nth, PX_IOC_OP, (uintptr_t)o);
}

/* Mostly its own worker. */
static uint32_t pick_worker(struct rider *r)
{
	return one_in(r, 8) ? pick(r, RIDERS + 1) : r->number;
}

static uint32_t pick_count(struct rider *r)
{
	return one_in(r, 8) ? pick(r, 1000) : 1;
}

static int pick_run(struct rider *r)
{
	return instances[one_in(r, 2) ? RUN_CHAN : RUN_COUNTER];
}

static struct io_uring_sqe *add_step(struct rider *r, uint32_t nth)
{
	uint32_t count = pick_count(r);

	r->slots[nth].most = (int)count;
	r->door.fd = pick_run(r);
	return door_add(&r->door, nth, PX_IOC_STEP, PX_STEP(pick_worker(r), count));
}

static struct io_uring_sqe *add_wait(struct rider *r, uint32_t nth)
{
	struct memory *m = &r->memory[nth];

	m->wait = (struct px_wait) {
		.size = sizeof(m->wait), .nr_workers = pick(r, 4) ? 1 : 0,
		.workers = (uintptr_t)&m->result,
	};
	r->door.fd = instances[one_in(r, 4) ? pick(r, INSTANCES) : RUN_KERNEL];
	return door_add(&r->door, nth, PX_IOC_WAIT, (uintptr_t)&m->wait);
}

static struct io_uring_sqe *add_cancel(struct rider *r, uint32_t nth)
{
	struct io_uring_sqe *sqe = door_cancel(&r->door, nth, pick(r, SLOTS));

	r->slots[nth].most = SLOTS;
	if (one_in(r, 4))
		sqe->cancel_flags = IORING_ASYNC_CANCEL_ANY;
	if (one_in(r, 16))
		sqe->cancel_flags = IORING_ASYNC_CANCEL_ANY | IORING_ASYNC_CANCEL_ALL;
	return sqe;
}

static struct io_uring_sqe *add_bad(struct rider *r, uint32_t nth)
{
	static const uint32_t bad_calls[] = { 0, ~0u, PX_IOC_SETUP, PX_IOC_DETACH, PX_IOC_ATTACH };
	struct px_op *o = &r->memory[nth].op;
	uint64_t arg = door_op(o, PX_OP_ARC_NEW, "bad", 0);

	r->door.fd = instances[pick(r, INSTANCES)];
	switch (pick(r, 4)) {
	case 0:
		return door_add(&r->door, nth, PX_IOC_OP, pick(r, 4096));
	case 1:
		return door_add(&r->door, nth, bad_calls[pick(r, 5)], arg);
	case 2:
		o->size = one_in(r, 2) ? 3 : 1u << 20;
		return door_add(&r->door, nth, PX_IOC_OP, arg);
	default:
		return door_add(&r->door, nth, PX_IOC_STEP, 1ull << 40 | PX_STEP(r->number, 1));
	}
}

static enum what pick_what(struct rider *r)
{
	static const enum what often[] = {
		OP, OP, OP, OP, OP, OP, OP, OP, STEP, STEP, STEP, STEP, CANCEL, CANCEL, WAIT, BAD,
	};

	return often[pick(r, sizeof(often) / sizeof(often[0]))];
}

static struct io_uring_sqe *add(struct rider *r, uint32_t nth)
{
	static struct io_uring_sqe *(*const adds[])(struct rider *r, uint32_t nth) = {
		[OP] = add_op, [STEP] = add_step, [WAIT] = add_wait, [CANCEL] = add_cancel,
		[BAD] = add_bad,
	};
	enum what what = pick_what(r);

	r->slots[nth] = (struct slot) { .what = what, .pending = true };
	ADD(submitted, 1);
	return adds[what](r, nth);
}

/*
 * A few, into the slots that are free. One that is linked to those before it may
 * begin when others have its place in the ring: see abi.h.
 */
static void submit_some(struct rider *r)
{
	uint32_t left = 1 + pick(r, 8);
	bool linked = false;

	for (uint32_t i = 0; left && i < SLOTS; i++) {
		struct io_uring_sqe *sqe;

		if (r->slots[i].pending)
			continue;
		sqe = add(r, i);
		if (linked)
			sqe->flags |= IOSQE_ASYNC;
		linked = --left && one_in(r, 3);
		if (linked)
			sqe->flags |= IOSQE_IO_LINK;
	}
	door_go(&r->door);
}

/* ---- a rider ---------------------------------------------------------------------------- */

/* A deferred ring goes on when it is asked for events, not when one is there already. */
static void take(struct rider *r)
{
	struct __kernel_timespec t = { .tv_nsec = 1000000 };
	struct io_uring_cqe *cqe;

	io_uring_get_events(&r->door.ring);
	if (io_uring_wait_cqe_timeout(&r->door.ring, &cqe, &t))
		return;
	while (!io_uring_peek_cqe(&r->door.ring, &cqe))
		door_take(&r->door, cqe);
}

/* How many are still on their way. */
static uint32_t reap(struct rider *r)
{
	uint32_t pending = 0;

	take(r);
	for (uint32_t i = 0; i < SLOTS; i++) {
		struct slot *s = &r->slots[i];

		if (s->pending && r->door.back[i]) {
			s->pending = false;
			judge(s, r->door.result[i]);
		}
		pending += s->pending;
	}
	return pending;
}

static void open_ring(struct rider *r)
{
	r->memory = calloc(SLOTS, sizeof(*r->memory));
	if (!r->memory || door_open(&r->door, -1, 2 * SLOTS, r->flags | IORING_SETUP_SUBMIT_ALL))
		_exit(1);
	memset(r->slots, 0, sizeof(r->slots));
	ADD(rings, 1);
}

/* With whatever is on its way, which nobody will hear of. */
static void close_ring(struct rider *r)
{
	ADD(given_up, reap(r));
	ADD(twice, r->door.twice);
	door_close(&r->door);
}

/*
 * It may wait, with commands behind it that go on only when their ring is looked
 * at: a signal ends it at the next pulse.
 */
static void step_by_ioctl(struct rider *r)
{
	const struct slot asked = { .what = STEP, .most = (int)pick_count(r) };
	int result = (int)step(pick_run(r), pick_worker(r), (uint32_t)asked.most);

	ADD(submitted, 1);
	judge((struct slot *)&asked, result);
}

/* A link may begin when what it waited for was cancelled: again and again. */
static void cancel_all(struct rider *r)
{
	uint64_t deadline = now_ms() + SOON_MS;
	uint32_t pending;

	while ((pending = reap(r)) && now_ms() < deadline) {
		door_go(&r->door);
		if (!r->door.back[LAST_CANCEL])
			continue;
		door_cancel(&r->door, LAST_CANCEL, 0)->cancel_flags =
			IORING_ASYNC_CANCEL_ALL | IORING_ASYNC_CANCEL_ANY;
		door_go(&r->door);
	}
	for (uint32_t i = 0; pending && i < SLOTS; i++)
		if (r->slots[i].pending)
			printf("# lost: %s, opcode %u, of a ring with flags %x\n",
			       what_names[r->slots[i].what], r->slots[i].opcode, r->flags);
	ADD(lost, pending);
}

static void *ride(void *arg)
{
	struct rider *r = arg;

	open_ring(r);
	while (!over) {
		submit_some(r);
		if (one_in(r, 4))
			step_by_ioctl(r);
		reap(r);
		if (one_in(r, 64)) {
			close_ring(r);
			open_ring(r);
		}
	}
	cancel_all(r);
	close_ring(r);
	return NULL;
}

/* ---- the storm -------------------------------------------------------------------------- */

static int open_named(void)
{
	int fd = open_instance();

	op(fd, PX_OP_MUTEX_NEW, "m0");
	op(fd, PX_OP_RWLOCK_NEW, "r0");
	op(fd, PX_OP_POISON_NEW, "p0");
	op(fd, PX_OP_ARC_NEW, "a0");
	op_with(fd, PX_OP_CHAN_NEW, "c0", 2);
	op_with(fd, PX_OP_CHAN_NEW, "c1", PX_CAPACITY_UNBOUNDED);
	return fd;
}

/* Commands that are in the old one keep it. */
static void replace_one(void)
{
	int fresh = open_named();

	dup2(fresh, instances[FIRST_NAMED + tally->replaced++ % NAMED]);
	close(fresh);
}

static void open_all(unsigned int seconds)
{
	struct px_setup s = good_setup("empty");

	instances[RUN_CHAN] = open_run(good_setup("chan_bounded"), RIDERS);
	instances[RUN_COUNTER] = open_run(good_setup("mutex_counter"), RIDERS);
	instances[RUN_KERNEL] = open_instance();
	s.spec.threads = 1;
	s.spec.duration_ns = seconds * 500000000ull;
	set_up_and_start(instances[RUN_KERNEL], s);
	for (int i = FIRST_NAMED; i < INSTANCES; i++)
		instances[i] = open_named();
}

static void begin_all(uint64_t seed)
{
	static const unsigned int flags[] = { 0, DOOR_AT_ONCE, IORING_SETUP_SQPOLL };

	hear_signals();
	for (uint32_t i = 0; i < RIDERS; i++) {
		riders[i].number = i;
		riders[i].random = seed * RIDERS + i;
		riders[i].flags = flags[i % 3];
		if (pthread_create(&riders[i].thread, NULL, ride, &riders[i]))
			_exit(1);
	}
}

/* For those from the first on: the others have been joined. */
static void pulse(uint32_t first)
{
	sleep_ms(PULSE_MS);
	for (uint32_t i = first; i < RIDERS; i++)
		pthread_kill(riders[i].thread, SIGUSR1);
}

static void end_all(void)
{
	struct timespec now = { 0 };

	over = true;
	for (uint32_t i = 0; i < RIDERS; i++)
		while (pthread_timedjoin_np(riders[i].thread, NULL, &now))
			pulse(i);
}

/* A command of a ring that was closed may still be on its way. */
static bool leaves(int fd, uint32_t worker)
{
	uint64_t deadline = now_ms() + SOON_MS;
	int err;

	while ((err = detach(fd, worker)) == -EBUSY && now_ms() < deadline)
		sleep_ms(1);
	if (err)
		printf("# worker %u does not detach: %d\n", worker, err);
	return !err;
}

/* The receiver, number 0, last: with what was sent. */
static bool all_detach(int fd)
{
	for (uint32_t i = 1; i < RIDERS; i++)
		if (!leaves(fd, i))
			return false;
	if (fd == instances[RUN_CHAN])
		while (step(fd, 0, PX_STEP_MAX) > 0)
			;
	return leaves(fd, 0);
}

static void storm(unsigned int seconds, uint64_t seed)
{
	uint64_t end = now_ms() + seconds * 1000;
	unsigned int beat = 0;

	open_all(seconds);
	begin_all(seed);
	while (now_ms() < end) {
		pulse(0);
		if (++beat % 8 == 0)
			replace_one();
	}
	end_all();
	tally->holds = all_detach(instances[RUN_CHAN]) && run_holds(instances[RUN_CHAN]) &&
		       all_detach(instances[RUN_COUNTER]) && run_holds(instances[RUN_COUNTER]);
	for (int i = 0; i < INSTANCES; i++)
		close(instances[i]);
	tally->ended = true;
	fflush(stdout);
	_exit(0);
}

/* Whether it ends by itself, soon after its time. */
static bool ends(pid_t pid, unsigned int seconds)
{
	uint64_t deadline = now_ms() + seconds * 1000 + 4 * SOON_MS;
	pid_t gone = 0;

	while (!(gone = waitpid(pid, NULL, WNOHANG)) && now_ms() < deadline)
		sleep_ms(10);
	if (!gone)
		kill(pid, SIGKILL);
	return gone == pid && tally->ended;
}

static void report(void)
{
	printf("# %llu steps, %llu interrupted or cancelled, %llu given up with a ring, %u instances replaced\n",
	       (unsigned long long)tally->steps, (unsigned long long)tally->cancelled,
	       (unsigned long long)tally->given_up, tally->replaced);
	tap_ok(tally->answered && !tally->unlisted, "%llu commands by %u rings: every answer is a listed one",
	       (unsigned long long)tally->submitted, tally->rings);
	tap_ok(!tally->lost && !tally->twice && tally->submitted == tally->answered + tally->given_up,
	       "and comes once (%u lost, %u twice)", tally->lost, tally->twice);
	tap_ok(tally->steps && tally->holds, "the checks of the runs hold");
}

int main(int argc, char **argv)
{
	unsigned int seconds = argc > 1 ? (unsigned int)atoi(argv[1]) : 3;
	uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : now_ms();
	pid_t pid;

	tally = mmap(NULL, sizeof(*tally), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (tally == MAP_FAILED)
		return 1;
	printf("# seed %llu\n", (unsigned long long)seed);
	fflush(stdout);
	pid = fork();
	if (!pid)
		storm(seconds, seed);
	tap_ok(ends(pid, seconds), "the storm ends soon after its %u s", seconds);
	report();
	tap_ok(module_goes(), "then the module can go");
	return tap_done();
}
