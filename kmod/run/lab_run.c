// SPDX-License-Identifier: GPL-2.0-only
#include <linux/bitops.h>
#include <linux/printk.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include "thread.h"
#include "lab_input.h"
#include "harness/lab.h"
#include "base/limits.h"
#include "byte_pipe.h"
#include "lab_run.h"

/* What one phase keeps for the next. */
static u64 carried_over[PX_LAB_CARRIED_OVER];

struct performance {
	const struct px_lab *lab;
	struct px_lab_ctx ctx;
	struct px_byte_pipe input;
	int error;
};

/* The log's reader is told which report is no accident. */
static void announce(const struct px_lab *lab, const char *what)
{
	if (lab->report)
		pr_info("parallax: lab %s %s, expected report: %s\n", lab->name, what, lab->report);
}

static u64 run(void *arg)
{
	struct performance *p = arg;

	announce(p->lab, "begins");
	p->error = p->lab->run(&p->ctx);
	announce(p->lab, "ends");
	return 0;
}

/* Whoever waits may be interrupted; the lab is then told to end, and soon has. */
static int play_in_thread(struct performance *p)
{
	struct px_thread player;
	int err = px_thread_spawn(&player, run, p);

	if (err)
		return err;
	err = px_thread_join_intr(&player, NULL);
	if (err == -EINTR) {
		px_write_once(p->ctx.stopped, 1);
		px_thread_join(&player, NULL);
	}
	return err;
}

/* What is written to the instance meanwhile is the lab's. */
static int play_with_input(struct performance *p, struct px_lab_input *inlet)
{
	int err = px_byte_pipe_init(&p->input);

	if (err)
		return err;
	p->ctx.input = &p->input;
	px_lab_input_open(inlet, &p->input);
	err = play_in_thread(p);
	px_lab_input_close(inlet);
	px_byte_pipe_destroy(&p->input);
	return err;
}

static int hand_out(const struct px_lab_ctx *s, struct px_lab_run *arg)
{
	u32 nr_events = min(s->nr_events, PX_MAX_EVENTS);
	bool room = arg->nr_observations >= s->nr_observations && arg->nr_events >= nr_events;

	arg->nr_observations = s->nr_observations;
	arg->nr_events = nr_events;
	if (!room)
		return -ENOSPC;
	if (copy_to_user(u64_to_user_ptr(arg->observations), s->observations,
			 s->nr_observations * sizeof(s->observations[0])) ||
	    copy_to_user(u64_to_user_ptr(arg->events), s->events,
			 nr_events * sizeof(s->events[0])))
		return -EFAULT;
	return 0;
}

static int perform(const struct px_lab *lab, struct px_lab_input *inlet, struct px_lab_run *arg)
{
	struct performance *p = px_os_alloc(sizeof(*p));
	int err;

	if (!p)
		return -ENOMEM;
	p->lab = lab;
	p->ctx.phase = arg->phase;
	p->ctx.carried_over = carried_over;
	err = lab->has_input ? play_with_input(p, inlet) : play_in_thread(p);
	if (!err)
		err = hand_out(&p->ctx, arg);
	arg->error = p->error;
	px_os_free(p);
	return err;
}

int px_lab_state_run(struct px_lab_state *stage, struct px_lab_input *inlet, struct px_lab_run *arg)
{
	const struct px_lab *lab;
	int err;

	if (arg->flags || arg->error || !memchr(arg->lab, '\0', sizeof(arg->lab)))
		return -EINVAL;
	lab = px_lab_find(arg->lab);
	if (!lab)
		return -ENOENT;
	if (arg->phase >= px_lab_phases(lab))
		return -EINVAL;
	if (test_and_set_bit(0, &stage->busy))
		return -EBUSY;
	err = px_threads_charge(PX_LAB_THREADS);
	if (!err) {
		err = perform(lab, inlet, arg);
		px_threads_uncharge(PX_LAB_THREADS);
	}
	clear_bit(0, &stage->busy);
	return err;
}
