/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Labs without a machine: two sides that show what they are told to, and a
 * story to hold it against.
 */
#ifndef PX_FAKE_LAB_H
#define PX_FAKE_LAB_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "claims/lab_verdict.h"

#define PLAY_ABSENT	(INT64_MIN + 2)	/* the side is not there */
#define PLAY_NOTHING	(INT64_MIN + 3)	/* it shows nothing */

static int64_t play_kernel, play_user;		/* what each shows of "gets_in" */

static int play_show(int64_t value, struct px_lab_result *seen)
{
	struct px_observation o = { .what = "gets_in", .value = value };
	struct px_event events[] = {
		{ 0, PX_ACTOR_SHARES, "reads" }, { 1, PX_ACTOR_WAITS, "write…" },
		{ 0, PX_ACTOR_GONE, "lets go" }, { 1, PX_ACTOR_HOLDS, "writes" },
	};

	if (value != PLAY_NOTHING)
		px_lab_result_add(seen, &o, 1, events, 4);
	return 0;
}

static int play_probe(int64_t value, char *why, size_t size)
{
	if (value != PLAY_ABSENT)
		return 0;
	snprintf(why, size, "it is not there");
	return -2;
}

static int kernel_probe(char *why, size_t size)
{
	return play_probe(play_kernel, why, size);
}

static int user_probe(char *why, size_t size)
{
	return play_probe(play_user, why, size);
}

static int kernel_perform(const char *lab, uint32_t phase, struct px_lab_result *seen)
{
	return play_show(play_kernel, seen);
}

static int (*play_user_perform)(struct px_lab_result *seen);

static int user_perform(const char *lab, uint32_t phase, struct px_lab_result *seen)
{
	return play_user_perform ? play_user_perform(seen) : play_show(play_user, seen);
}

static const struct px_side play_kernel_side = {
	.name = "kernel", .probe = kernel_probe, .run_lab = kernel_perform,
};
static const struct px_side play_user_side = {
	.name = "user", .probe = user_probe, .run_lab = user_perform,
};
const struct px_side *const px_sides[] = { &play_kernel_side, &play_user_side, NULL };

static const struct px_lab play_lab = { .name = "play" };

static struct px_lab_doc play_story = {
	.name = "play", .claims = "W1 W2", .question = "Does it get in?", .done = "It is asked.",
	.actors = { "reader", "writer" },
	.expects = {
		{ .what = "gets_in", .when = PX_ON_RT, .rust = 0, .kernel = 7, .user = 1,
		  .topic = "the reader", .says = "*:shows %d" },
		{ .what = "gets_in", .rust = 0, .kernel = 0, .user = 1, .topic = "the second read",
		  .says = "0:waits|1:gets in|*:ends with %e", .why = "their rules differ" },
	},
};

static const struct px_build_results play_no_evidence;
static const struct px_test_config play_setting = { .cpus = 2 };

/* Both sides show these; what is made of it. */
static inline void run(struct px_lab_case *c, int64_t kernel, int64_t user)
{
	play_kernel = kernel;
	play_user = user;
	if (px_lab_results_collect(&c->trial, &play_lab, &play_story))
		abort();
	px_lab_verdict_reach(&c->ruling, &c->trial, &play_no_evidence, &play_setting);
}

/* The text that a printer makes, to be freed. */
#define PLAY_PRINT(call)						\
	({								\
		char *text_ = NULL;					\
		size_t size_;						\
		FILE *out = open_memstream(&text_, &size_);		\
									\
		call;							\
		fclose(out);						\
		text_;							\
	})

#endif /* PX_FAKE_LAB_H */
