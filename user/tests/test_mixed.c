// SPDX-License-Identifier: GPL-2.0-only
/*
 * test_mixed SECONDS [SEED]: threads submit valid and invalid commands of all kinds,
 * linked and not, each by its own ring, on shared instances. At the same time commands are
 * cancelled, rings closed, instances replaced and threads interrupted. The test checks
 * that parallax.h lists every result, that every command completes once, and that
 * everything is freed at the end.
 */
#include <signal.h>
#include <sys/mman.h>
#include "child.h"
#include "mixed.h"
#include "op_families.h"
#include "worker_calls.h"
#include "tests/tap.h"

#define INTERVAL_MS	20u	/* a waiting ioctl is interrupted after this time */

struct tally *tally;
int instances[INSTANCES];
static struct mixed_thread threads[THREADS];
static volatile bool stop;

/* A deferred ring makes progress only when its events are requested. */
static void take_completions(struct mixed_thread *t)
{
	struct __kernel_timespec wait = { .tv_nsec = 1000000 };
	struct io_uring_cqe *cqe;

	io_uring_get_events(&t->ring.ring);
	if (io_uring_wait_cqe_timeout(&t->ring.ring, &cqe, &wait))
		return;
	while (!io_uring_peek_cqe(&t->ring.ring, &cqe))
		ring_take_cqe(&t->ring, cqe);
}

/* Returns the number of commands in flight. */
static uint32_t reap(struct mixed_thread *t)
{
	uint32_t pending = 0;

	take_completions(t);
	for (uint32_t i = 0; i < SLOTS; i++) {
		struct slot *s = &t->slots[i];

		if (s->pending && t->ring.done[i]) {
			s->pending = false;
			check_result(s, t->ring.result[i]);
		}
		pending += s->pending;
	}
	return pending;
}

static void open_ring(struct mixed_thread *t)
{
	t->memory = calloc(SLOTS, sizeof(*t->memory));
	if (!t->memory || ring_open(&t->ring, -1, 2 * SLOTS, t->flags | IORING_SETUP_SUBMIT_ALL))
		_exit(1);
	memset(t->slots, 0, sizeof(t->slots));
	ADD(rings, 1);
}

/* Commands in flight are abandoned: their results are never seen. */
static void close_ring(struct mixed_thread *t)
{
	ADD(abandoned, reap(t));
	ADD(duplicates, t->ring.duplicates);
	ring_close(&t->ring);
}

/* Repeats the cancel: a linked command may begin when the command before it is cancelled. */
static void cancel_all(struct mixed_thread *t)
{
	uint64_t deadline = now_ms() + TIMEOUT_MS;
	uint32_t pending;

	while ((pending = reap(t)) && now_ms() < deadline) {
		ring_submit(&t->ring);
		if (!t->ring.done[CANCEL_COMMAND])
			continue;
		ring_cancel(&t->ring, CANCEL_COMMAND, 0)->cancel_flags =
			IORING_ASYNC_CANCEL_ALL | IORING_ASYNC_CANCEL_ANY;
		ring_submit(&t->ring);
	}
	for (uint32_t i = 0; pending && i < SLOTS; i++)
		if (t->slots[i].pending)
			printf("# lost: %s, opcode %u, of a ring with flags %x\n",
			       command_name(t->slots[i].kind), t->slots[i].opcode, t->flags);
	ADD(lost, pending);
}

static void *run_thread(void *arg)
{
	struct mixed_thread *t = arg;

	open_ring(t);
	while (!stop) {
		submit_some(t);
		if (one_in(&t->random, 4))
			step_by_ioctl(t);
		reap(t);
		if (one_in(&t->random, 64)) {
			close_ring(t);
			open_ring(t);
		}
	}
	cancel_all(t);
	close_ring(t);
	return NULL;
}

static int open_objects(void)
{
	int fd = open_with_objects();

	op_with(fd, PX_OP_CHAN_NEW, "c1", PX_CAPACITY_UNBOUNDED);
	return fd;
}

/* Commands that use the old instance keep it alive. */
static void replace_one(void)
{
	int fd = open_objects();

	dup2(fd, instances[FIRST_WITH_OBJECTS + tally->replaced++ % WITH_OBJECTS]);
	close(fd);
}

