// SPDX-License-Identifier: GPL-2.0-only
/*
 * test_fuzz CALLS [SEED]: two threads execute short programs of calls, mostly right,
 * by both doors, on files that they share, replace and alias, with structures at the
 * edges of pages and in one that is changed meanwhile. Every answer is one that abi.h
 * lists; nothing is written that was not asked for; at all times a new instance works.
 *
 * A program that came by places of the module where none had been before is kept, and
 * its likes are tried: see coverage.h. Without KCOV all programs are made up anew,
 * and are the same for a seed; with it, as far as both threads keep the same ones.
 */
#include <poll.h>
#include <pthread.h>
#include <sys/wait.h>
#include "coverage.h"
#include "uring_calls.h"
#include "call_sequence.h"
#include "tests/tap.h"

#define RIDERS		2u
#define SLOTS		32u	/* commands of a ring that are on their way */
#define LAST_CANCEL	SLOTS
#define KEPT		1024u	/* programs */
#define PULSE_MS	2u	/* two of them are all that a call may wait */
#define PAGE		4096u
#define BEFORE		64u	/* a structure, and behind it, what is looked at as well */
#define WINDOW		1024u
#define LEAST_PLACES	1500u

struct slot {
	struct action action;
	bool pending;
};

struct rider {
	pthread_t thread;
	uint64_t random;
	struct coverage coverage;
	struct door door;
	struct slot slots[SLOTS];
	char (*memory)[WINDOW];		/* of the ring's commands; stays when it is closed */
	char *page;			/* between two that are none */
	char *results;
	struct program *kept, program;
	uint32_t nr_kept, programs;
	volatile uint64_t begun;	/* steps: one that lasts is interrupted */
};

static struct rider riders[RIDERS];
static int files[FILES];
static char *shared_page, *fixed_page;
static uint64_t calls, goal;
static unsigned int unlisted, overwritten, refused, lost, children;

#define ADD(counter, n)	__atomic_fetch_add(&(counter), n, __ATOMIC_RELAXED)

/* ---- what may be answered ---------------------------------------------------------------- */

static const int any_call[] = { -EFAULT, -EINVAL, -E2BIG, 0 };
static const int any_op[] = {
	-ENOENT, -EEXIST, -EPROTOTYPE, -ENOSPC, -ENOMEM, -EAGAIN, -EINTR, 0
};
static const int by_ring[] = { -ECANCELED, -EINTR, -EOPNOTSUPP, -EBADFD, 0 };

#define OF_A_STEP	-EBADFD, -EBUSY, -ESRCH, -EINTR, -EPIPE, -ENOMEM, -EAGAIN

static const int *const of_call[WHATS] = {
	[STEP] = LISTED(OF_A_STEP),
	[SETUP] = LISTED(-ENOENT, -EBUSY, -EAGAIN, -ENOMEM, -EINTR, -EDOM),
	[START] = LISTED(-EBADFD, -EBUSY, -EOPNOTSUPP, -ENOMEM, -EAGAIN),
	[WAIT] = LISTED(-EBADFD, -EINTR, -ENOSPC),
	[CHECK] = LISTED(-EBADFD, -EBUSY),
	[LATENCY] = LISTED(-EBADFD, -EBUSY, -ENODATA, -ENOSPC),
	[ENTER] = LISTED(OF_A_STEP),
	[PACE] = LISTED(OF_A_STEP),
	[LEAVE] = LISTED(OF_A_STEP),
	[INPUT] = LISTED(-EINTR),
	[LAB] = LISTED(-ENOENT, -EBUSY, -EAGAIN, -EINTR, -ENOSPC, -ENOMEM),
	[BAD] = LISTED(-ENOTTY),
	[WRITE] = LISTED(-EBUSY, -ENOMEM, -EINTR, -EPIPE),
};

static bool as_written(const struct action *a)
{
	return a->place != SHARED && !a->odd;
}

static bool answers_some_op(int result)
{
	for (uint32_t opcode = 0; opcode < OPCODES; opcode++)
		if (answers_op(opcode, result))
			return true;
	return false;
}

static bool listed(const struct action *a, int result)
{
	if (result >= 0 || among(any_call, result) || among(of_call[a->what], result))
		return true;
	if (a->by_ring && among(by_ring, result))
		return true;
	if (a->what != OP)
		return false;
	return among(any_op, result) ||
	       (as_written(a) ? answers_op(a->opcode, result) : answers_some_op(result));
}

