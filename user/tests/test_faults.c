// SPDX-License-Identifier: GPL-2.0-only
/*
 * Every allocation and every copy from or to user space that the module makes in a
 * caller's context, or in that of a worker of io_uring's, is made to fail, one after
 * the other, for each kind of call. A call that meets a fault says so and has changed
 * nothing that a second one cannot go on from; only where the copy that failed was that
 * of the answer, it may be done already. What leaks is found afterwards, by kmemleak.
 *
 * A failed copy is always told. A failed allocation need not be: the kernel makes
 * some for its own checks, and goes on without; so does what can do with vmalloc.
 *
 * The kernel fails the n-th chance in a task (fail-nth); only those count that have a
 * function of the module's on the stack: see aim().
 */
#include <dirent.h>
#include "worker_calls.h"
#include "uring_calls.h"
#include "tests/tap.h"

#define MOST	400u	/* chances in one call: more, and something is wrong */

enum { SLABS = 1, PAGES = 2, COPIES = 4, ALL = 7 };
static const char *const kinds[] = { "failslab", "fail_page_alloc", "fail_usercopy" };
static unsigned long copies_failed, allocations_failed, borne;
static int worker_file = -1;	/* fail-nth of a ring's worker, while commands go to it */

/* ---- faults ------------------------------------------------------------------ */

static int put_text(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC);
	ssize_t n = fd < 0 ? -1 : write(fd, text, strlen(text));

	if (fd >= 0)
		close(fd);
	return n < 0 ? -errno : 0;
}

static int set_fault(const char *kind, const char *name, const char *value)
{
	char path[128];

	snprintf(path, sizeof(path), "/sys/kernel/debug/%s/%s", kind, name);
	return put_text(path, value);
}

/* Where x86-64 puts modules, and nothing else; no other one is loaded. */
#define MODULES		0xffffffffa0000000ul
#define MODULES_END	0xffffffffff000000ul

/* What is to fail: those kinds, with a place of a module on the stack. 0, or -errno: none can. */
static int aim(unsigned int which)
{
	char from[32], to[32];
	int err = 0;

	for (unsigned int i = 0; i < 3 && !err; i++) {
		bool wanted = which & 1u << i;

		snprintf(from, sizeof(from), "%#lx", wanted ? MODULES : 1);
		snprintf(to, sizeof(to), "%#lx", wanted ? MODULES_END : 2);
		set_fault(kinds[i], "ignore-gfp-wait", "N");
		set_fault(kinds[i], "ignore-gfp-highmem", "N");
		set_fault(kinds[i], "min-order", "0");
		err = set_fault(kinds[i], "verbose", "0");
		if (!err)
			err = set_fault(kinds[i], "require-start", from);
		if (!err)
			err = set_fault(kinds[i], "require-end", to);
	}
	return err;
}

/* Whose chances are counted: this thread's, or those of the worker of the ring. */
static int nth_file(void)
{
	static int own = -1;

	if (worker_file >= 0)
		return worker_file;
	if (own < 0)
		own = open("/proc/thread-self/fail-nth", O_RDWR | O_CLOEXEC);
	return own;
}

static void arm(unsigned int nth)
{
	char text[16];

	snprintf(text, sizeof(text), "%u", nth);
	if (pwrite(nth_file(), text, strlen(text), 0) < 0)
		abort();
}

/* Whether that chance came. */
static bool disarm(void)
{
	char text[16] = "";
	ssize_t n = pread(nth_file(), text, sizeof(text) - 1, 0);

	arm(0);
	return n > 0 && !atoi(text);
}

/* ---- scenes ------------------------------------------------------------------- */

struct scene {
	const char *name, *what;	/* what: the workload, lab or object */
	int (*act)(int fd, const struct scene *s);
	void (*prepare)(int fd, const struct scene *s);
	int done_already;		/* what a second call says if only the answer was lost */
	struct px_op op, before[3];
	bool by_ring;
};

static int set_up(int fd, const struct scene *s)
{
	struct px_setup setup = good_setup(s->what);

	setup.spec.duration_ns = 1000000;
	setup.spec.lines = 40;
	return call(fd, PX_IOC_SETUP, &setup);
}

static void must(int err, const char *what)
{
	if (err && err != -EBUSY)
		printf("# prepared wrongly: %s: %s\n", what, strerror(-err));
}

static void after_setup(int fd, const struct scene *s)
{
	must(set_up(fd, s), "setup");
}

