// SPDX-License-Identifier: GPL-2.0-only
/*
 * threads_outlive: a program ends while one of its threads still runs. Does the
 * thread end with the program? (T3)
 *
 * The second phase is another process. It sets a word in memory that outlives
 * the first process; only a thread that still runs can answer. The thread must
 * touch only this memory, because the phase that spawned it has ended. No
 * thread joins it; unloading the module waits for it.
 */
#include "harness/lab.h"
#include "thread.h"

enum { BEGAN, ASKED, ANSWERED };

#define ANSWER_IN	(5 * PX_LAB_SETTLE_NS)	/* the thread polls every PX_LAB_POLL_NS */

static u64 poll_and_answer(void *arg)
{
	u64 *carried_over = arg;
	u64 end = px_os_now() + PX_LAB_TIMEOUT_NS;

	px_write_once(carried_over[BEGAN], 1);
	while (!px_read_once(carried_over[ASKED]) && px_os_now() < end)
		px_os_sleep(PX_LAB_POLL_NS);
	if (px_read_once(carried_over[ASKED]))
		px_write_once(carried_over[ANSWERED], 1);
	return 0;
}

static int begin(struct px_lab_ctx *ctx)
{
	int err;

	px_write_once(ctx->carried_over[BEGAN], 0);
	px_write_once(ctx->carried_over[ASKED], 0);
	px_write_once(ctx->carried_over[ANSWERED], 0);
	err = px_thread_spawn_detached(poll_and_answer, ctx->carried_over);
	if (!err)
		px_observe(
			ctx, "began",
			px_until(ctx, px_read_once(ctx->carried_over[BEGAN]), PX_LAB_TIMEOUT_NS));
	return err;
}

static int ask(struct px_lab_ctx *ctx)
{
	px_write_once(ctx->carried_over[ASKED], 1);
	px_observe(ctx, "finished",
		   px_until(ctx, px_read_once(ctx->carried_over[ANSWERED]), ANSWER_IN));
	return 0;
}

static int threads_outlive(struct px_lab_ctx *ctx)
{
	return ctx->phase ? ask(ctx) : begin(ctx);
}

PX_LAB(threads_outlive) = {
	.name = "threads_outlive",
	.phases = 2,
	.run = threads_outlive,
};

PX_LAB_DOC(threads_outlive) = {
	.name = "threads_outlive",
	.claims = "T3",
	.question = "A program ends while one of its threads still runs. Does the thread continue?",
	.steps = "A process spawns a detached thread, waits until it has begun, and exits. On the "
		"kernel side its file is closed by that. A second process then sets a word in "
		"memory that still exists. A thread that still runs answers it.",
	.expectations = {
		{ .what = "finished", .rust = 0, .kernel = 1, .user = 0,
		  .subject = "after the end of its program, the thread",
		  .values = "0:did not run|1:continued to its end",
		  .brief = "0:ends with it|1:continues",
		  .reason = "when main returns, exit_group() ends every thread of the process, in "
			 "Rust and in C. A kernel thread belongs to no process. Only the module's "
			 "code must stay loaded, so unloading waits for the thread" },
		{ .what = "began", .rust = 1, .kernel = 1, .user = 1,
		  .subject = "before that, it", .values = "0:had not begun|1:had begun" },
	},
};