static void judge(const struct action *a, int result)
{
	if (!listed(a, result) && ADD(unlisted, 1) < 8)
		printf("# unlisted: %s%s, opcode %u: %s\n", kinds[a->what].name,
		       a->by_ring ? " by io_uring" : "", a->opcode, strerrorname_np(-result));
}

/* ---- where a structure is --------------------------------------------------------------- */

static uint32_t size_of(const struct action *a)
{
	return a->told && a->told <= PAGE ? a->told : kinds[a->what].size;
}

static char *address(const struct rider *r, const struct action *a)
{
	char *end = r->page + PAGE;

	switch (a->place) {
	case ENDING:
		return end - size_of(a);
	case ACROSS:
		return end - size_of(a) / 2;
	case UNALIGNED:
		return r->page + PAGE / 2 + 1 + a->value % 3;
	case SHARED:
		return shared_page + 8 * (a->value % 16);
	case FIXED:
		return fixed_page;
	case NOWHERE:
		return a->odd ? (char *)(uintptr_t)a->odd : a->value % 2 ? end : NULL;
	default:
		return r->page + PAGE / 2;
	}
}

static void lay(const struct rider *r, const struct action *a, const union structure *s, char *at)
{
	size_t room = sizeof(*s);

	if (a->place == FIXED || a->place == NOWHERE)
		return;
	if ((a->place == ENDING || a->place == ACROSS) && (size_t)(r->page + PAGE - at) < room)
		room = (size_t)(r->page + PAGE - at);
	memcpy(at, s, room);
}

/* ---- calls ------------------------------------------------------------------------------ */

static int step_asked(const struct action *a)
{
	return (int)(a->value % 8 + 1);
}

static uint64_t step_argument(const struct action *a)
{
	return a->odd ? a->odd : PX_STEP(a->owner, step_asked(a));
}

static uint32_t cmd_of(const struct action *a)
{
	switch (a->what == BAD ? 1 + a->value % 4 : 0) {
	case 1:
		return _IOWR(PX_IOC_MAGIC, a->name % 16, struct px_op);
	case 2:
		return _IO(PX_IOC_MAGIC, 13 + a->name % 240);
	case 3:
		return _IO(a->name % PX_IOC_MAGIC, PX_IOC_OP & 0xff);
	case 4:
		return (uint32_t)a->odd;
	default:
		return kinds[a->what].cmd;
	}
}

/* Where nobody else writes: did the call, beyond what it is documented to? */
static void look(const struct action *a, const char *before, const char *now, int result)
{
	bool tells = result >= 0 || result == -ENOSPC;	/* how much room there should be */
	uint32_t written = tells ? size_of(a) : 0;

	if (written > kinds[a->what].size)
		written = kinds[a->what].size;
	if (!memcmp(before, now, BEFORE) &&
	    !memcmp(before + BEFORE + written, now + BEFORE + written, WINDOW - BEFORE - written))
		return;
	if (ADD(overwritten, 1) < 8)
		printf("# %s, opcode %u: said %d, and wrote beyond %u bytes\n",
		       kinds[a->what].name, a->opcode, result, written);
}

static int call_with(struct rider *r, const struct action *a)
{
	char *at = address(r, a), before[WINDOW];
	bool ours = a->place == INSIDE || a->place == UNALIGNED;
	union structure s;
	int result;

	fill(a, &s, (uintptr_t)r->results);
	lay(r, a, &s, at);
	if (ours)
		memcpy(before, at - BEFORE, WINDOW);
	result = call(files[a->file], cmd_of(a), at);
	if (ours)
		look(a, before, at - BEFORE, result);
	return result;
}

static int by_ioctl(struct rider *r, const struct action *a)
{
	long done;

	ADD(calls, 1);
	if (a->what != STEP)
		return call_with(r, a);
	done = ioctl(files[a->file], PX_IOC_STEP, (unsigned long)step_argument(a));
	return done < 0 ? -errno : (int)done;
}

static int write_some(struct rider *r, const struct action *a)
{
	static const char *const texts[] = {
		"29: 3 8 5\n", "29:", " 3 8\n", "18446744073709551616: 1\n", "1: 2: 3\n", "x", "\r\n",
		"7: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17\n", ": 1\n", "5: 5", "\n12 : 3 4\r\n",
	};
	const char *text = texts[a->name % (sizeof(texts) / sizeof(texts[0]))];
	size_t size = a->odd ? a->odd % (4 * PAGE) : strlen(text);
	char *at = address(r, a);
	ssize_t n;

	if (a->place == INSIDE)
		strcpy(at, text);
	n = write(files[a->file], at, size);
	return n < 0 ? -errno : (int)n;
}

