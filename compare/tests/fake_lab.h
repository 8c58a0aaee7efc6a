/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fake_lab: a lab with two fake sides, whose observations the test sets, and a
 * document with expectations.
 */
#ifndef PX_FAKE_LAB_H
#define PX_FAKE_LAB_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "claims/lab_verdict.h"
#include "labs/lab_collect.h"

#define FAKE_ABSENT	(INT64_MIN + 2)	/* the side is absent */
#define FAKE_NOTHING	(INT64_MIN + 3)	/* it has no observations */

static int64_t kernel_value, user_value;		/* the values of "gets_in" */

static int fake_observe(int64_t value, struct px_lab_result *result)
{
	struct px_observation o = { .what = "gets_in", .value = value };
	struct px_event events[] = {
		{ 0, PX_ACTOR_SHARES, "reads" }, { 1, PX_ACTOR_WAITS, "write…" },
		{ 0, PX_ACTOR_GONE, "unlocks" }, { 1, PX_ACTOR_HOLDS, "writes" },
	};

	if (value != FAKE_NOTHING)
		px_lab_result_add(result, &o, 1, events, 4);
	return 0;
}

static int fake_probe(int64_t value, char *why, size_t size)
{
	if (value != FAKE_ABSENT)
		return 0;
	snprintf(why, size, "the side is absent");
	return -2;
}

static int kernel_probe(char *why, size_t size)
{
	return fake_probe(kernel_value, why, size);
}

static int user_probe(char *why, size_t size)
{
	return fake_probe(user_value, why, size);
}

static int kernel_perform(const char *lab, uint32_t phase, struct px_lab_result *result)
{
	return fake_observe(kernel_value, result);
}

static int (*fake_user_perform)(struct px_lab_result *result);

static int user_perform(const char *lab, uint32_t phase, struct px_lab_result *result)
{
	return fake_user_perform ? fake_user_perform(result) : fake_observe(user_value, result);
}

static const struct px_side fake_lab_kernel = {
	.name = "kernel", .probe = kernel_probe, .run_lab = kernel_perform,
};
static const struct px_side fake_lab_user = {
	.name = "user", .probe = user_probe, .run_lab = user_perform,
};
static const struct px_side *const fake_sides[] = { &fake_lab_kernel, &fake_lab_user, NULL };

static const struct px_lab fake_lab = { .name = "reentry" };

static struct px_lab_doc fake_doc = {
	.name = "reentry", .claims = "W1 W2",
	.question = "Does it get in?", .steps = "It is asked.",
	.actors = { "reader", "writer" },
	.expectations = {
		{ .what = "gets_in", .when = PX_ON_RT, .rust = 0, .kernel = 7, .user = 1,
		  .subject = "the reader", .values = "*:shows %d" },
		{ .what = "gets_in", .rust = 0, .kernel = 0, .user = 1,
		  .subject = "the second read",
		  .values = "0:waits|1:gets in|*:ends with %e", .reason = "their rules differ" },
	},
};

static const struct px_build_results fake_no_build;
static const struct px_test_config fake_config = { .cpus = 2 };

/* Runs the lab with these values and reaches a verdict. */
static inline void run(struct px_lab_case *c, int64_t kernel, int64_t user)
{
	kernel_value = kernel;
	user_value = user;
	if (px_lab_collect(&c->results, &fake_lab, &fake_doc, fake_sides))
		abort();
	px_lab_verdict_reach(&c->verdict, &c->results, &fake_no_build, &fake_config);
}

/* The text that call prints to out. The caller must free it. */
#define FAKE_PRINT(call)						\
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
