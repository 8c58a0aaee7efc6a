// SPDX-License-Identifier: GPL-2.0-only
/*
 * test_fuzz CALLS [SEED]: two threads execute short sequences of calls, most of them
 * valid, by ioctl and by io_uring. They share, replace and duplicate the files. The
 * structures are at the edges of pages, or in a page that another thread changes. The
 * test checks that parallax.h lists every result, that the module writes only where it
 * was asked to, and that a new instance always works.
 *
 * A sequence that reaches new code of the module is kept, and variants of it are tried:
 * see coverage.h. Without KCOV a seed always yields the same sequences.
 */
#include <sys/mman.h>
#include "fuzz_thread.h"
#include "op_families.h"
#include "tests/tap.h"

#define INTERVAL_MS	2u	/* a call that waits for two intervals is interrupted */
#define LEAST_PLACES	1500u

int files[FILES];
char *shared_page, *fixed_page;
uint64_t goal;
struct fuzz_stats stats;
static struct fuzz_thread threads[FUZZ_THREADS];

/*
 * At a fixed high address: change_shared_page() may overwrite half of a pointer to these
 * pages. The result must not point to the heap, where the module would write as asked.
 */
static void *map_pages(unsigned int nr)
{
	static char *next = (char *)0x100080000000;
	void *at = mmap(next, nr * PAGE, PROT_READ | PROT_WRITE,
			MAP_SHARED | MAP_ANONYMOUS | MAP_FIXED_NOREPLACE, -1, 0);

	if (at == MAP_FAILED)
		exit(1);
	next += (nr + 1) * PAGE;
	return at;
}

static void start_thread(struct fuzz_thread *t, uint64_t seed)
{
	char *three = map_pages(3);

	mprotect(three, PAGE, PROT_NONE);
	mprotect(three + 2 * PAGE, PAGE, PROT_NONE);
	t->page = three + PAGE;
	t->results = map_pages(8);
	t->random = seed;
	if (pthread_create(&t->thread, NULL, fuzz_run, t))
		exit(1);
}

static void start_all(uint64_t seed)
{
	union call_args args;

	catch_sigusr1();
	shared_page = map_pages(1);
	fixed_page = map_pages(1);
	fill_args(&(struct fuzz_call) { .kind = OP, .opcode = PX_OP_ARC_COUNT, .name = 'a' }, &args,
		  0);
	memcpy(fixed_page, &args, sizeof(args));
	mprotect(fixed_page, PAGE, PROT_READ);
	for (uint32_t i = 0; i < FILES; i++)
		files[i] = open_named_objects();
	for (uint32_t i = 0; i < FUZZ_THREADS; i++)
		start_thread(&threads[i], seed * FUZZ_THREADS + i);
}

/* Changes sizes, opcodes, flags and values in the shared page, and restores them. */
static void change_shared_page(uint64_t *random)
{
	for (unsigned int i = 0; i < 400; i++) {
		volatile uint32_t *at = (uint32_t *)shared_page + pick(random, 64);
		uint32_t was = *at;

		*at = one_in(random, 2) ? (uint32_t)pick_odd(random) : pick(random, 128);
		*at = was;
	}
}

/* Interrupts threads that have begun no call for two intervals. Threads below first have ended. */
static void interrupt_waiting(uint32_t first, uint64_t last[FUZZ_THREADS][2])
{
	for (uint32_t i = first; i < FUZZ_THREADS; i++) {
		uint64_t now = threads[i].begun;

		if (now == last[i][0] && now == last[i][1])
			pthread_kill(threads[i].thread, SIGUSR1);
		last[i][1] = last[i][0];
		last[i][0] = now;
	}
}

/* False if no thread makes progress any more. */
static bool wait_for_threads(uint64_t seed)
{
	uint64_t last[FUZZ_THREADS][2] = { 0 }, seen = 0, since = now_ms(), random = seed;
	struct timespec now = { 0 };
	uint32_t ended = 0;

	while (ended < FUZZ_THREADS) {
		change_shared_page(&random);
		sleep_ms(INTERVAL_MS);
		interrupt_waiting(ended, last);
		while (ended < FUZZ_THREADS &&
		       !pthread_timedjoin_np(threads[ended].thread, NULL, &now))
			ended++;
		if (stats.calls != seen) {
			seen = stats.calls;
			since = now_ms();
		}
		if (now_ms() > since + 4 * TIMEOUT_MS)
			return false;
	}
	return true;
}

static uint32_t sum_kept(void)
{
	uint32_t sum = 0;

	for (uint32_t i = 0; i < FUZZ_THREADS; i++)
		sum += threads[i].nr_kept;
	return sum;
}

static void report_coverage(void)
{
	if (!threads[0].coverage.words || !coverage_places) {
		tap_ok(1,
		       "guided by coverage # SKIP needs a module built with PX_COVER on the debug "
		       "kernel");
		return;
	}
	tap_ok(coverage_places >= LEAST_PLACES && sum_kept() >= 50,
	       "guided by coverage: %u places of the module, %u sequences kept", coverage_places,
	       sum_kept());
	printf("# attack: fuzzer's coverage: %u places of the module's code, %u sequences reached "
	       "new ones\n",
	       coverage_places, sum_kept());
}

int main(int argc, char **argv)
{
	uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1, began = now_ms();
	bool ended;

	setvbuf(stdout, NULL, _IOLBF, 0);
	if (argc < 2 || !(goal = strtoull(argv[1], NULL, 10))) {
		fprintf(stderr, "usage: test_fuzz CALLS [SEED]\n");
		return 2;
	}
	start_all(seed);
	ended = wait_for_threads(seed);
	if (!tap_ok(ended, "no call hangs: %llu made", (unsigned long long)stats.calls))
		_exit(1);
	tap_ok(!stats.unlisted, "every result is listed");
	tap_ok(!stats.overwritten, "the module writes only what it was asked for");
	tap_ok(!stats.lost, "every command of a ring completes");
	tap_ok(!stats.refused, "a new instance works at all times");
	tap_ok(stats.children > 0 || goal < 100000,
	       "%u processes ended while they held locks and channel ends", stats.children);
	report_coverage();
	printf("# attack: fuzzer: %llu calls, %u sequences, seed %llu, %llu s (again: test_fuzz "
	       "%llu %llu)\n",
	       (unsigned long long)stats.calls, threads[0].sequences + threads[1].sequences,
	       (unsigned long long)seed, (unsigned long long)(now_ms() - began) / 1000,
	       (unsigned long long)goal, (unsigned long long)seed);
	return tap_done();
}
