// SPDX-License-Identifier: GPL-2.0-only
#include <linux/bitops.h>
#include <linux/printk.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include "thread.h"
#include "harness/lab.h"
#include "base/limits.h"
#include "byte_pipe.h"
#include "lab_run.h"

/* Values that one phase of a lab stores for the next one. */
static u64 carried_over[PX_LAB_CARRIED_OVER];

/* A running phase of a lab. */
struct execution {
	const struct px_lab *lab;
	struct px_lab_ctx ctx;
	struct px_byte_pipe input;
	int error;
};

void px_lab_state_init(struct px_lab_state *state)
{
	px_lab_input_init(&state->input);
}

/* Tells a reader of the log that the report that follows is expected. */
static void announce(const struct px_lab *lab, const char *what)
{
	if (lab->report)
		pr_info("parallax: lab %s %s, expected report: %s\n", lab->name, what, lab->report);
}

static u64 lab_thread(void *arg)
{
	struct execution *x = arg;

	announce(x->lab, "begins");
	x->error = x->lab->run(&x->ctx);
	announce(x->lab, "ends");
	return 0;
}

/* A signal asks the lab to stop; it then ends soon. */
static int run_in_thread(struct execution *x)
{
	struct px_thread thread;
	int err = px_thread_spawn(&thread, lab_thread, x);

	if (err)
		return err;
	err = px_thread_join_intr(&thread, NULL);
	if (err == -EINTR) {
		px_write_once(x->ctx.stopped, 1);
		px_thread_join(&thread, NULL);
	}
	return err;
}

static int run_with_input(struct execution *x, struct px_lab_input *in)
{
	int err = px_byte_pipe_init(&x->input);

	if (err)
		return err;
	x->ctx.input = &x->input;
	px_lab_input_open(in, &x->input);
	err = run_in_thread(x);
	px_lab_input_close(in);
	px_byte_pipe_destroy(&x->input);
	return err;
}

static int copy_results(const struct px_lab_ctx *lab, struct px_lab_run *arg)
{
	u32 nr_events = min(lab->nr_events, PX_MAX_EVENTS);
	bool room = arg->nr_observations >= lab->nr_observations && arg->nr_events >= nr_events;

	arg->nr_observations = lab->nr_observations;
	arg->nr_events = nr_events;
	if (!room)
		return -ENOSPC;
	if (copy_to_user(u64_to_user_ptr(arg->observations), lab->observations,
			 lab->nr_observations * sizeof(lab->observations[0])) ||
	    copy_to_user(u64_to_user_ptr(arg->events), lab->events,
			 nr_events * sizeof(lab->events[0])))
		return -EFAULT;
	return 0;
}

static int execute(const struct px_lab *lab, struct px_lab_input *in, struct px_lab_run *arg)
{
	struct execution *x = px_os_alloc(sizeof(*x));
	int err;

	if (!x)
		return -ENOMEM;
	x->lab = lab;
	x->ctx.phase = arg->phase;
	x->ctx.carried_over = carried_over;
	err = lab->has_input ? run_with_input(x, in) : run_in_thread(x);
	if (!err)
		err = copy_results(&x->ctx, arg);
	arg->error = x->error;
	px_os_free(x);
	return err;
}

int px_lab_run(struct px_call_ctx *ctx, void *argument)
{
	struct px_lab_state *state = ctx->lab;
	struct px_lab_run *arg = argument;
	const struct px_lab *lab;
	int err;

	if (!memchr(arg->lab, '\0', sizeof(arg->lab)))
		return -EINVAL;
	lab = px_lab_find(arg->lab);
	if (!lab)
		return -ENOENT;
	if (arg->phase >= px_lab_phases(lab))
		return -EINVAL;
	if (test_and_set_bit(0, &state->busy))
		return -EBUSY;
	err = px_threads_charge(PX_LAB_THREADS);
	if (!err) {
		err = execute(lab, &state->input, arg);
		px_threads_uncharge(PX_LAB_THREADS);
	}
	clear_bit(0, &state->busy);
	return err;
}
