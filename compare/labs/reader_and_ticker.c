// SPDX-License-Identifier: GPL-2.0-only
/*
 * reader_and_ticker: one thread waits for input, the main one has its own
 * rhythm. Does the input need main's leave, by its going to sleep? (T2)
 *
 * The input comes from outside, a byte now and then. What a byte that came too
 * early has spoilt is tried again with the next one.
 */
#include "harness/lab.h"
#include "labs/support/wait_check.h"
#include "byte_pipe.h"
#include "thread.h"

#define TRIES	8
#define TICKS	5
#define TICK	(5 * PX_LAB_POLL_NS)
#define PATIENCE	(2 * PX_LAB_TIMEOUT_NS)	/* until a byte comes */

enum { MAIN, READER };

struct desk {
	struct px_lab_ctx *ctx;
	struct px_thread reader;
	u32 main_cpu, reader_cpu;	/* the same if there is only one */
	u32 has_read;
};

static u64 read_a_byte(void *arg)
{
	struct desk *d = arg;
	char byte;

	px_os_pin(d->reader_cpu);
	px_event(d->ctx, READER, PX_ACTOR_WAITS, "read…");
	if (px_byte_pipe_read(d->ctx->input, &byte, 1) == 1) {
		px_event(d->ctx, READER, PX_ACTOR_GONE, "has it");
		px_write_once(d->has_read, 1);
	}
	return 0;
}

static bool reader_waits(struct desk *d)
{
	bool asleep = false;

	px_until(d->ctx, px_read_once(d->has_read) || asleep ||
		 (asleep = px_thread_seen_asleep(&d->reader, PX_LAB_SETTLE_NS)), PX_LAB_TIMEOUT_NS);
	return asleep && !px_read_once(d->has_read);
}

/* Sleeps in between, as many times as the reader lets it, but no more than TICKS. */
static u32 tick(struct desk *d)
{
	u32 ticks = 0;

	while (ticks < TICKS && !px_read_once(d->has_read)) {
		px_event(d->ctx, MAIN, PX_ACTOR_RUNS, "tick");
		px_os_sleep(TICK);
		ticks++;
	}
	return ticks;
}

static bool read_while_asleep(struct desk *d)
{
	return px_until(d->ctx, px_read_once(d->has_read), PATIENCE);
}

/* Neither sleeps nor asks whether somebody else has work to do. */
static bool read_while_busy(struct desk *d)
{
	u64 end = px_os_now() + PATIENCE;

	px_event(d->ctx, MAIN, PX_ACTOR_RUNS, "is busy");
	while (!px_read_once(d->has_read) && px_os_now() < end &&
	       !px_read_once(d->ctx->stopped))
		px_barrier();
	return px_read_once(d->has_read);
}

/* One byte's time: true if the reader waited first, and what came then was seen. */
static bool watch(struct desk *d, bool busy)
{
	struct px_lab_ctx *s = d->ctx;
	bool read;

	if (!reader_waits(d))
		return false;
	if (!busy && (tick(d) < TICKS || px_read_once(d->has_read)))
		return false;
	read = busy ? read_while_busy(d) : read_while_asleep(d);
	if (read)
		px_event(s, MAIN, PX_ACTOR_GONE, "sees it");
	if (!busy)
		px_observe(s, "ticks", TICKS);
	px_observe(s, busy ? "read_while_main_spun" : "read_while_main_slept", read);
	return true;
}

static int try(struct desk *d, bool busy, bool *seen)
{
	int err;

	d->has_read = 0;
	px_event_title(d->ctx, busy ? "main never sleeps" : "main ticks");
	err = px_thread_spawn(&d->reader, read_a_byte, d);
	if (err)
		return err;
	*seen = watch(d, busy);
	read_while_asleep(d);
	if (!px_read_once(d->has_read))
		px_byte_pipe_stop(d->ctx->input);
	px_thread_join(&d->reader, NULL);
	return 0;
}

static int one_of_many(struct desk *d, bool busy)
{
	bool seen = false;
	int err = 0;
	u32 i;

	for (i = 0; i < TRIES && !seen && !err && !px_read_once(d->ctx->stopped); i++)
		err = try(d, busy, &seen);
	return err;
}

static int reader_and_ticker(struct px_lab_ctx *s)
{
	struct desk d = { .ctx = s, .main_cpu = px_os_cpu(0), .reader_cpu = px_os_cpu(1) };
	int err;

	px_os_pin(d.main_cpu);
	err = one_of_many(&d, false);
	return err ? err : one_of_many(&d, true);
}

PX_LAB(reader_and_ticker) = {
	.name = "reader_and_ticker",
	.has_input = true,
	.run = reader_and_ticker,
};

#define SPUN	.what = "read_while_main_spun",				\
	.topic = "while main is busy and never sleeps, the reader"
#define SAYS	"0:waits on|1:gets its byte"

PX_LAB_DOC(reader_and_ticker) = {
	.name = "reader_and_ticker",
	.claims = "T2",
	.question = "Main never sleeps: does the thread that waits for input get it?",
	.done = "A thread reads, and is seen asleep: from a pipe, or what is written to the "
		"device. Main ticks, sleeping in between, until a byte has come. Then once more, "
		"but main is busy meanwhile, and makes no call at all.",
	.actors = { "main", "reader" },
	.input = "some words, one byte at a time, from somebody who types\n",
	.expects = {
		{ SPUN, .when = PX_ONE_CPU_KEPT, .rust = 1, .kernel = 0, .user = 1, .says = SAYS,
		  .why = "there is one CPU, and main has it: user space is always preempted, a "
			 "busy kernel thread only by a kernel built or booted so (preempt=full), "
			 "which this one is not" },
		{ SPUN, .rust = 1, .kernel = 1, .user = 1, .says = SAYS },
		{ .what = "ticks", .rust = TICKS, .kernel = TICKS, .user = TICKS,
		  .topic = "while the reader waits, main ticks", .says = "*:%d times of 5" },
		{ .what = "read_while_main_slept", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "while main sleeps, the reader", .says = SAYS },
	},
};
