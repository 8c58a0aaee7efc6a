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

int main(void)
{
	untimed();
	timed("mutex_counter", 3);
	timed("chan_bounded", 3);
	return tap_done();
}
