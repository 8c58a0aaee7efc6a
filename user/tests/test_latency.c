// SPDX-License-Identifier: GPL-2.0-only
/* PX_IOC_LATENCY: its errors and results. */
#include "instance.h"
#include "tests/tap.h"

static struct px_worker_result results[PX_MAX_THREADS];
static uint64_t buckets[PX_HISTOGRAM_BUCKETS];

/* The result of a valid call with one change. */
#define LATENCY(fd, change)							\
	({									\
		struct px_latency l = { .size = sizeof(l),			\
					.nr_buckets = PX_HISTOGRAM_BUCKETS,	\
					.buckets = (uintptr_t)buckets };	\
		change;								\
		call(fd, PX_IOC_LATENCY, &l);					\
	})

static void errors(int fd)
{
	tap_ok(LATENCY(fd, l.flags = 1) == -EINVAL, "latency with a flag: EINVAL");
	tap_ok(LATENCY(fd, l.reserved = 1) == -EINVAL,
	       "latency with a reserved field: EINVAL");
	tap_ok(LATENCY(fd, l.max_ns = 1) == -EINVAL,
	       "latency with an output field: EINVAL");
	struct px_latency none = { .size = sizeof(none) };

	tap_ok(LATENCY(fd, l.nr_buckets--) == -ENOSPC,
	       "latency with one bucket too few: ENOSPC");
	tap_ok(call(fd, PX_IOC_LATENCY, &none) == -ENOSPC &&
		       none.nr_buckets == PX_HISTOGRAM_BUCKETS,
	       "and the number of buckets is returned");
	tap_ok(LATENCY(fd, l.buckets = 8) == -EFAULT,
	       "latency with an invalid address: EFAULT");
}

static void untimed(void)
{
	struct px_setup s = good_setup("empty");
	int fd = open_instance();
	int error;

	tap_ok(LATENCY(fd, ) == -EBADFD, "latency before setup: EBADFD");
	call(fd, PX_IOC_SETUP, &s);
	tap_ok(LATENCY(fd, ) == -EBADFD, "latency before start: EBADFD");
	start(fd);
	wait_run(fd, results, &error);
	tap_ok(LATENCY(fd, ) == -ENODATA, "latency of a run that was not timed: ENODATA");
	close(fd);
}

/* Every step is counted in a bucket. */
static void timed(const char *workload, uint32_t threads)
{
	struct px_setup s = good_setup(workload);
	struct px_latency result = { .size = sizeof(result), .nr_buckets = PX_HISTOGRAM_BUCKETS,
				.buckets = (uintptr_t)buckets };
	struct px_check c = { .size = sizeof(c) };
	uint64_t steps = 0, ops = 0;
	int fd = open_instance();
	int error, early, err;

	s.spec = (struct px_run_spec) { .threads = threads, .duration_ns = 50000000, .timed = 1,
				    .capacity = 5 };
	call(fd, PX_IOC_SETUP, &s);
	start(fd);
	early = LATENCY(fd, );
	wait_run(fd, results, &error);
	err = call(fd, PX_IOC_LATENCY, &result);
	for (uint32_t i = 0; i < threads; i++)
		ops += results[i].ops;
	for (uint32_t i = 0; i < PX_HISTOGRAM_BUCKETS; i++)
		steps += buckets[i];
	tap_ok(early == -EBUSY, "%s: latency while it runs: EBUSY", workload);
	tap_ok(!err && !error && result.nr_buckets == PX_HISTOGRAM_BUCKETS && steps == ops && ops,
	       "%s: %llu steps, each in a bucket", workload, (unsigned long long)ops);
	tap_ok(result.max_ns && result.max_ns < 60000000000ull && result.clock_ns < 1000000,
	       "%s: the longest took %llu ns, the clock %llu", workload,
	       (unsigned long long)result.max_ns, (unsigned long long)result.clock_ns);
	call(fd, PX_IOC_CHECK, &c);
	tap_ok(strncmp(workload, "chan", 4) ? !c.depth : c.depth && c.depth <= 5,
	       "%s: the longest queue was %llu", workload, (unsigned long long)c.depth);
	errors(fd);
	close(fd);
}

/* Starts a paced run. Returns its file. */
static int start_paced(const char *workload, uint64_t duration_ns, uint64_t rate)
{
	struct px_setup s = good_setup(workload);
	int fd = open_instance();

	s.spec = (struct px_run_spec) { .threads = 3, .duration_ns = duration_ns, .timed = 1,
				    .rate = rate };
	call(fd, PX_IOC_SETUP, &s);
	start(fd);
	return fd;
}

/* The senders are paced and timed, the receiver is neither. */
static void paced(void)
{
	int fd = start_paced("chan_bounded", 200000000, 1000);
	uint64_t steps = 0, longest = 0;
	int error;

	wait_run(fd, results, &error);
	LATENCY(fd, );
	for (uint32_t i = 0; i < PX_HISTOGRAM_BUCKETS; i++)
		steps += buckets[i];
	for (uint32_t i = 0; i < 3; i++)
		if (results[i].end_ns > longest)
			longest = results[i].end_ns;
	tap_ok(!error && steps && steps <= 200 && results[1].ops + results[2].ops == steps &&
		       results[0].ops == steps,
	       "1000 operations per second for 0.2 s: %llu", (unsigned long long)steps);
	tap_ok(longest >= 195000000, "the workers stay until the time is over: %llu ns",
	       (unsigned long long)longest);
	close(fd);
}

static double now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + 1e-9 * (double)t.tv_nsec;
}

/* A worker of one operation per second sleeps for 3 s. The close must not wait for it. */
static void closed_early(void)
{
	int fd = start_paced("mutex_counter", 20000000000, 1);
	double begin;

	usleep(100000);
	begin = now();
	close(fd);
	tap_ok(now() - begin < 1, "the last close ends the waits of a paced run: %.3f s",
	       now() - begin);
}

int main(void)
{
	untimed();
	paced();
	closed_early();
	timed("mutex_counter", 3);
	timed("chan_bounded", 3);
	return tap_done();
}
