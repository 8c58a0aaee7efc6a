// SPDX-License-Identifier: GPL-2.0-only
/* Input that is written to an instance: in pieces of any size, valid and invalid. */
#include <sys/mman.h>
#include "input_calls.h"
#include "tests/tap.h"

static struct px_worker_result results[PX_MAX_THREADS];

static struct px_input input_info(int fd)
{
	struct px_input in = { .size = sizeof(in) };

	call(fd, PX_IOC_INPUT, &in);
	return in;
}

/* The sum that a run finds, or an error. */
static int64_t sum_of(int fd, unsigned int threads)
{
	struct px_check check;
	int error = 0, err = set_up_and_start(fd, chunks_setup(threads));

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

/* Writes reachable equations with all kinds of blanks and line ends. Returns their sum. */
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

/* Writes the text in pieces of so many bytes; 0: of 1, 2, 3 and so on. */
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
	in = input_info(fd);
	found = sum_of(fd, 3);
	tap_ok(done == length && in.bytes == length && found == sum,
	       "in pieces of %zu bytes: sum %lld of %llu equations", size, (long long)found,
	       (unsigned long long)in.equations);
	tap_ok(in.stored <= in.bytes + 32768 && !in.bad_line && !in.reason,
	       "%llu bytes of text take %llu", (unsigned long long)in.bytes,
	       (unsigned long long)in.stored);
	close(fd);
}

static void accepted(void)
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
	struct px_setup s = chunks_setup(1);
	int fd = open_instance();
	int n = put(fd, text, size);
	bool at_setup = n == (int)size;
	struct px_input in;

	if (at_setup)
		n = call(fd, PX_IOC_SETUP, &s);
	in = input_info(fd);
	tap_ok(n == -EINVAL && in.reason == reason && in.bad_line == line,
	       "%s: EINVAL%s, line %llu, reason %u", what, at_setup ? " at setup" : "",
	       (unsigned long long)in.bad_line, in.reason);
	if (reason == PX_INPUT_EMPTY)
		tap_ok(put(fd, "1: 1\n", 5) == 5 && call(fd, PX_IOC_SETUP, &s) == 0,
		       "after more text, the set-up succeeds");
	else
		tap_ok(put(fd, "1: 1\n", 5) == -EINVAL && call(fd, PX_IOC_SETUP, &s) == -EINVAL,
		       "later writes and set-ups fail too");
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
	struct px_setup s = chunks_setup(1), empty = good_setup("empty");
	struct px_input in = { .size = sizeof(in), .flags = 1 };
	int fd = open_instance();

	tap_ok(put(fd, "", 0) == 0, "a write of nothing: 0");
	tap_ok(call(fd, PX_IOC_INPUT, &in) == -EINVAL, "input with a flag: EINVAL");
	in = (struct px_input) { .size = sizeof(in), .reserved = 1 };
	tap_ok(call(fd, PX_IOC_INPUT, &in) == -EINVAL, "input with a reserved field: EINVAL");
	tap_ok(put(fd, NULL, 5) == -EFAULT, "a write from an invalid address: EFAULT");
	munmap(page + 4096, 4096);
	memset(page, '\n', 4096);
	tap_ok(put(fd, page, 8192) == -EFAULT && !input_info(fd).bytes,
	       "a write that ends in an unmapped page: EFAULT, no byte is taken");
	put(fd, "1: 1\n", 5);
	tap_ok(call(fd, PX_IOC_SETUP, &empty) == -EINVAL,
	       "input for a workload without input: EINVAL");
	tap_ok(put(fd, "2: 2", 4) == 4, "after a set-up that failed, more text is taken");
	s.spec.lines = 5;
	tap_ok(call(fd, PX_IOC_SETUP, &s) == -EINVAL, "input and generated lines: EINVAL");
	s = chunks_setup(3);
	tap_ok(call(fd, PX_IOC_SETUP, &s) == -EDOM, "two lines for three threads: EDOM");
	tap_ok(sum_of(fd, 2) == 3, "after these errors, the input is unchanged");
	tap_ok(put(fd, "3: 3\n", 5) == -EBUSY, "a write after a set-up: EBUSY");
	tap_ok(input_info(fd).equations == 2 && strstr(fdinfo(fd), "input:\t2 equations, 9 bytes"),
	       "and is still reported after the run");
	close(fd);
	munmap(page, 4096);
}

static void generated(void)
{
	struct px_check a, b;
	int error;

	for (int i = 0; i < 2; i++) {
		int fd = open_instance();
		struct px_setup s = chunks_setup(1 + 4 * (unsigned int)i);

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

int main(void)
{
	accepted();
	lines();
	order();
	generated();
	return tap_done();
}
