// SPDX-License-Identifier: GPL-2.0-only
/* What is written to an instance: taken in any pieces, refused by line, and never in the way of a kill. */
#include <signal.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include "instance.h"
#include "tests/tap.h"

static struct px_worker_result results[PX_MAX_THREADS];

static int put(int fd, const void *text, size_t size)
{
	ssize_t n = write(fd, text, size);

	return n < 0 ? -errno : (int)n;
}

static struct px_input told(int fd)
{
	struct px_input in = { .size = sizeof(in) };

	call(fd, PX_IOC_INPUT, &in);
	return in;
}

static struct px_setup job(unsigned int threads)
{
	struct px_setup s = good_setup("scope_chunks");

	s.spec.threads = threads;
	s.spec.duration_ns = 0;
	s.spec.ops = 2;
	return s;
}

/* The sum that a whole run finds; or an error. */
static int64_t sum_of(int fd, unsigned int threads)
{
	struct px_check check;
	int error = 0, err = set_up_and_start(fd, job(threads));

	if (!err)
		err = wait_run(fd, results, &error);
	if (!err && !error)
		err = check_run(fd, &check);
	if (err || error)
		return err ? err : error;
	for (unsigned int i = 0; i < check.nr_findings; i++)
		if (check.findings[i].expected != check.findings[i].observed)
			return -1;
	return check.nr_findings == 3 ? (int64_t)check.findings[0].observed : -1;
}

/* 1, 2, 3 and so on, each reached, blanks and ends of lines of all kinds; their sum. */
static int64_t make_text(char *text, size_t size, size_t *length)
{
	int64_t sum = 0;

	*length = 0;
	for (int i = 1; *length + 64 < size; i++) {
		*length += (size_t)sprintf(text + *length, i % 3 ? "%d: %d 1 2%s" : "%d:\t%d  3%s",
					   i + 3, i, i % 5 ? "\n" : "\r\n\n");
		sum += i + 3;
	}
	return sum;
}

/* The same text in pieces of that many bytes, and of all sizes from 1 on if it is 0. */
static void pieces(const char *text, size_t length, size_t size, int64_t sum)
{
	int fd = open_instance();
	size_t done = 0, n = 1;
	struct px_input in;
	int64_t found;

	while (done < length) {
		size_t piece = size ? size : n++;

		piece = piece < length - done ? piece : length - done;
		if (put(fd, text + done, piece) != (int)piece)
			break;
		done += piece;
	}
	in = told(fd);
	found = sum_of(fd, 3);
	tap_ok(done == length && in.bytes == length && found == sum,
	       "in pieces of %zu bytes: sum %lld of %llu equations", size, (long long)found,
	       (unsigned long long)in.equations);
	tap_ok(in.stored <= in.bytes + 32768 && !in.bad_line && !in.reason,
	       "%llu bytes of text take %llu", (unsigned long long)in.bytes,
	       (unsigned long long)in.stored);
	close(fd);
}

static void taken(void)
{
	static char text[300000];
	size_t length;
	int64_t sum = make_text(text, 2000, &length);

	pieces(text, length, 1, sum);
	sum = make_text(text, sizeof(text), &length);
	pieces(text, length, length, sum);
	pieces(text, length, 65536, sum);
	pieces(text, length, 65537, sum);
	pieces(text, length, 4093, sum);
	pieces(text, length, 0, sum);
}

static void refused(const char *what, const char *text, size_t size, uint32_t reason, uint64_t line)
{
	struct px_setup s = job(1);
	int fd = open_instance();
	int n = put(fd, text, size);
	bool at_setup = n == (int)size;
	struct px_input in;

	if (at_setup)
		n = call(fd, PX_IOC_SETUP, &s);
	in = told(fd);
	tap_ok(n == -EINVAL && in.reason == reason && in.bad_line == line, "%s: EINVAL%s, line %llu, reason %u",
	       what, at_setup ? " at setup" : "", (unsigned long long)in.bad_line, in.reason);
	tap_ok(put(fd, "1: 1\n", 5) == (at_setup ? -EBUSY : -EINVAL) &&
	       call(fd, PX_IOC_SETUP, &s) == -EINVAL, "and that is the end of it");
	close(fd);
}

#define REFUSED(what, text, reason, line)	refused(what, text, sizeof(text) - 1, reason, line)

static void lines(void)
{
	static char longest[PX_MAX_LINE_BYTES + 10] = "1: 1";

	REFUSED("a letter", "1: 1\n\n1: x\n1: 1\n", PX_INPUT_BYTE, 3);
	REFUSED("a NUL", "1: 1\0\n", PX_INPUT_BYTE, 1);
	REFUSED("no target", "1: 1\n: 1\n", PX_INPUT_NO_TARGET, 2);
	REFUSED("no colon", "1: 1\n1 1\n", PX_INPUT_NO_COLON, 2);
	REFUSED("two colons", "1: 1: 1\n", PX_INPUT_COLONS, 1);
	REFUSED("no numbers", "1:\n", PX_INPUT_NO_NUMBERS, 1);
	REFUSED("no numbers at the end", "1: 1\n1:", PX_INPUT_NO_NUMBERS, 2);
	REFUSED("17 numbers", "1: 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1\n", PX_INPUT_TOO_MANY, 1);
	REFUSED("2^64", "18446744073709551616: 1\n", PX_INPUT_TOO_BIG, 1);
	REFUSED("blank lines only", "\n\n", PX_INPUT_EMPTY, 3);
	memset(longest + 4, ' ', sizeof(longest) - 5);
	refused("4097 bytes in a line", longest, sizeof(longest) - 1, PX_INPUT_TOO_LONG, 1);
}