static int act_start(int fd, const struct scene *s)
{
	return start(fd);
}

static void after_start(int fd, const struct scene *s)
{
	after_setup(fd, s);
	must(start(fd), "start");
}

static int act_wait(int fd, const struct scene *s)
{
	struct px_worker_result results[PX_MAX_THREADS];
	int error;

	return wait_run(fd, results, &error);
}

static void after_wait(int fd, const struct scene *s)
{
	after_start(fd, s);
	must(act_wait(fd, s), "wait");
}

static int act_check(int fd, const struct scene *s)
{
	struct px_check c;

	return check_run(fd, &c);
}

static void after_timed(int fd, const struct scene *s)
{
	struct px_setup setup = good_setup(s->what);

	setup.spec.duration_ns = 1000000;
	setup.spec.timed = 1;
	must(call(fd, PX_IOC_SETUP, &setup), "setup");
	must(start(fd), "start");
	must(act_wait(fd, s), "wait");
}

static int act_latency(int fd, const struct scene *s)
{
	static uint64_t buckets[8192];
	struct px_latency l = { .size = sizeof(l), .nr_buckets = 8192, .buckets = (uintptr_t)buckets };

	return call(fd, PX_IOC_LATENCY, &l);
}

static int act_attach(int fd, const struct scene *s)
{
	return attach(fd, 0);
}

static void after_attach(int fd, const struct scene *s)
{
	after_setup(fd, s);
	must(attach(fd, 0), "attach");
	attach(fd, 1);			/* a single_worker workload has one */
}

static int act_start_callers(int fd, const struct scene *s)
{
	return start_callers(fd);
}

static void after_callers(int fd, const struct scene *s)
{
	after_attach(fd, s);
	must(start_callers(fd), "start");
}

static int act_step(int fd, const struct scene *s)
{
	long done = step(fd, 0, 1);

	return done < 0 ? (int)done : 0;
}

static int act_delay(int fd, const struct scene *s)
{
	return delay(fd, 0, NULL);
}

static int act_detach(int fd, const struct scene *s)
{
	return detach(fd, 0);
}

static int act_info(int fd, const struct scene *s)
{
	struct px_info info = { .size = sizeof(info) };

	return call(fd, PX_IOC_INFO, &info);
}

static int act_input(int fd, const struct scene *s)
{
	struct px_input input = { .size = sizeof(input) };

	return call(fd, PX_IOC_INPUT, &input);
}

static int act_write(int fd, const struct scene *s)
{
	static const char text[] = "29: 3 8 5\n55: 3 8 5\n";
	ssize_t n = write(fd, text, sizeof(text) - 1);

	return n < 0 ? -errno : 0;
}

static int act_open(int fd, const struct scene *s)
{
	int other = open(PX_DEVICE_PATH, O_RDWR | O_CLOEXEC);

	if (other < 0)
		return -errno;
	close(other);
	return 0;
}

static int act_lab(int fd, const struct scene *s)
{
	static struct px_observation observations[PX_MAX_OBSERVATIONS];
	static struct px_event events[PX_MAX_EVENTS];
	struct px_lab_run p = {
		.size = sizeof(p),
		.nr_observations = PX_MAX_OBSERVATIONS,
		.nr_events = PX_MAX_EVENTS,
		.observations = (uintptr_t)observations,
		.events = (uintptr_t)events,
	};

	snprintf(p.lab, sizeof(p.lab), "%s", s->what);
	return call(fd, PX_IOC_LAB, &p);
}

/* ---- operations, by both doors ------------------------------------------------ */

static struct door door;

/* Not tried here first, but by the ring's worker at once. */
static int by_ring_call(int fd, uint32_t cmd, uint64_t arg)
{
	struct io_uring_sqe *sqe;

	door.fd = fd;
	sqe = door_add(&door, 0, cmd, arg);
	if (worker_file >= 0)
		sqe->flags |= IOSQE_ASYNC;
	door_go(&door);
	return door_answer(&door, 0);
}

static int perform(int fd, struct px_op o, const char *name, bool by_ring)
{
	struct px_op again = o;

	if (!by_ring)
		return op_on(fd, name, &again);
	again.size = sizeof(again);
	snprintf(again.name, sizeof(again.name), "%s", name);
	return by_ring_call(fd, PX_IOC_OP, (uintptr_t)&again);
}

