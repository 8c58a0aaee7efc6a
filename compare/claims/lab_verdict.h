/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * ruling: what a lab showed, held against what was expected of each world.
 */
#ifndef PX_LAB_VERDICT_H
#define PX_LAB_VERDICT_H

#include "build_results.h"
#include "lab_results.h"

enum px_agreement {		/* from good to bad: the worst of many counts */
	PX_NO_COUNTERPART,	/* the idea exists in Rust's types alone */
	PX_AGREES,		/* the same everywhere */
	PX_DIFFERS,		/* as expected */
	PX_NOT_OBSERVED,	/* a side, or a detector, is absent here */
	PX_UNEXPECTED
};

/* On what kernel, in what build of the program, and on how many CPUs. */
struct px_test_config {
	bool realtime;
	bool preempts;		/* also what runs in the kernel, at any time */
	bool lock_debug;
	unsigned int cpus;
};

struct px_finding_verdict {		/* on one observation */
	const struct px_expectation *expect;
	bool there[PX_WORLDS];
	int64_t value[PX_WORLDS];
	bool stated;		/* Rust's value is the story's word, not a program's */
	enum px_agreement agreement;
};

struct px_lab_verdict {
	enum px_agreement agreement;
	unsigned int nr;
	struct px_finding_verdict opinions[PX_MAX_EXPECTS];
	char problem[256];	/* "", or what kept the lab from showing anything */
};

void px_lab_verdict_reach(struct px_lab_verdict *ruling, const struct px_lab_results *trial,
		     const struct px_build_results *evidence, const struct px_test_config *setting);

/* What was expected of a world. */
int64_t px_expected(const struct px_expectation *expect, enum px_world world);

/* The opinion on an observation; NULL: there is none. */
const struct px_finding_verdict *px_lab_verdict_find(const struct px_lab_verdict *ruling, const char *what);

/* The setting that an expectation is for: "on PREEMPT_RT"; "" where it is for all. */
const char *px_test_config_text(enum px_when when);

/* "agree", "differ as expected", …; and in one word of at most 10 columns. */
const char *px_agreement_text(enum px_agreement agreement);
const char *px_agreement_word(enum px_agreement agreement);

#endif /* PX_LAB_VERDICT_H */
