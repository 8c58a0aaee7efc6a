// SPDX-License-Identifier: GPL-2.0-only
/*
 * test_input_kill [LIMIT]: long writes and long searches are killed, interrupted or closed.
 * A killed process must end within LIMIT ms.
 */
#include <sys/mman.h>
#include "child.h"
#include "input_calls.h"
#include "tests/tap.h"

static struct px_worker_result results[PX_MAX_THREADS];

/* The hardest lines: all numbers are 1, so the search cannot skip anything. */
static void put_hard_lines(int fd)
{
	static const char line[] = "18446744073709551615: 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1 1\n";

	for (int i = 0; i < 1000; i++)
		put(fd, line, sizeof(line) - 1);
}

static void write_forever(int fd)
{
	static char text[1 << 20];

	memset(text, '\n', sizeof(text));
	for (;;)
		put(fd, text, sizeof(text));
}

static void run_hard_input(int fd)
{
	int error;

	put_hard_lines(fd);
	if (!set_up_and_start(fd, chunks_setup(4)))
		wait_run(fd, results, &error);
}

/* The threads of the run search, while the worker waits for them. */
static void run_long_input(int fd)
{
	struct px_setup s = chunks_setup(4);
	int error;

	s.spec.lines = 20000;
	s.spec.ops = PX_MAX_OPS;
	if (!set_up_and_start(fd, s))
		wait_run(fd, results, &error);
}

static void generate_many(int fd)
{
	struct px_setup s = chunks_setup(1);

	s.spec.lines = PX_MAX_LINES;
	call(fd, PX_IOC_SETUP, &s);
}

/* A child calls the function and is killed. The shortest time counts. */
static void killed(const char *what, void (*function)(int fd), unsigned int limit_ms)
{
	uint64_t least = UINT64_MAX;

	for (unsigned int i = 0; i < TRIES && least > limit_ms; i++) {
		uint64_t before;
		pid_t pid = fork();

		if (!pid) {
			function(open_instance());
			_exit(0);
		}
		sleep_ms(400);
		before = now_ms();
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
		before = now_ms() - before;
		least = before < least ? before : least;
	}
	tap_ok(least <= limit_ms, "killed while it %s: ends within %u ms (%llu)", what, limit_ms,
	       (unsigned long long)least);
}

/* A signal interrupts a long write, which returns the number of bytes taken. */
static void interrupted(void)
{
	const size_t size = 32 << 20;
	char *blank = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
	struct child child;
	int fd = open_instance(), n;

	memset(blank, '\n', size);
	catch_sigusr1();
	child = send_signals(10);
	n = put(fd, blank, size);
	child_kill(child);
	tap_ok(n == -EINTR || (n > 0 && n < (int)size),
	       "a signal in a long write: %d of %zu bytes are taken", n, size);
	munmap(blank, size);
	close(fd);
}

/* The file is closed during a search: the run ends. */
static void closed(void)
{
	int fd = open_instance();

	put_hard_lines(fd);
	tap_ok(!set_up_and_start(fd, chunks_setup(2)), "a run that would take hours");
	sleep_ms(200);
	tap_ok(close(fd) == 0, "it ends when its file is closed");
}

int main(int argc, char **argv)
{
	unsigned int limit_ms = argc > 1 ? (unsigned int)atoi(argv[1]) : 100;

	killed("writes", write_forever, limit_ms);
	killed("searches a hard input", run_hard_input, limit_ms);
	killed("searches a long input", run_long_input, limit_ms);
	killed("generates ten million lines", generate_many, limit_ms);
	interrupted();
	closed();
	return tap_done();
}
