// SPDX-License-Identifier: GPL-2.0-only
#include "byte_pipe.h"
#include "thread.h"
#include "os.h"
#include "harness/wait_check.h"
#include "conform.h"

#define MUCH	300000u			/* bytes: more than a pipe holds */
#define LONG	(1000 * PX_CONFORM_SETTLE_NS)

/* Reads size bytes, in pieces. Returns true if they are the expected ones. */
static bool reads(struct px_byte_pipe *s, const char *bytes, u32 size)
{
	char c[7];
	u32 done = 0;

	while (done < size) {
		u32 piece = size - done < sizeof(c) ? size - done : (u32)sizeof(c), i;
		s64 n = px_byte_pipe_read(s, c, piece);

		if (n <= 0)
			return false;
		for (i = 0; i < n; i++)
			if (c[i] != bytes[done + i])
				return false;
		done += (u32)n;
	}
	return true;
}

static void order_and_end(void)
{
	struct px_byte_pipe s;
	char c;

	px_conform_ok(!px_byte_pipe_init(&s), "a pipe");
	px_conform_ok(px_byte_pipe_write(&s, "one two ", 8) == 8 && px_byte_pipe_write(&s,
		      "three", 5) == 5,
		      "two short writes fit");
	px_conform_ok(reads(&s, "one two three", 13),
		      "the bytes are read in order, in other pieces");
	px_byte_pipe_write(&s, "rest", 4);
	px_byte_pipe_end(&s);
	px_conform_ok(px_byte_pipe_write(&s, "x", 1) == -EPIPE,
		      "write after the end returns -EPIPE");
	px_conform_ok(reads(&s, "rest", 4), "bytes written before the end are read");
	px_conform_ok(px_byte_pipe_read(&s, &c, 1) == 0, "then read returns 0, the end");
	px_conform_ok(px_byte_pipe_read(&s, &c, 1) == 0, "read returns 0 again");
	px_byte_pipe_destroy(&s);
}

static u64 read_one(void *pipe)
{
	char c = 0;
	s64 n = px_byte_pipe_read(pipe, &c, 1);

	return n == 1 ? (u64)c : (u64)n;
}

static void sleep_and_wake(void)
{
	struct px_byte_pipe s;
	struct px_thread t;
	u64 value = 0;

	px_conform_ok(!px_byte_pipe_init(&s) && !px_thread_spawn(&t, read_one, &s), "a reader");
	px_conform_ok(px_thread_blocked(&t, NULL, LONG), "read sleeps while the pipe is empty");
	px_byte_pipe_write(&s, "q", 1);
	px_thread_join(&t, &value);
	px_conform_ok(value == 'q', "one byte wakes the reader");
	px_conform_ok(!px_thread_spawn(&t, read_one, &s) && px_thread_blocked(&t, NULL, LONG),
		      "the next reader sleeps");
	px_byte_pipe_end(&s);
	px_thread_join(&t, &value);
	px_conform_ok(value == 0, "the end wakes the reader");
	px_byte_pipe_destroy(&s);
}

static void stop(void)
{
	struct px_byte_pipe s;
	struct px_thread t;
	u64 value = 0;
	char c;

	px_conform_ok(!px_byte_pipe_init(&s) && !px_thread_spawn(&t, read_one, &s) &&
		      px_thread_blocked(&t, NULL, LONG), "a reader sleeps");
	px_byte_pipe_stop(&s);
	px_thread_join(&t, &value);
	px_conform_ok((s64)value == -EINTR, "a stop wakes the reader");
	px_conform_ok(px_byte_pipe_read(&s, &c, 1) == -EINTR, "read after a stop returns -EINTR");
	px_conform_ok(px_byte_pipe_write(&s, "x", 1) == -EPIPE,
		      "write after a stop returns -EPIPE");
	px_byte_pipe_stop(&s);
	px_byte_pipe_destroy(&s);
	px_conform_ok(!px_byte_pipe_init(&s) && px_byte_pipe_write(&s, "left", 4) == 4,
		      "a pipe with bytes");
	px_byte_pipe_stop(&s);
	px_conform_ok(px_byte_pipe_read(&s, &c, 1) == -EINTR, "read after a stop returns no bytes");
	px_byte_pipe_destroy(&s);
}

/* Returns how many bytes it could write. */
static u64 write_much(void *pipe)
{
	u32 done = 0;

	while (done < MUCH) {
		char c[64];
		s64 n;
		u32 i;

		for (i = 0; i < sizeof(c); i++)
			c[i] = (char)((done + i) % 251);
		n = px_byte_pipe_write(pipe, c, MUCH - done < sizeof(c) ? MUCH - done : sizeof(c));
		if (n <= 0)
			break;
		done += (u32)n;
	}
	return done;
}

static void full(void)
{
	struct px_byte_pipe s;
	struct px_thread t;
	u64 written = 0;
	u32 n;
	char c;

	px_conform_ok(!px_byte_pipe_init(&s) && !px_thread_spawn(&t, write_much, &s), "a writer");
	px_conform_ok(px_thread_blocked(&t, NULL, LONG), "write sleeps while the pipe is full");
	for (n = 0; n < MUCH; n++)
		if (px_byte_pipe_read(&s, &c, 1) != 1 || c != (char)(n % 251))
			break;
	px_conform_ok(n == MUCH, "every byte arrives, in order");
	px_byte_pipe_stop(&s);
	px_thread_join(&t, &written);
	px_conform_ok(written == MUCH, "all bytes were written");
	px_byte_pipe_destroy(&s);
	px_conform_ok(!px_byte_pipe_init(&s) && !px_thread_spawn(&t, write_much, &s) &&
		      px_thread_blocked(&t, NULL, LONG), "another writer sleeps");
	px_byte_pipe_stop(&s);
	px_thread_join(&t, &written);
	px_conform_ok(written < MUCH, "a stop wakes the writer");
	px_byte_pipe_destroy(&s);
}

static void run(void)
{
	order_and_end();
	sleep_and_wake();
	stop();
	full();
}

PX_CONFORM_TEST(byte_pipe, run);