static void order(void)
{
	char *page = mmap(NULL, 8192, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	struct px_setup s = job(1), empty = good_setup("empty");
	struct px_input in = { .size = sizeof(in), .flags = 1 };
	int fd = open_instance();

	tap_ok(put(fd, "", 0) == 0, "a write of nothing: 0");
	tap_ok(call(fd, PX_IOC_INPUT, &in) == -EINVAL, "input with a flag: EINVAL");
	in = (struct px_input) { .size = sizeof(in), .reserved = 1 };
	tap_ok(call(fd, PX_IOC_INPUT, &in) == -EINVAL, "input with a reserved field: EINVAL");
	tap_ok(put(fd, NULL, 5) == -EFAULT, "a write from nowhere: EFAULT");
	munmap(page + 4096, 4096);
	memset(page, '\n', 4096);
	tap_ok(put(fd, page, 8192) == -EFAULT && !told(fd).bytes, "a piece that ends nowhere: EFAULT, none taken");
	put(fd, "1: 1\n2: 2\n", 10);
	tap_ok(call(fd, PX_IOC_SETUP, &empty) == -EINVAL, "input for a workload that takes none: EINVAL");
	tap_ok(put(fd, "3: 3\n", 5) == -EBUSY, "a write after setup was asked: EBUSY");
	s.spec.lines = 5;
	tap_ok(call(fd, PX_IOC_SETUP, &s) == -EINVAL, "input, and lines to be made up: EINVAL");
	s = job(3);
	tap_ok(call(fd, PX_IOC_SETUP, &s) == -EDOM, "two lines for three threads: EDOM");
	tap_ok(sum_of(fd, 2) == 3, "after all that, the input is as it was");
	tap_ok(told(fd).equations == 2 && strstr(fdinfo(fd), "input:\t2 equations, 10 bytes"),
	       "and is told of after the run");
	close(fd);
	munmap(page, 4096);
}

static void made_up(void)
{
	struct px_check a, b;
	int error;

	for (int i = 0; i < 2; i++) {
		int fd = open_instance();
		struct px_setup s = job(1 + 4 * (unsigned int)i);

		s.spec.lines = 500;
		s.spec.seed = 3;
		set_up_and_start(fd, s);
		wait_run(fd, results, &error);
		check_run(fd, i ? &b : &a);
		close(fd);
	}
	tap_ok(a.findings[0].observed == b.findings[0].observed && a.findings[0].observed &&
	       a.findings[0].expected == a.findings[0].observed,
	       "the same seed, the same sum, by one thread or five");
}

/* Lines without end: as hostile as can be, all ones. */
static void hostile(int fd)
{
	static const char line[] = "18446744073709551615: 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1\n";

	for (int i = 0; i < 1000; i++)
		put(fd, line, sizeof(line) - 1);
}

static void write_for_ever(int fd)
{
	static char text[1 << 20];

	memset(text, '\n', sizeof(text));
	for (;;)
		put(fd, text, sizeof(text));
}

static void run_hostile(int fd)
{
	int error;

	hostile(fd);
	if (!set_up_and_start(fd, job(4)))
		wait_run(fd, results, &error);
}

/* Past the worker's own reckoning, in the midst of its threads'. */
static void run_long(int fd)
{
	struct px_setup s = job(4);
	int error;

	s.spec.lines = 20000;
	s.spec.ops = PX_MAX_OPS;
	if (!set_up_and_start(fd, s))
		wait_run(fd, results, &error);
}

static void make_up_many(int fd)
{
	struct px_setup s = job(1);

	s.spec.lines = PX_MAX_LINES;
	call(fd, PX_IOC_SETUP, &s);
}

/* How long the death of a child takes that does this to an instance; the least of three. */
static void dies(const char *what, void (*act)(int fd), unsigned int limit_ms)
{
	uint64_t least = UINT64_MAX;

	for (int i = 0; i < 3 && least > limit_ms; i++) {
		uint64_t before;
		pid_t pid = fork();

		if (!pid) {
			act(open_instance());
			_exit(0);
		}
		sleep_ms(400);
		before = now_ms();
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
		before = now_ms() - before;
		least = before < least ? before : least;
	}
	tap_ok(least <= limit_ms, "killed while it %s: gone within %u ms (%llu)", what, limit_ms,
	       (unsigned long long)least);
}

/* A signal ends a long write in its midst: what was taken is told. */
static void interrupted(void)
{
	const size_t size = 32 << 20;
	char *blank = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	pid_t parent = getpid(), child;
	int fd = open_instance(), n;

	memset(blank, '\n', size);
	hear_signals();
	child = fork();
	if (!child) {
		for (;;) {
			sleep_ms(10);
			kill(parent, SIGUSR1);
		}
	}
	n = put(fd, blank, size);
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	tap_ok(n == -EINTR || (n > 0 && n < (int)size), "a signal in a long write: %d of %zu bytes are taken",
	       n, size);
	munmap(blank, size);
	close(fd);
}

/* Closed in the middle of a line: the run ends, and its memory is free again. */
static void closes(void)
{
	int fd = open_instance();

	hostile(fd);
	tap_ok(!set_up_and_start(fd, job(2)), "a run that would take hours");
	sleep_ms(200);
	tap_ok(close(fd) == 0, "ends with its file");
}

int main(int argc, char **argv)
{
	unsigned int limit_ms = argc > 1 ? (unsigned int)atoi(argv[1]) : 100;

	taken();
	lines();
	order();
	made_up();
	dies("writes", write_for_ever, limit_ms);
	dies("runs a hostile job", run_hostile, limit_ms);
	dies("runs a long one", run_long, limit_ms);
	dies("makes up ten million lines", make_up_many, limit_ms);
	interrupted();
	closes();
	return tap_done();
}
