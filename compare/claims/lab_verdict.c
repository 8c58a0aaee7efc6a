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
		[PX_ONE_CPU_NO_PREEMPT] =
			"on one CPU, in a kernel that does not preempt its own threads",
		[PX_ON_LOCK_DEBUG] = "with lock debugging",
	};

	return texts[when];
}

static bool applies(const struct px_expectation *expect, const struct px_test_config *config)
{
	switch (expect->when) {
	case PX_ON_RT:
		return config->realtime;
	case PX_NOT_RT:
		return !config->realtime;
	case PX_ONE_CPU:
		return config->cpus == 1;
	case PX_ONE_CPU_NO_PREEMPT:
		return config->cpus == 1 && !config->preempts;
	case PX_ON_LOCK_DEBUG:
		return config->lock_debug;
	default:
		return true;
	}
}

/* The value that the lab's Rust program printed when parallax was built; or its second program. */
static bool rust_value(const struct px_build_results *build, const struct px_lab_doc *doc,
		       const char *what, int64_t *value)
{
	return px_build_results_value(build, doc->name, what, value) ||
	       (doc->rust_program && px_build_results_value(build, doc->rust_program, what, value));
}

/* Rust's value: a program's; or the expected one, which is then marked as stated. */
static void set_rust_value(struct px_finding_verdict *f, const struct px_lab_results *results,
			   const struct px_build_results *build)
{
	const struct px_expectation *e = f->expect;

	if (e->rust == PX_NONE)
		return;
	f->present[PX_RUST] = rust_value(build, results->doc, e->what, &f->value[PX_RUST]);
	if (f->present[PX_RUST] || e->rust == PX_ANY)
		return;
	f->present[PX_RUST] = true;
	f->value[PX_RUST] = e->rust;
	f->stated = true;
}

/* Compares one world with its expectation: PX_UNEXPECTED, PX_NOT_OBSERVED or PX_AGREES. */
static enum px_agreement check_world(const struct px_finding_verdict *f,
				     const struct px_lab_results *results, enum px_world world)
{
	int64_t expected = px_expected(f->expect, world);

	if (world != PX_RUST && !results->ran[world])
		return expected == PX_NONE ? PX_AGREES : PX_NOT_OBSERVED;
	if (expected == PX_NONE)
		return f->present[world] ? PX_UNEXPECTED : PX_AGREES;
	if (!f->present[world])
		return world == PX_RUST || f->unseen[world] ? PX_NOT_OBSERVED : PX_UNEXPECTED;
	return expected == PX_ANY || expected == f->value[world] ? PX_AGREES : PX_UNEXPECTED;
}

/* Do the expected values agree? Values that depend on chance are ignored. */
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

static void make_finding(struct px_finding_verdict *f, const struct px_expectation *expect,
			 const struct px_lab_results *results, const struct px_build_results *build)
{
	memset(f, 0, sizeof(*f));
	f->expect = expect;
	set_rust_value(f, results, build);
	for (enum px_world w = PX_KERNEL; w < PX_WORLDS; w++) {
		f->present[w] = px_lab_results_value(results, w, expect->what, &f->value[w]);
		f->unseen[w] = f->present[w] && f->value[w] == PX_UNSEEN;
		f->present[w] = f->present[w] && !f->unseen[w];
	}
	f->agreement = compare(expect);
	for (enum px_world w = 0; w < PX_WORLDS; w++) {
		enum px_agreement a = check_world(f, results, w);

		if (a > PX_AGREES && a > f->agreement)
			f->agreement = a;
	}
}

const struct px_finding_verdict *px_lab_verdict_find(const struct px_lab_verdict *verdict,
						     const char *what)
{
	for (unsigned int i = 0; i < verdict->nr; i++)
		if (!strcmp(verdict->findings[i].expect->what, what))
			return &verdict->findings[i];
	return NULL;
}

/* Every observation must have an expectation of its name. */
static void check_names(struct px_lab_verdict *verdict, const struct px_lab_results *results)
{
	for (enum px_world w = PX_KERNEL; w < PX_WORLDS; w++) {
		const struct px_lab_result *observed = &results->observed[w];

		for (u32 i = 0; i < observed->nr_observations; i++) {
			if (px_lab_verdict_find(verdict, observed->observations[i].what))
				continue;
			verdict->agreement = PX_UNEXPECTED;
			snprintf(verdict->problem, sizeof(verdict->problem),
				 "%s: observed \"%s\", which has no expectation",
				 px_world_name(w), observed->observations[i].what);
		}
	}
}

/* A lab must complete on every side. */
static void check_errors(struct px_lab_verdict *verdict, const struct px_lab_results *results)
{
	for (enum px_world w = PX_KERNEL; w < PX_WORLDS; w++) {
		if (!results->ran[w] || !results->observed[w].error)
			continue;
		verdict->agreement = PX_UNEXPECTED;
		snprintf(verdict->problem, sizeof(verdict->problem),
			 "%s: the lab did not complete: %s", px_world_name(w),
			 strerror(-results->observed[w].error));
	}
}

void px_lab_verdict_reach(struct px_lab_verdict *verdict, const struct px_lab_results *results,
			  const struct px_build_results *build, const struct px_test_config *config)
{
	const struct px_expectation *e = results->doc->expectations;

	memset(verdict, 0, sizeof(*verdict));
	for (; e < results->doc->expectations + PX_MAX_EXPECTATIONS && e->what; e++) {
		struct px_finding_verdict *f = &verdict->findings[verdict->nr];

		if (!applies(e, config) || px_lab_verdict_find(verdict, e->what))
			continue;
		make_finding(f, e, results, build);
		verdict->nr++;
		if (f->agreement > verdict->agreement)
			verdict->agreement = f->agreement;
	}
	check_names(verdict, results);
	check_errors(verdict, results);
}
