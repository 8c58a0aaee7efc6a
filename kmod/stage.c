// SPDX-License-Identifier: GPL-2.0-only
#include <linux/bitops.h>
#include <linux/printk.h>
#include <linux/string.h>
#include <linux/uaccess.h>
#include "thread.h"
#include "inlet.h"
#include "lab.h"
#include "limits.h"
#include "stream.h"
#include "stage.h"

/* What one act keeps for the next. */
static u64 kept[PX_LAB_KEPT];

struct performance {
	const struct px_lab *lab;
	struct px_scene scene;
	struct px_stream input;
	int error;
};

/* The log's reader is told which report is no accident. */
static void announce(const struct px_lab *lab, const char *what)
{
	if (lab->report)
		pr_info("parallax: lab %s %s, expected report: %s\n", lab->name, what, lab->report);
}

static u64 play(void *arg)
{
	struct performance *p = arg;

	announce(p->lab, "begins");
	p->error = p->lab->play(&p->scene);
	announce(p->lab, "ends");
	return 0;
}

/* Whoever waits may be interrupted; the lab is then told to end, and soon has. */
static int play_in_thread(struct performance *p)
{
	struct px_thread player;
	int err = px_thread_spawn(&player, play, p);

	if (err)
		return err;
	err = px_thread_join_intr(&player, NULL);
	if (err == -EINTR) {
		px_write_once(p->scene.stopped, 1);
		px_thread_join(&player, NULL);
	}
	return err;
}

/* What is written to the instance meanwhile is the lab's. */
static int play_with_input(struct performance *p, struct px_inlet *inlet)
{
	int err = px_stream_init(&p->input);

	if (err)
		return err;
	p->scene.input = &p->input;
	px_inlet_open(inlet, &p->input);
	err = play_in_thread(p);
	px_inlet_close(inlet);
	px_stream_destroy(&p->input);
	return err;
}

static int hand_out(const struct px_scene *s, struct px_perform *arg)
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

static int perform(const struct px_lab *lab, struct px_inlet *inlet, struct px_perform *arg)
{
	struct performance *p = px_host_alloc(sizeof(*p));
	int err;

	if (!p)
		return -ENOMEM;
	p->lab = lab;
	p->scene.act = arg->act;
	p->scene.kept = kept;
	err = lab->reads ? play_with_input(p, inlet) : play_in_thread(p);
	if (!err)
		err = hand_out(&p->scene, arg);
	arg->error = p->error;
	px_host_free(p);
	return err;
}

int px_stage_perform(struct px_stage *stage, struct px_inlet *inlet, struct px_perform *arg)
{
	const struct px_lab *lab;
	int err;

	if (arg->flags || arg->error || !memchr(arg->lab, '\0', sizeof(arg->lab)))
		return -EINVAL;
	lab = px_lab_find(arg->lab);
	if (!lab)
		return -ENOENT;
	if (arg->act >= px_lab_acts(lab))
		return -EINVAL;
	if (test_and_set_bit(0, &stage->busy))
		return -EBUSY;
	err = px_threads_take(PX_LAB_THREADS);
	if (!err) {
		err = perform(lab, inlet, arg);
		px_threads_give(PX_LAB_THREADS);
	}
	clear_bit(0, &stage->busy);
	return err;
}