/* What a file of ours cannot, and what anybody may see of it. */
static int look_at_it(struct rider *r, const struct action *a)
{
	struct pollfd p = { .fd = files[a->file], .events = POLLIN };
	char path[64];
	int fd;

	if (read(p.fd, r->results, 1) >= 0 ||
	    mmap(NULL, PAGE, PROT_READ, MAP_SHARED, p.fd, 0) != MAP_FAILED)
		return -EBADMSG;
	poll(&p, 1, 0);
	snprintf(path, sizeof(path), "/proc/self/fdinfo/%d", p.fd);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd >= 0 && read(fd, r->results, PAGE) < 0)
		perror("# fdinfo");
	close(fd);
	return 0;
}

/* With something to begin with. Nobody else knows it yet. */
static int open_named(void)
{
	int fd = open_instance();

	op(fd, PX_OP_MUTEX_NEW, "m0");
	op(fd, PX_OP_RWLOCK_NEW, "r0");
	op(fd, PX_OP_POISON_NEW, "p0");
	op(fd, PX_OP_ARC_NEW, "a0");
	op_with(fd, PX_OP_CHAN_NEW, "c0", 2);
	ADD(calls, 5);
	return fd;
}

static int reopen(const struct action *a)
{
	int fresh = a->flags ? open_named() : open_instance();

	dup2(fresh, files[a->file]);
	close(fresh);
	return 0;
}

static int alias(const struct action *a)
{
	return dup2(files[a->value % FILES], files[a->file]) < 0 ? -errno : 0;
}

/* ---- the ring --------------------------------------------------------------------------- */

static uint64_t ring_argument(struct rider *r, const struct action *a, uint32_t nth)
{
	union structure s;

	if (a->what == STEP)
		return step_argument(a);
	if (a->place >= SHARED)
		return (uintptr_t)address(r, a);
	fill(a, &s, (uintptr_t)r->results);
	return (uintptr_t)memcpy(r->memory[nth], &s, sizeof(s));
}

/* Nothing, where all have their hands full. */
static void add(struct rider *r, const struct action *a)
{
	struct io_uring_sqe *sqe;
	uint32_t nth = 0;

	while (nth < SLOTS && r->slots[nth].pending)
		nth++;
	if (nth == SLOTS)
		return;
	r->slots[nth] = (struct slot) { .action = *a, .pending = true };
	r->door.fd = files[a->file];
	sqe = door_add(&r->door, nth, cmd_of(a), ring_argument(r, a, nth));
	if (a->linked)
		sqe->flags |= IOSQE_IO_LINK | IOSQE_ASYNC;
}

static uint32_t reap(struct rider *r)
{
	struct io_uring_cqe *cqe;
	uint32_t pending = 0;

	door_go(&r->door);
	io_uring_get_events(&r->door.ring);
	while (!io_uring_peek_cqe(&r->door.ring, &cqe))
		door_take(&r->door, cqe);
	for (uint32_t i = 0; i < SLOTS; i++) {
		struct slot *s = &r->slots[i];

		if (s->pending && r->door.back[i]) {
			s->pending = false;
			if (r->door.result[i] != -ECANCELED)	/* else it may not have begun */
				ADD(calls, 1);
			judge(&s->action, r->door.result[i]);
		}
		pending += s->pending;
	}
	return pending;
}

static void cancel_all(struct rider *r)
{
	uint64_t deadline = now_ms() + SOON_MS;
	uint32_t pending;

	while ((pending = reap(r)) && now_ms() < deadline) {
		r->begun++;
		if (r->door.back[LAST_CANCEL])
			door_cancel(&r->door, LAST_CANCEL, 0)->cancel_flags =
				IORING_ASYNC_CANCEL_ALL | IORING_ASYNC_CANCEL_ANY;
		door_go(&r->door);
		sleep_ms(1);
	}
	ADD(lost, pending);
}

