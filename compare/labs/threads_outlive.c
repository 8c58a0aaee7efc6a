// SPDX-License-Identifier: GPL-2.0-only
/*
 * threads_outlive: a program ends while one of its threads has more to do.
 * Does the thread end with it? (T3)
 *
 * The second phase is another process. It asks, in a word that outlives the
 * first one, and only a thread that has run on can answer. So all that the
 * thread touches is that memory: the phase that spawned it is gone. Nobody waits
 * for it, unless the module is to be unloaded, which it delays.
 */
#include "harness/lab.h"
#include "thread.h"

enum { BEGAN, ASKED, ANSWERED };

#define ANSWER_IN	(5 * PX_LAB_SETTLE_NS)	/* it looks once in PX_LAB_POLL_NS */

static u64 run_on(void *arg)
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

static int begin(struct px_lab_ctx *s)
{
	int err;

	px_write_once(s->carried_over[BEGAN], 0);
	px_write_once(s->carried_over[ASKED], 0);
	px_write_once(s->carried_over[ANSWERED], 0);
	err = px_thread_spawn_detached(run_on, s->carried_over);
	if (!err)
		px_observe(s, "began", px_until(s, px_read_once(s->carried_over[BEGAN]), PX_LAB_TIMEOUT_NS));
	return err;
}

static int ask(struct px_lab_ctx *s)
{
	px_write_once(s->carried_over[ASKED], 1);
	px_observe(s, "finished", px_until(s, px_read_once(s->carried_over[ANSWERED]), ANSWER_IN));
	return 0;
}

static int threads_outlive(struct px_lab_ctx *s)
{
	return s->phase ? ask(s) : begin(s);
}

PX_LAB(threads_outlive) = {
	.name = "threads_outlive",
	.phases = 2,
	.run = threads_outlive,
};

PX_LAB_DOC(threads_outlive) = {
	.name = "threads_outlive",
	.claims = "T3",
	.question = "The program ends, one of its threads has not: does it run on?",
	.done = "A process has a thread spawned that nobody joins, sees it begin, and ends; for "
		"the kernel, its file is then closed. Another process asks, in memory that is "
		"still there, whether the thread runs on: it would answer.",
	.expects = {
		{ .what = "finished", .rust = 0, .kernel = 1, .user = 0,
		  .topic = "when its program had ended, the thread",
		  .says = "0:ran no more|1:ran on to its end", .brief = "0:ends with it|1:runs on",
		  .why = "when main returns, exit_group() ends every thread of the process, in "
			 "Rust as in C; a kernel thread belongs to no process, only its module's "
			 "code must stay, so that unloading waits for it" },
		{ .what = "began", .rust = 1, .kernel = 1, .user = 1,
		  .topic = "before that, it", .says = "0:had not begun|1:had begun" },
	},
};
