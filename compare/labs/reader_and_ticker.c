// SPDX-License-Identifier: GPL-2.0-only
/*
 * reader_and_ticker: one thread waits for input while the main thread prints
 * ticks. Does the reader get its input only when main sleeps? (T2)
 *
 * The input arrives from outside, one byte at a time. If a byte arrives before
 * the reader waits, the lab tries again with the next byte.
 */
#include "harness/lab.h"
#include "harness/wait_check.h"
#include "byte_pipe.h"
#include "thread.h"

#define TRIES	8
#define TICKS	5
#define TICK	(5 * PX_LAB_POLL_NS)
#define BYTE_TIMEOUT	(2 * PX_LAB_TIMEOUT_NS)	/* until a byte arrives */

enum { MAIN, READER };

struct lab_state {
	struct px_lab_ctx *ctx;
	struct px_thread reader;
	u32 main_cpu, reader_cpu;	/* the same if there is only one */
	u32 has_read;
};

static u64 read_a_byte(void *arg)
{
	struct lab_state *st = arg;
	char byte;

	px_os_pin(st->reader_cpu);
	px_event(st->ctx, READER, PX_ACTOR_WAITS, "read…");
	if (px_byte_pipe_read(st->ctx->input, &byte, 1) == 1) {
		px_event(st->ctx, READER, PX_ACTOR_GONE, "gets it");
		px_write_once(st->has_read, 1);
	}
	return 0;
}

static bool reader_waits(struct lab_state *st)
{
	bool asleep = px_thread_blocked(&st->reader, &st->has_read, PX_LAB_TIMEOUT_NS);

	return asleep && !px_read_once(st->has_read);
}

/* Ticks and sleeps, at most TICKS times, until the reader has read. */
static u32 tick(struct lab_state *st)
{
	u32 ticks = 0;

	while (ticks < TICKS && !px_read_once(st->has_read)) {
		px_event(st->ctx, MAIN, PX_ACTOR_RUNS, "tick");
		px_os_sleep(TICK);
		ticks++;
	}
	return ticks;
}

static bool read_while_asleep(struct lab_state *st)
{
	return px_until(st->ctx, px_read_once(st->has_read), BYTE_TIMEOUT);
}

/* Neither sleeps nor yields the CPU. */
static bool read_while_busy(struct lab_state *st)
{
	u64 end = px_os_now() + BYTE_TIMEOUT;

	px_event(st->ctx, MAIN, PX_ACTOR_RUNS, "is busy");
	while (!px_read_once(st->has_read) && px_os_now() < end &&
	       !px_read_once(st->ctx->stopped))
		px_barrier();
	return px_read_once(st->has_read);
}

/* Observes one byte. False if the reader was not blocked before the byte arrived. */
static bool watch(struct lab_state *st, bool busy)
{
	struct px_lab_ctx *ctx = st->ctx;
	bool read;

	if (!reader_waits(st))
		return false;
	if (!busy && (tick(st) < TICKS || px_read_once(st->has_read)))
		return false;
	read = busy ? read_while_busy(st) : read_while_asleep(st);
	if (read)
		px_event(ctx, MAIN, PX_ACTOR_GONE, "sees it");
	if (!busy)
		px_observe(ctx, "ticks", TICKS);
	px_observe(ctx, busy ? "read_while_main_spun" : "read_while_main_slept", read);
	return true;
}

static int try(struct lab_state *st, bool busy, bool *seen)
{
	int err;

	st->has_read = 0;
	px_event_title(st->ctx, busy ? "main never sleeps" : "main ticks");
	err = px_thread_spawn(&st->reader, read_a_byte, st);
	if (err)
		return err;
	*seen = watch(st, busy);
	read_while_asleep(st);
	if (!px_read_once(st->has_read))
		px_byte_pipe_stop(st->ctx->input);
	px_thread_join(&st->reader, NULL);
	return 0;
}

static int try_several_times(struct lab_state *st, bool busy)
{
	bool seen = false;
	int err = 0;
	u32 i;

	for (i = 0; i < TRIES && !seen && !err && !px_read_once(st->ctx->stopped); i++)
		err = try(st, busy, &seen);
	return err;
}

static int reader_and_ticker(struct px_lab_ctx *ctx)
{
	struct lab_state st = { .ctx = ctx, .main_cpu = px_os_cpu(0), .reader_cpu = px_os_cpu(1) };
	int err;

	px_os_pin(st.main_cpu);
	err = try_several_times(&st, false);
	return err ? err : try_several_times(&st, true);
}

PX_LAB(reader_and_ticker) = {
	.name = "reader_and_ticker",
	.has_input = true,
	.run = reader_and_ticker,
};

#define SPUN	.what = "read_while_main_spun",				\
	.subject = "while main is busy and never sleeps, the reader"
#define VALUES	"0:still waits|1:gets its byte"

PX_LAB_DOC(reader_and_ticker) = {
	.name = "reader_and_ticker",
	.claims = "T2",
	.question = "Main never sleeps. Does a thread that waits for input get it?",
	.steps = "A thread blocks in a read: of a pipe in user space, of data written to the "
		"device in the kernel. Main ticks, with a sleep after each tick, until a byte has "
		"arrived. This is repeated while main is busy and makes no call at all.",
	.actors = { "main", "reader" },
	.input = "some words, one byte at a time, as from a keyboard\n",
	.expectations = {
		{ SPUN, .when = PX_ONE_CPU_NO_PREEMPT, .rust = 1, .kernel = 0, .user = 1,
		  .values = VALUES,
		  .reason = "there is one CPU, and main uses it. User space is always preempted. A "
			 "busy kernel thread is preempted only by a kernel with preempt=full, "
			 "which this kernel is not" },
		{ SPUN, .rust = 1, .kernel = 1, .user = 1, .values = VALUES },
		{ .what = "ticks", .rust = TICKS, .kernel = TICKS, .user = TICKS,
		  .subject = "while the reader waits, main ticks", .values = "*:%d times of 5" },
		{ .what = "read_while_main_slept", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "while main sleeps, the reader", .values = VALUES },
	},
};
