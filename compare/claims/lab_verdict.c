// SPDX-License-Identifier: GPL-2.0-only
#include <stdio.h>
#include <string.h>
#include "lab_verdict.h"

static const struct {
	const char *text, *word;
} names[] = {
	[PX_NO_COUNTERPART] = { "no counterpart", "Rust only" },
	[PX_AGREES] = { "agree", "agree" },
	[PX_DIFFERS] = { "differ as expected", "differ" },
	[PX_NOT_OBSERVED] = { "not observed", "not seen" },
	[PX_UNEXPECTED] = { "UNEXPECTED", "UNEXPECTED" },
};

const char *px_agreement_text(enum px_agreement agreement)
{
	return names[agreement].text;
}

const char *px_agreement_word(enum px_agreement agreement)
{
	return names[agreement].word;
}

int64_t px_expected(const struct px_expectation *expect, enum px_world world)
{
	switch (world) {
	case PX_RUST:
		return expect->rust;
	case PX_KERNEL:
		return expect->kernel;
	default:
		return expect->user;
	}
}

const char *px_test_config_text(enum px_when when)
{
	static const char *const texts[] = {
		[PX_ALWAYS] = "",
		[PX_ON_RT] = "on PREEMPT_RT",
		[PX_NOT_RT] = "without PREEMPT_RT",
		[PX_ONE_CPU] = "on one CPU",
		[PX_ONE_CPU_KEPT] = "on one CPU, in a kernel that does not preempt itself",
		[PX_ON_LOCK_DEBUG] = "under lock debugging",
	};

	return texts[when];
}

static bool is_meant(const struct px_expectation *expect, const struct px_test_config *setting)
{
	switch (expect->when) {
	case PX_ON_RT:
		return setting->realtime;
	case PX_NOT_RT:
		return !setting->realtime;
	case PX_ONE_CPU:
		return setting->cpus == 1;
	case PX_ONE_CPU_KEPT:
		return setting->cpus == 1 && !setting->preempts;
	case PX_ON_LOCK_DEBUG:
		return setting->lock_debug;
	default:
		return true;
	}
}

/* What the program of the lab's name printed, or else the one that its story names beside it. */
static bool proved(const struct px_build_results *evidence, const struct px_lab_doc *story,
		   const char *what, int64_t *value)
{
	return px_build_results_value(evidence, story->name, what, value) ||
	       (story->proof && px_build_results_value(evidence, story->proof, what, value));
}

/* Rust's value: a program's, or else the story's own word for it. */
static void ask_rust(struct px_finding_verdict *o, const struct px_lab_results *trial,
		     const struct px_build_results *evidence)
{
	const struct px_expectation *e = o->expect;

	if (e->rust == PX_NONE)
		return;
	o->there[PX_RUST] = proved(evidence, trial->story, e->what, &o->value[PX_RUST]);
	if (o->there[PX_RUST] || e->rust == PX_ANY)
		return;
	o->there[PX_RUST] = true;
	o->value[PX_RUST] = e->rust;
	o->stated = true;
}

/* PX_UNEXPECTED, PX_NOT_OBSERVED, or PX_AGREES with what was expected. */
static enum px_agreement judge_world(const struct px_finding_verdict *o, const struct px_lab_results *trial,
				     enum px_world world)
{
	int64_t expected = px_expected(o->expect, world);

	if (world != PX_RUST && !trial->made[world])
		return expected == PX_NONE ? PX_AGREES : PX_NOT_OBSERVED;
	if (expected == PX_NONE)
		return o->there[world] ? PX_UNEXPECTED : PX_AGREES;
	if (!o->there[world])
		return world == PX_RUST ? PX_NOT_OBSERVED : PX_UNEXPECTED;
	return expected == PX_ANY || expected == o->value[world] ? PX_AGREES : PX_UNEXPECTED;
}

/* As expected everywhere: then the same wherever there is such a thing, or not? Chance is neither. */
static enum px_agreement compare(const struct px_expectation *e)
{
	int64_t first = PX_ANY;

	for (enum px_world w = 0; w < PX_WORLDS; w++) {
		int64_t value = px_expected(e, w);

		if (value == PX_ANY || value == PX_NONE)
			continue;
		if (first != PX_ANY && first != value)
			return PX_DIFFERS;
		first = value;
	}
	return PX_AGREES;
}

static void form_opinion(struct px_finding_verdict *o, const struct px_expectation *expect,
			 const struct px_lab_results *trial, const struct px_build_results *evidence)
{
	memset(o, 0, sizeof(*o));
	o->expect = expect;
	ask_rust(o, trial, evidence);
	for (enum px_world w = PX_KERNEL; w < PX_WORLDS; w++)
		o->there[w] = px_lab_results_value(trial, w, expect->what, &o->value[w]);
	o->agreement = compare(expect);
	for (enum px_world w = 0; w < PX_WORLDS; w++) {
		enum px_agreement a = judge_world(o, trial, w);

		if (a > PX_AGREES && a > o->agreement)
			o->agreement = a;
	}
}

const struct px_finding_verdict *px_lab_verdict_find(const struct px_lab_verdict *ruling, const char *what)
{
	for (unsigned int i = 0; i < ruling->nr; i++)
		if (!strcmp(ruling->opinions[i].expect->what, what))
			return &ruling->opinions[i];
	return NULL;
}

/* Whatever was observed must have been expected by name. */
static void look_for_strangers(struct px_lab_verdict *ruling, const struct px_lab_results *trial)
{
	for (enum px_world w = PX_KERNEL; w < PX_WORLDS; w++) {
		const struct px_lab_result *seen = &trial->seen[w];

		for (u32 i = 0; i < seen->nr_observations; i++) {
			if (px_lab_verdict_find(ruling, seen->observations[i].what))
				continue;
			ruling->agreement = PX_UNEXPECTED;
			snprintf(ruling->problem, sizeof(ruling->problem),
				 "%s: observed \"%s\", which the lab's story does not know",
				 px_world_name(w), seen->observations[i].what);
		}
	}
}

/* A lab must come to its end, wherever it was performed. */
static void look_for_failures(struct px_lab_verdict *ruling, const struct px_lab_results *trial)
{
	for (enum px_world w = PX_KERNEL; w < PX_WORLDS; w++) {
		if (!trial->made[w] || !trial->seen[w].error)
			continue;
		ruling->agreement = PX_UNEXPECTED;
		snprintf(ruling->problem, sizeof(ruling->problem),
			 "%s: the lab did not come to its end: %s", px_world_name(w),
			 strerror(-trial->seen[w].error));
	}
}

void px_lab_verdict_reach(struct px_lab_verdict *ruling, const struct px_lab_results *trial,
		     const struct px_build_results *evidence, const struct px_test_config *setting)
{
	const struct px_expectation *e = trial->story->expects;

	memset(ruling, 0, sizeof(*ruling));
	for (; e < trial->story->expects + PX_MAX_EXPECTS && e->what; e++) {
		struct px_finding_verdict *o = &ruling->opinions[ruling->nr];

		if (!is_meant(e, setting) || px_lab_verdict_find(ruling, e->what))
			continue;
		form_opinion(o, e, trial, evidence);
		ruling->nr++;
		if (o->agreement > ruling->agreement)
			ruling->agreement = o->agreement;
	}
	look_for_strangers(ruling, trial);
	look_for_failures(ruling, trial);
}
