/* SPDX-License-Identifier: GPL-2.0-only */
/* lab_verdict: compares what a lab showed with what was expected of each world. */
#ifndef PX_LAB_VERDICT_H
#define PX_LAB_VERDICT_H

#include "build_results.h"
#include "lab_results.h"

/* In ascending order: the verdict of a lab is the highest one of its observations. */
enum px_agreement {
	PX_NO_COUNTERPART,	/* the concept exists only in Rust's types */
	PX_AGREES,		/* all worlds show the same */
	PX_DIFFERS,		/* the worlds differ, as expected */
	PX_NOT_OBSERVED,	/* a side or a detector is absent, or a side could not look */
	PX_UNEXPECTED
};

/* The kernel, the build of the program, and the CPUs. */
struct px_test_config {
	bool realtime;
	bool preempts;		/* kernel code too, at any point */
	bool lock_debug;
	unsigned int cpus;
};

struct px_finding_verdict {	/* of one observation */
	const struct px_expectation *expect;
	bool present[PX_WORLDS];
	bool unseen[PX_WORLDS];	/* the side ran, but could not observe this */
	int64_t value[PX_WORLDS];
	bool stated;		/* Rust's value is the expected one; no program printed it */
	enum px_agreement agreement;
};

struct px_lab_verdict {
	enum px_agreement agreement;
	unsigned int nr;
	struct px_finding_verdict findings[PX_MAX_EXPECTATIONS];
	char problem[256];	/* why the lab did not complete; or "" */
};

void px_lab_verdict_reach(struct px_lab_verdict *verdict, const struct px_lab_results *results,
			  const struct px_build_results *build,
			  const struct px_test_config *config);

/* The value expected of a world. */
int64_t px_expected(const struct px_expectation *expect, enum px_world world);

/* The finding of that observation, or NULL. */
const struct px_finding_verdict *px_lab_verdict_find(const struct px_lab_verdict *verdict,
						     const char *what);

/* The configuration of an expectation: "on PREEMPT_RT"; "" if it is for all. */
const char *px_test_config_text(enum px_when when);

/* "agree", "differ as expected", …; and the same in at most 10 columns. */
const char *px_agreement_text(enum px_agreement agreement);
const char *px_agreement_word(enum px_agreement agreement);

#endif /* PX_LAB_VERDICT_H */
