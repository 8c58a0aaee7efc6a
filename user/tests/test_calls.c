// SPDX-License-Identifier: GPL-2.0-only
/* Invalid arguments of every call. A call that fails changes nothing. */
#include <pthread.h>
#include <stddef.h>
#include <string.h>
#include <sys/mman.h>
#include "instance.h"
#include "tests/tap.h"

static struct px_worker_result results[PX_MAX_THREADS];

static void sizes(void)
{
	int fd = open_instance();
	unsigned char big[sizeof(struct px_info) + 64] = { 0 };
	struct px_info *info = (struct px_info *)big;
	char *page = mmap(NULL, 12288, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

	mprotect(page + 8192, 4096, PROT_NONE);
	tap_ok(call(fd, PX_IOC_INFO, NULL) == -EFAULT, "a null pointer: EFAULT");
	info->size = 0;
	tap_ok(call(fd, PX_IOC_INFO, info) == -EINVAL, "size 0: EINVAL");
	info->size = offsetof(struct px_info, max_data) - 1;
	tap_ok(call(fd, PX_IOC_INFO, info) == -EINVAL, "a size too small by one: EINVAL");
	info->size++;
	info->max_data = 7;
	tap_ok(call(fd, PX_IOC_INFO, info) == 0 && info->max_data == 7,
	       "a shorter structure of an older version: succeeds, no byte more is written");
	*(uint32_t *)page = UINT32_MAX;
	tap_ok(call(fd, PX_IOC_INFO, page) == -E2BIG,
	       "a size of 4 GiB, zeros and then an unmapped page: E2BIG");
	*(uint32_t *)page = 4097;
	tap_ok(call(fd, PX_IOC_INFO, page) == -E2BIG,
	       "a size of a page and a byte, all zeros: E2BIG");
	info->size = sizeof(big);
	big[sizeof(big) - 1] = 1;
	tap_ok(call(fd, PX_IOC_INFO, info) == -E2BIG,
	       "a longer structure that does not end with zeros: E2BIG");
	big[sizeof(big) - 1] = 0;
	tap_ok(call(fd, PX_IOC_INFO, info) == 0,
	       "a longer structure that ends with zeros: succeeds");
	tap_ok(info->size == sizeof(big) && info->abi_version == PX_ABI_VERSION,
	       "its size is unchanged");
	*info = (struct px_info) { .size = sizeof(*info), .flags = 1 };
	tap_ok(call(fd, PX_IOC_INFO, info) == -EINVAL, "info with a flag: EINVAL");
	munmap(page + 4096, 8192);
	*(uint32_t *)(page + 4092) = sizeof(*info);
	tap_ok(call(fd, PX_IOC_INFO, page + 4092) == -EFAULT,
	       "a structure that ends in an unmapped page: EFAULT");
	munmap(page, 4096);
	close(fd);
}

static void commands(void)
{
	int fd = open_instance();
	struct px_info info = { .size = sizeof(info) };

	tap_ok(call(fd, _IO(PX_IOC_MAGIC, 200), &info) == -ENOTTY, "an unknown call: ENOTTY");
	tap_ok(call(fd, _IO(PX_IOC_MAGIC, 255), &info) == -ENOTTY, "call 255: ENOTTY");
	tap_ok(call(fd, _IO('T', 0), &info) == -ENOTTY, "another driver's call: ENOTTY");
	tap_ok(call(fd, _IOR(PX_IOC_MAGIC, 0, struct px_info), &info) == -ENOTTY,
	       "a call with another direction: ENOTTY");
	tap_ok(call(fd, _IOWR(PX_IOC_MAGIC, 0, char), &info) == 0,
	       "the size in the number of a call is not used");
	tap_ok(call(fd, 0, &info) == -ENOTTY && call(fd, ~0ul, &info) == -ENOTTY,
	       "calls 0 and ~0: ENOTTY");
	close(fd);
}

static int fd_of_setups;

#define REFUSED(what, change)							\
	do {									\
		struct px_setup s = good_setup("empty");			\
										\
		change;								\
		tap_ok(call(fd_of_setups, PX_IOC_SETUP, &s) == -EINVAL, what ": EINVAL"); \
	} while (0)

static void specs(void)
{
	struct px_setup other = good_setup("no_such_workload");

	fd_of_setups = open_instance();
	tap_ok(call(fd_of_setups, PX_IOC_SETUP, &other) == -ENOENT, "an unknown workload: ENOENT");
	other = good_setup("");
	tap_ok(call(fd_of_setups, PX_IOC_SETUP, &other) == -ENOENT,
	       "a workload without a name: ENOENT");
	REFUSED("a name without an end", memset(s.workload, 'x', sizeof(s.workload)));
	REFUSED("setup with a flag", s.flags = 1);
	REFUSED("no threads", s.spec.threads = 0);
	REFUSED("1025 threads", s.spec.threads = PX_MAX_THREADS + 1);
	REFUSED("2^32 - 1 threads", s.spec.threads = UINT32_MAX);
	REFUSED("neither duration nor count", s.spec.duration_ns = 0);
	REFUSED("both duration and count", s.spec.ops = 1);
	REFUSED("60 s and 1 ns", s.spec.duration_ns = PX_MAX_DURATION_NS + 1);
	REFUSED("a duration of 2^64 - 1", s.spec.duration_ns = UINT64_MAX);
	REFUSED("10^12 + 1 operations", (s.spec.duration_ns = 0, s.spec.ops = PX_MAX_OPS + 1));
	REFUSED("2 x 25 ms and 1 ns of hold", s.spec.hold_ns = PX_MAX_BUSY_NS / 2 + 1);
	REFUSED("2 x 25 ms and 1 ns of think", s.spec.think_ns = PX_MAX_BUSY_NS / 2 + 1);
	REFUSED("hold and think whose sum is too long",
		s.spec.hold_ns = s.spec.think_ns = PX_MAX_BUSY_NS / 3);
	REFUSED("hold and think whose sum overflows",
		s.spec.hold_ns = s.spec.think_ns = UINT64_MAX / 2 + 1);
	REFUSED("an unknown pinning", s.spec.pin = PX_PIN_ONE + 1);
	REFUSED("101 percent of reads", s.spec.read_share = 101);
	REFUSED("timed twice", s.spec.timed = 2);
	REFUSED("10^9 + 1 operations per second", s.spec.rate = PX_MAX_RATE + 1);
	REFUSED("2^64 - 1 operations per second", s.spec.rate = UINT64_MAX);
	REFUSED("unknown counters", s.spec.counting = PX_COUNT_SOFTWARE + 1);
	REFUSED("a payload of 12 bytes", s.spec.payload = 12);
	REFUSED("a payload of 4104 bytes", s.spec.payload = PX_MAX_PAYLOAD + 8);
	REFUSED("room for 65537 messages", s.spec.capacity = PX_MAX_CAPACITY + 1);
	REFUSED("messages beyond 16 MiB", (s.spec.payload = PX_MAX_PAYLOAD,
					   s.spec.capacity = PX_MAX_CHANNEL / PX_MAX_PAYLOAD + 1));
	REFUSED("a channel for one thread",
		(strcpy(s.workload, "chan_bounded"), s.spec.threads = 1));
	REFUSED("an unknown kind of lock",
		(strcpy(s.workload, "mutex_counter"), s.spec.kind = PX_KINDS));
	REFUSED("kind 2^32 - 1",
		(strcpy(s.workload, "mutex_counter"), s.spec.kind = UINT32_MAX));
	REFUSED("a mutex that prefers writers",
		(strcpy(s.workload, "mutex_counter"), s.spec.kind = PX_KIND_WRITER));
	REFUSED("an adaptive rwlock",
		(strcpy(s.workload, "rwlock_mix"), s.spec.kind = PX_KIND_ADAPTIVE));
	REFUSED("a kind of a workload without a lock", s.spec.kind = PX_KIND_PI);
	REFUSED("10^7 + 1 lines", s.spec.lines = PX_MAX_LINES + 1);
	other = good_setup("empty");
	tap_ok(call(fd_of_setups, PX_IOC_SETUP, &other) == 0,
	       "after these errors, a valid setup succeeds");
	tap_ok(call(fd_of_setups, PX_IOC_SETUP, &other) == -EBUSY, "a second setup: EBUSY");
	close(fd_of_setups);
}

static void order(void)
{
	int fd = open_instance();
	struct px_setup s = good_setup("mutex_counter");
	struct px_check check;
	int error;

	tap_ok(start(fd) == -EBADFD, "start before setup: EBADFD");
	tap_ok(wait_run(fd, results, &error) == -EBADFD, "wait before start: EBADFD");
	tap_ok(check_run(fd, &check) == -EBADFD, "check before start: EBADFD");
	s.spec.duration_ns = 300000000;
	tap_ok(call(fd, PX_IOC_SETUP, &s) == 0, "setup succeeds");
	tap_ok(wait_run(fd, results, &error) == -EBADFD, "wait after setup, before start: EBADFD");
	tap_ok(start(fd) == 0, "start succeeds");
	tap_ok(start(fd) == -EBUSY, "a second start: EBUSY");
	tap_ok(check_run(fd, &check) == -EBUSY, "check of a running run: EBUSY");
	tap_ok(wait_run(fd, results, &error) == 0 && !error, "wait succeeds");
	tap_ok(start(fd) == -EBUSY, "start after the end: EBUSY");
	tap_ok(check_run(fd, &check) == 0 && check.nr_findings == 1 &&
	       check.findings[0].expected == check.findings[0].observed &&
	       check.findings[0].observed == results[0].ops + results[1].ops,
	       "check succeeds and passes");
	close(fd);
}

static void waits(void)
{
	int fd = open_instance();
	struct px_wait w = { .size = sizeof(w), .nr_workers = 1, .workers = (uintptr_t)results };
	struct px_start st = { .size = sizeof(st), .flags = 2 };
	struct px_check c = { .size = sizeof(c), .flags = 1 };
	struct px_setup s = good_setup("empty");
	uint64_t ops;
	int error;

	call(fd, PX_IOC_SETUP, &s);
	tap_ok(call(fd, PX_IOC_START, &st) == -EINVAL, "start with a flag: EINVAL");
	tap_ok(start(fd) == 0, "start without a flag succeeds");
	tap_ok(call(fd, PX_IOC_WAIT, &w) == -ENOSPC, "wait with room for one of two: ENOSPC");
	tap_ok(w.nr_workers == 2, "and the number of workers is returned");
	w.flags = 1;
	tap_ok(call(fd, PX_IOC_WAIT, &w) == -EINVAL, "wait with a flag: EINVAL");
	w = (struct px_wait) { .size = sizeof(w), .nr_workers = 2, .workers = 8 };
	tap_ok(call(fd, PX_IOC_WAIT, &w) == -EFAULT, "wait with an invalid address: EFAULT");
	tap_ok(wait_run(fd, results, &error) == 0, "wait with a valid address succeeds");
	ops = results[0].ops + results[1].ops;
	tap_ok(wait_run(fd, results, &error) == 0 && results[0].ops + results[1].ops == ops,
	       "a second wait has the same results");
	tap_ok(call(fd, PX_IOC_CHECK, &c) == -EINVAL, "check with a flag: EINVAL");
	c = (struct px_check) { .size = sizeof(c), .reserved = 1 };
	tap_ok(call(fd, PX_IOC_CHECK, &c) == -EINVAL, "check with a reserved field: EINVAL");
	close(fd);
}

static void budget(void)
{
	struct px_setup s = good_setup("empty");
	int fds[8];
	int n, err = 0;

	s.spec.threads = PX_MAX_THREADS;
	for (n = 0; n < 8 && !err; n++) {
		fds[n] = open_instance();
		err = call(fds[n], PX_IOC_SETUP, &s);
	}
	tap_ok(err == -EAGAIN,
	       "more threads than the module allows, over several instances: EAGAIN");
	close(fds[0]);
	tap_ok(call(fds[n - 1], PX_IOC_SETUP, &s) == 0, "a closed instance releases its threads");
	while (--n > 0)
		close(fds[n]);
}

struct slow_setup {
	int fd, err;
	bool done;
};

static void *set_up_slowly(void *arg)
{
	struct slow_setup *slow = arg;
	struct px_setup s = good_setup("scope_chunks");

	s.spec.lines = 200000;
	slow->err = call(slow->fd, PX_IOC_SETUP, &s);
	__atomic_store_n(&slow->done, true, __ATOMIC_SEQ_CST);
	return NULL;
}

/* Other calls do not wait for a set-up that takes long. */
static void slow_setup(void)
{
	struct slow_setup slow = { .fd = open_instance() };
	struct px_setup s = good_setup("empty");
	int waited, again, error;
	pthread_t t;
	bool done;

	pthread_create(&t, NULL, set_up_slowly, &slow);
	sleep_ms(5);
	waited = wait_run(slow.fd, results, &error);
	again = call(slow.fd, PX_IOC_SETUP, &s);
	done = __atomic_load_n(&slow.done, __ATOMIC_SEQ_CST);
	pthread_join(t, NULL);
	tap_ok(waited == -EBADFD && again == -EBUSY && !done,
	       "during a long setup: wait, EBADFD; another setup, EBUSY; both return at once");
	tap_ok(!slow.err && !start(slow.fd), "and then it succeeds");
	close(slow.fd);
}

int main(void)
{
	sizes();
	commands();
	specs();
	order();
	waits();
	budget();
	slow_setup();
	return tap_done();
}