/* Who has a lock already would wait for himself, but for a limit. */
static int act_op(int fd, const struct scene *s)
{
	struct px_op o = s->op;

	if (s->done_already == -ETIMEDOUT)
		o.timeout_ns = 500000000;
	return perform(fd, o, s->what, s->by_ring);
}

static void before_op(int fd, const struct scene *s)
{
	for (unsigned int i = 0; i < 3 && s->before[i].opcode; i++)
		must(perform(fd, s->before[i], s->what, false), "operation");
}

#define OP(o, already, ...)							\
	{ #o, "x", act_op, before_op, already, { .opcode = PX_OP_##o }, { __VA_ARGS__ } }
#define RING(o, already, ...)							\
	{ "io_uring: " #o, "x", act_op, before_op, already, { .opcode = PX_OP_##o }, { __VA_ARGS__ }, true }
#define AFTER(o)	{ .opcode = PX_OP_##o }
#define BOTH(o, already, ...)	OP(o, already, __VA_ARGS__), RING(o, already, __VA_ARGS__)

static const struct scene operations[] = {
	BOTH(MUTEX_NEW, -EEXIST),
	BOTH(MUTEX_LOCK, -ETIMEDOUT, AFTER(MUTEX_NEW)),
	BOTH(MUTEX_TRYLOCK, -EBUSY, AFTER(MUTEX_NEW)),
	BOTH(MUTEX_UNLOCK, -EPERM, AFTER(MUTEX_NEW), AFTER(MUTEX_LOCK)),
	BOTH(RWLOCK_NEW, -EEXIST),
	BOTH(RWLOCK_READ, -ETIMEDOUT, AFTER(RWLOCK_NEW)),
	BOTH(RWLOCK_WRITE, -ETIMEDOUT, AFTER(RWLOCK_NEW)),
	BOTH(RWLOCK_READ_TRY, -EBUSY, AFTER(RWLOCK_NEW)),
	BOTH(RWLOCK_WRITE_TRY, -EBUSY, AFTER(RWLOCK_NEW)),
	BOTH(RWLOCK_DOWNGRADE, -EPERM, AFTER(RWLOCK_NEW), AFTER(RWLOCK_WRITE)),
	BOTH(RWLOCK_UNLOCK, -EPERM, AFTER(RWLOCK_NEW), AFTER(RWLOCK_READ)),
	BOTH(ARC_NEW, -EEXIST),
	BOTH(ARC_GET, 0, AFTER(ARC_NEW)),
	BOTH(ARC_PUT, -ESTALE, AFTER(ARC_NEW)),
	BOTH(ARC_UPGRADE, 0, AFTER(ARC_NEW)),
	BOTH(ARC_COUNT, 0, AFTER(ARC_NEW)),
	BOTH(CHAN_NEW, -EEXIST),
	OP(CHAN_SEND, 0, { .opcode = PX_OP_CHAN_NEW, .value = 9 }),
	RING(CHAN_SEND, 0, { .opcode = PX_OP_CHAN_NEW, .value = 9 }),
	OP(CHAN_TRY_SEND, 0, { .opcode = PX_OP_CHAN_NEW, .value = 9 }),
	OP(CHAN_RECV, 0, { .opcode = PX_OP_CHAN_NEW, .value = 9 }, AFTER(CHAN_SEND), AFTER(CHAN_SEND)),
	OP(CHAN_TRY_RECV, 0, { .opcode = PX_OP_CHAN_NEW, .value = 9 }, AFTER(CHAN_SEND),
	   AFTER(CHAN_SEND)),
	BOTH(CHAN_CLONE, 0, { .opcode = PX_OP_CHAN_NEW, .value = 9 }),
	BOTH(CHAN_CLOSE_SENDER, -EPERM, { .opcode = PX_OP_CHAN_NEW, .value = 9 }),
	BOTH(CHAN_TAKE_RECEIVER, -EBUSY, { .opcode = PX_OP_CHAN_NEW, .value = 9 }),
	BOTH(CHAN_CLOSE_RECEIVER, -EPERM, { .opcode = PX_OP_CHAN_NEW, .value = 9 }),
	BOTH(CHAN_COUNT, 0, { .opcode = PX_OP_CHAN_NEW, .value = 9 }),
	BOTH(POISON_NEW, -EEXIST),
	BOTH(POISON_LOCK, -ETIMEDOUT, AFTER(POISON_NEW)),
	BOTH(POISON_TRYLOCK, -EBUSY, AFTER(POISON_NEW)),
	BOTH(POISON_UNLOCK, -EPERM, AFTER(POISON_NEW), AFTER(POISON_LOCK)),
	BOTH(POISON_GET, 0, AFTER(POISON_NEW), AFTER(POISON_LOCK)),
	BOTH(POISON_SET, 0, AFTER(POISON_NEW), AFTER(POISON_LOCK)),
	BOTH(POISON_CLEAR, 0, AFTER(POISON_NEW)),
	BOTH(POISON_IS, 0, AFTER(POISON_NEW)),
};

static const struct scene calls[] = {
	{ "open", "", act_open },
	{ "info", "", act_info },
	{ "input", "", act_input },
	{ "write", "", act_write },
};

/* Of each workload. */
static const struct scene run_calls[] = {
	{ "setup", "", set_up, NULL, -EBUSY },
	{ "start", "", act_start, after_setup, -EBUSY },
	{ "wait", "", act_wait, after_start },
	{ "check", "", act_check, after_wait },
	{ "latency", "", act_latency, after_timed },
	{ "attach", "", act_attach, after_setup, -EBUSY },
	{ "start of callers", "", act_start_callers, after_attach, -EBUSY },
	{ "delay", "", act_delay, after_callers },
	{ "step", "", act_step, after_callers },
	{ "detach", "", act_detach, after_callers, -ESRCH },
};

#define NAME(name)	#name,
static const char *const workloads[] = { PX_WORKLOADS(NAME) };

/* Of which all see something happen: to copy no event cannot fail. */
static const char *const lab_names[] = {
	"thread_join_value", "scope_borrows", "chan_order", "rwlock_overlap", "rwlock_downgrade",
	"arc_upgrade_after_drop", "chan_bounded_blocks",
};

/* ---- one scene, with each of its chances --------------------------------------- */

/* What came of a call that met a fault is in order. */
static bool is_told(const struct scene *s, int err, int again, bool copies)
{
	if (!err)
		return !copies;
	return err != -ETIMEDOUT && (!again || (err == -EFAULT && again == s->done_already));
}

/* Fails each chance in turn; how many there were is in *chances. What went wrong is printed. */
static bool play(const struct scene *s, bool copies, unsigned int *chances)
{
	bool well = true, came = true;

	for (*chances = 0; well && came && *chances < MOST; *chances += came) {
		int fd = open_instance(), err, again = 0;

		if (s->prepare)
			s->prepare(fd, s);
		if (getenv("PX_TRACE"))
			printf("# %s %s: chance %u\n", s->what, s->name, *chances + 1);
		arm(*chances + 1);
		err = s->act(fd, s);
		came = disarm();
		if (came && err)
			again = s->act(fd, s);
		borne += came && !err;
		well = came ? is_told(s, err, again, copies) : !err;
		if (!well)
			printf("# %s %s: chance %u%s: %s, then %s\n", s->what, s->name, *chances + 1,
			       came ? "" : " did not come", strerror(-err), strerror(-again));
		close(fd);
	}
	*(copies ? &copies_failed : &allocations_failed) += *chances;
	return well && *chances < MOST;
}

/* Of so many scenes, of that kind; what: of all of them, or NULL; least: chances in each. */
static void play_kind(const struct scene *scenes, size_t nr, const char *what, bool copies,
		      unsigned int least, const char *name)
{
	unsigned int chances, sum = 0;
	bool well = !aim(copies ? COPIES : SLABS | PAGES);

	for (size_t i = 0; i < nr; i++) {
		struct scene s = scenes[i];

		if (what)
			s.what = what;
		well &= play(&s, copies, &chances);
		sum += chances;
		if (chances < least) {
			printf("# %s %s: %u chances, expected %u at least\n", s.what, s.name, chances,
			       least);
			well = false;
		}
	}
	tap_ok(well, "%s: %u %s failed, and one could go on", name, sum,
	       copies ? "copies" : "allocations");
}

static void play_all(const struct scene *scenes, size_t nr, const char *what, unsigned int copies,
		     const char *name)
{
	play_kind(scenes, nr, what, true, copies, name);
	play_kind(scenes, nr, what, false, 0, name);
}

/* A step of a worker who waits for the other one would wait for ever. */
static bool waits(const char *workload)
{
	return !strncmp(workload, "chan_", 5) && strcmp(workload, "chan_self");
}

static void play_workload(const char *name)
{
	size_t nr = sizeof(run_calls) / sizeof(run_calls[0]);
	struct scene scenes[sizeof(run_calls) / sizeof(run_calls[0])];
	size_t n = 0;

	for (size_t i = 0; i < nr; i++)
		if (!waits(name) || run_calls[i].act != act_step)
			scenes[n++] = run_calls[i];
	play_all(scenes, n, name, 0, name);
}

/* ---- by a worker of io_uring's --------------------------------------------------- */

static int find_worker(void)
{
	DIR *tasks = opendir("/proc/self/task");
	struct dirent *task;
	char path[300], comm[16];
	int found = -1;

	while (found < 0 && tasks && (task = readdir(tasks))) {
		FILE *file;

		snprintf(path, sizeof(path), "/proc/self/task/%s/comm", task->d_name);
		file = fopen(path, "re");
		if (file && fgets(comm, sizeof(comm), file) && !strncmp(comm, "iou-wrk", 7)) {
			snprintf(path, sizeof(path), "/proc/self/task/%s/fail-nth", task->d_name);
			found = open(path, O_RDWR | O_CLOEXEC);
		}
		if (file)
			fclose(file);
	}
	if (tasks)
		closedir(tasks);
	return found;
}

/* One worker alone, which is there when it has had something to do; the last one stays. */
static void play_by_worker(void)
{
	size_t nr = sizeof(operations) / sizeof(operations[0]), n = 0;
	struct scene scenes[sizeof(operations) / sizeof(operations[0])];
	int fd = open_instance();

	door_widen(&door, 1);
	worker_file = 0;
	by_ring_call(fd, PX_IOC_STEP, PX_STEP(0, 1));
	worker_file = find_worker();
	if (tap_ok(worker_file >= 0, "the ring's worker can be made to fail")) {
		for (size_t i = 0; i < nr; i++)
			if (operations[i].by_ring)
				scenes[n++] = operations[i];
		play_all(scenes, n, NULL, 1, "operations by a worker of io_uring's");
		close(worker_file);
	}
	worker_file = -1;
	close(fd);
}

/* ---- the module itself ---------------------------------------------------------- */

static int load(int module)
{
	return syscall(SYS_finit_module, module, "", 0) ? -errno : 0;
}

static int unload(void)
{
	return syscall(SYS_delete_module, "parallax", O_NONBLOCK) ? -errno : 0;
}

static void play_load(void)
{
	int module = open("/lib/parallax/parallax.ko", O_RDONLY | O_CLOEXEC);
	unsigned int n = 0, refused = 0;
	bool well = module >= 0 && !aim(ALL), came = true;

	for (unsigned int nth = 1; well && came && nth < MOST; nth++) {
		int err, again = 0;

		if (unload())
			well = false;
		arm(nth);
		err = load(module);
		came = disarm();
		n += came;
		refused += came && err;
		if (err)
			again = load(module);
		well &= !again && (came || !err);
		if (!well)
			printf("# load: chance %u: %s, then %s\n", nth, strerror(-err), strerror(-again));
	}
	allocations_failed += n;
	tap_ok(well && refused > 0, "the module is loaded with %u faults: refused %u times, there after "
	       "each", n, refused);
	close(module);
}

int main(void)
{
	int err = nth_file() < 0 ? -ENOENT : aim(ALL);

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (err) {
		tap_ok(1, "faults # SKIP this kernel injects none: %s", strerror(-err));
		return tap_done();
	}
	err = door_open(&door, -1, 8, 0);
	if (err)
		printf("# no ring: %s\n", strerror(-err));
	play_all(calls, sizeof(calls) / sizeof(calls[0]), NULL, 0, "calls");
	play_all(operations, sizeof(operations) / sizeof(operations[0]), NULL, 1, "operations");
	play_by_worker();
	for (size_t i = 0; i < sizeof(workloads) / sizeof(workloads[0]); i++)
		play_workload(workloads[i]);
	for (size_t i = 0; i < sizeof(lab_names) / sizeof(lab_names[0]); i++) {
		const struct scene s = { "", lab_names[i], act_lab };

		play_all(&s, 1, NULL, 1, lab_names[i]);
	}
	door_close(&door);
	play_load();
	printf("# attack: faults: %lu copies and %lu allocations failed; %lu of these were borne\n",
	       copies_failed, allocations_failed, borne);
	return tap_done();
}