static void open_ring(struct rider *r)
{
	static const unsigned int flags[] = { 0, DOOR_AT_ONCE, IORING_SETUP_SQPOLL };

	r->memory = calloc(SLOTS, sizeof(*r->memory));
	if (!r->memory || door_open(&r->door, -1, 2 * SLOTS, IORING_SETUP_SUBMIT_ALL |
				    flags[pick(&r->random, 8) % 3 * one_in(&r->random, 2)]))
		exit(1);
	memset(r->slots, 0, sizeof(r->slots));
}

/* ---- programs --------------------------------------------------------------------------- */

static void act(struct rider *r, const struct action *a)
{
	bool call_by_ring = a->by_ring && a->what <= BAD;
	int result = 0;

	r->begun++;
	switch (a->what) {
	case WRITE:
		result = write_some(r, a);
		break;
	case LOOK:
		result = look_at_it(r, a);
		break;
	case REOPEN:
		result = reopen(a);
		break;
	case ALIAS:
		result = alias(a);
		break;
	default:
		if (call_by_ring)
			add(r, a);
		else
			result = by_ioctl(r, a);
	}
	if (!call_by_ring)
		judge(a, result);
}

static void execute(struct rider *r, struct program *p)
{
	for (uint32_t i = 0; i < p->nr; i++)
		act(r, &p->actions[i]);
	if (reap(r) > SLOTS / 2)
		cancel_all(r);
}

static void invent(struct rider *r)
{
	uint64_t *random = &r->random;
	uint32_t changes = 1 + pick(random, 4);

	if (!r->nr_kept || one_in(random, 4)) {
		make_program(random, &r->program);
		return;
	}
	r->program = r->kept[pick(random, r->nr_kept)];
	while (changes--)
		change_program(random, &r->program, &r->kept[pick(random, r->nr_kept)]);
}

static void keep(struct rider *r)
{
	uint32_t nth = r->nr_kept < KEPT ? r->nr_kept++ : pick(&r->random, KEPT);

	r->kept[nth] = r->program;
}