static void open_all(unsigned int seconds)
{
	struct px_setup s = good_setup("empty");

	instances[RUN_CHAN] = open_run(good_setup("chan_bounded"), THREADS);
	instances[RUN_COUNTER] = open_run(good_setup("mutex_counter"), THREADS);
	instances[RUN_KERNEL] = open_instance();
	s.spec.threads = 1;
	s.spec.duration_ns = seconds * 500000000ull;
	set_up_and_start(instances[RUN_KERNEL], s);
	for (int i = FIRST_WITH_OBJECTS; i < INSTANCES; i++)
		instances[i] = open_objects();
}

static void begin_all(uint64_t seed)
{
	static const unsigned int flags[] = { 0, RING_DEFERRED, IORING_SETUP_SQPOLL };

	catch_sigusr1();
	for (uint32_t i = 0; i < THREADS; i++) {
		threads[i].number = i;
		threads[i].random = seed * THREADS + i;
		threads[i].flags = flags[i % 3];
		if (pthread_create(&threads[i].thread, NULL, run_thread, &threads[i]))
			_exit(1);
	}
}

/* Threads below first have ended. */
static void interrupt_threads(uint32_t first)
{
	sleep_ms(INTERVAL_MS);
	for (uint32_t i = first; i < THREADS; i++)
		pthread_kill(threads[i].thread, SIGUSR1);
}

static void end_all(void)
{
	struct timespec now = { 0 };

	stop = true;
	for (uint32_t i = 0; i < THREADS; i++)
		while (pthread_timedjoin_np(threads[i].thread, NULL, &now))
			interrupt_threads(i);
}

/* A command of a closed ring may still be in flight. */
static bool detaches(int fd, uint32_t worker)
{
	uint64_t deadline = now_ms() + TIMEOUT_MS;
	int err;

	while ((err = detach(fd, worker)) == -EBUSY && now_ms() < deadline)
		sleep_ms(1);
	if (err)
		printf("# worker %u does not detach: %d\n", worker, err);
	return !err;
}

/* Worker 0, the receiver, is last. It first takes all messages. */
static bool all_detach(int fd)
{
	for (uint32_t i = 1; i < THREADS; i++)
		if (!detaches(fd, i))
			return false;
	if (fd == instances[RUN_CHAN])
		while (step(fd, 0, PX_STEP_MAX) > 0)
			;
	return detaches(fd, 0);
}

static void run_all(unsigned int seconds, uint64_t seed)
{
	uint64_t end = now_ms() + seconds * 1000;
	unsigned int intervals = 0;

	open_all(seconds);
	begin_all(seed);
	while (now_ms() < end) {
		interrupt_threads(0);
		if (++intervals % 8 == 0)
			replace_one();
	}
	end_all();
	tally->checks_pass = all_detach(instances[RUN_CHAN]) && check_passes(instances[RUN_CHAN]) &&
		       all_detach(instances[RUN_COUNTER]) && check_passes(instances[RUN_COUNTER]);
	for (int i = 0; i < INSTANCES; i++)
		close(instances[i]);
	tally->ended = true;
	fflush(stdout);
	_exit(0);
}

static bool ends(pid_t pid, unsigned int seconds)
{
	bool ended = ends_within(pid, seconds * 1000 + 4 * TIMEOUT_MS, NULL);

	if (!ended)
		kill(pid, SIGKILL);
	return ended && tally->ended;
}

static void report(void)
{
	printf("# %llu steps, %llu interrupted or cancelled, %llu abandoned with a ring, %u "
	       "instances replaced\n",
	       (unsigned long long)tally->steps, (unsigned long long)tally->cancelled,
	       (unsigned long long)tally->abandoned, tally->replaced);
	tap_ok(tally->completed && !tally->unlisted,
	       "%llu commands by %u rings: every result is listed",
	       (unsigned long long)tally->submitted, tally->rings);
	tap_ok(!tally->lost && !tally->duplicates &&
		       tally->submitted == tally->completed + tally->abandoned,
	       "every command completes once (%u lost, %u duplicates)", tally->lost,
	       tally->duplicates);
	tap_ok(tally->steps && tally->checks_pass, "the checks of the runs pass");
}

int main(int argc, char **argv)
{
	unsigned int seconds = argc > 1 ? (unsigned int)atoi(argv[1]) : 3;
	uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : now_ms();
	pid_t pid;

	tally = mmap(NULL, sizeof(*tally), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1,
		     0);
	if (tally == MAP_FAILED)
		return 1;
	printf("# seed %llu\n", (unsigned long long)seed);
	fflush(stdout);
	pid = fork();
	if (!pid)
		run_all(seconds, seed);
	tap_ok(ends(pid, seconds), "the child ends soon after its %u s", seconds);
	report();
	tap_ok(module_reloads(), "then the module can be unloaded");
	return tap_done();
}