/* Whatever the others do. Threads may be short for a while. */
static void try_another(void)
{
	static const uint32_t opcodes[] = { PX_OP_MUTEX_NEW, PX_OP_MUTEX_LOCK, PX_OP_MUTEX_UNLOCK };
	uint64_t deadline = now_ms() + SOON_MS;
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

/* What another process takes goes back when it ends. */
static void have_a_child(void)
{
	pid_t child = fork();

	if (!child) {
		for (uint32_t i = 0; i < FILES; i++) {
			op_mine(files[i], 1, PX_OP_MUTEX_TRYLOCK, "m0");
			op_mine(files[i], 1, PX_OP_POISON_TRYLOCK, "p0");
			op_mine(files[i], 1, PX_OP_CHAN_CLONE, "c0");
			op_mine(files[i], 2, PX_OP_CHAN_TAKE_RECEIVER, "c0");
		}
		_exit(0);
	}
	while (child > 0 && waitpid(child, NULL, 0) < 0 && errno == EINTR)
		;
	ADD(calls, 4 * FILES);
	ADD(children, child > 0);
}

static void now_and_then(struct rider *r)
{
	if (r->programs % 512 == 0)
		try_another();
	if (r->programs % 2048 == 1024)
		have_a_child();
	if (r->programs % 1024 == 512) {
		reap(r);
		door_close(&r->door);
		open_ring(r);
	}
}

static void *ride(void *arg)
{
	struct rider *r = arg;

	coverage_open(&r->coverage);
	open_ring(r);
	while (__atomic_load_n(&calls, __ATOMIC_RELAXED) < goal) {
		invent(r);
		coverage_begin(&r->coverage);
		execute(r, &r->program);
		if (coverage_end(&r->coverage))
			keep(r);
		r->programs++;
		now_and_then(r);
	}
	cancel_all(r);
	door_close(&r->door);
	return NULL;
}

/* ---- the storm -------------------------------------------------------------------------- */

/*
 * Far from all else: a pointer to them of which disturb() changes one half must lead to nothing
 * that matters. Once it led to the lock of a heap, which the module then wrote into, as it was told.
 */
static void *pages(unsigned int nr)
{
	static char *next = (char *)0x100080000000;
	void *at = mmap(next, nr * PAGE, PROT_READ | PROT_WRITE,
			MAP_SHARED | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);

	if (at == MAP_FAILED)
		exit(1);
	next += (nr + 1) * PAGE;
	return at;
}

static void prepare(struct rider *r, uint64_t seed)
{
	char *three = pages(3);

	mprotect(three, PAGE, PROT_NONE);
	mprotect(three + 2 * PAGE, PAGE, PROT_NONE);
	r->page = three + PAGE;
	r->results = pages(8);
	r->kept = calloc(KEPT, sizeof(*r->kept));
	r->random = seed;
	if (!r->kept || pthread_create(&r->thread, NULL, ride, r))
		exit(1);
}

static void prepare_all(uint64_t seed)
{
	union structure s;

	hear_signals();
	shared_page = pages(1);
	fixed_page = pages(1);
	fill(&(struct action) { .what = OP, .opcode = PX_OP_ARC_COUNT, .name = 'a' }, &s, 0);
	memcpy(fixed_page, &s, sizeof(s));
	mprotect(fixed_page, PAGE, PROT_READ);
	for (uint32_t i = 0; i < FILES; i++)
		files[i] = open_named();
	for (uint32_t i = 0; i < RIDERS; i++)
		prepare(&riders[i], seed * RIDERS + i);
}

/* Sizes, opcodes, flags and what drains, back and forth, for a while. */
static void disturb(uint64_t *random)
{
	for (unsigned int i = 0; i < 400; i++) {
		volatile uint32_t *at = (uint32_t *)shared_page + pick(random, 64);
		uint32_t was = *at;

		*at = one_in(random, 2) ? (uint32_t)pick_odd(random) : pick(random, 128);
		*at = was;
	}
}

/* Whoever has begun nothing since the last two pulses waits. Those before first have been joined. */
static void pulse(uint32_t first, uint64_t last[RIDERS][2])
{
	for (uint32_t i = first; i < RIDERS; i++) {
		uint64_t now = riders[i].begun;

		if (now == last[i][0] && now == last[i][1])
			pthread_kill(riders[i].thread, SIGUSR1);
		last[i][1] = last[i][0];
		last[i][0] = now;
	}
}

/* Whether all went on until the end. */
static bool watch(uint64_t seed)
{
	uint64_t last[RIDERS][2] = { 0 }, seen = 0, since = now_ms(), random = seed;
	struct timespec now = { 0 };
	uint32_t ended = 0;

	while (ended < RIDERS) {
		disturb(&random);
		sleep_ms(PULSE_MS);
		pulse(ended, last);
		while (ended < RIDERS && !pthread_timedjoin_np(riders[ended].thread, NULL, &now))
			ended++;
		if (calls != seen) {
			seen = calls;
			since = now_ms();
		}
		if (now_ms() > since + 4 * SOON_MS)
			return false;
	}
	return true;
}

static uint32_t sum_kept(void)
{
	uint32_t sum = 0;

	for (uint32_t i = 0; i < RIDERS; i++)
		sum += riders[i].nr_kept;
	return sum;
}

static void tell_guidance(void)
{
	if (!riders[0].coverage.words || !coverage_places) {
		tap_ok(1, "guided by coverage # SKIP absent: a module with PX_COVER on the debug kernel has it");
		return;
	}
	tap_ok(coverage_places >= LEAST_PLACES && sum_kept() >= 50,
	       "guided by coverage: %u places of the module, %u programs kept", coverage_places,
	       sum_kept());
	printf("# attack: fuzzer's guide: %u places of the module's code, %u programs led to new ones\n",
	       coverage_places, sum_kept());
}

int main(int argc, char **argv)
{
	uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1, began = now_ms();
	bool well;

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (argc < 2 || !(goal = strtoull(argv[1], NULL, 10))) {
		fprintf(stderr, "usage: test_fuzz CALLS [SEED]\n");
		return 2;
	}
	prepare_all(seed);
	well = watch(seed);
	if (!tap_ok(well, "no call lasts: %llu made", (unsigned long long)calls))
		_exit(1);
	tap_ok(!unlisted, "every answer is listed");
	tap_ok(!overwritten, "nothing is written that was not asked for");
	tap_ok(!lost, "every command of a ring is answered");
	tap_ok(!refused, "a new instance works at all times");
	tap_ok(children > 0 || goal < 100000, "%u processes went with what they held", children);
	tell_guidance();
	printf("# attack: fuzzer: %llu calls, %u programs, seed %llu, %llu s (again: test_fuzz %llu %llu)\n",
	       (unsigned long long)calls, riders[0].programs + riders[1].programs,
	       (unsigned long long)seed, (unsigned long long)(now_ms() - began) / 1000,
	       (unsigned long long)goal, (unsigned long long)seed);
	return tap_done();
}
