/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * lab_doc: the documentation of a lab, the expected values of each side, and
 * texts for the observed values. It is in the lab's file; only the program is
 * built with it.
 */
#ifndef PX_LAB_DOC_H
#define PX_LAB_DOC_H

#include "base/types.h"

#define PX_MAX_EXPECTS	24
#define PX_MAX_ACTORS	8

/* Special values of an expectation. */
#define PX_NONE		((s64)(1ull << 63))	/* not observable on that side */
#define PX_ANY		(PX_NONE + 1)		/* observable, but random */

/* Observed if the lab skipped an operation that lock debugging would report. */
#define PX_UNTRIED	(-9999)
#define PX_VALUE_UNTRIED	"-9999:is not tried: lock debugging reports it"

/* Where an expectation applies. The first one of a name that applies counts. */
enum px_when {
	PX_ALWAYS = 0,
	PX_ON_RT,		/* PREEMPT_RT */
	PX_NOT_RT,
	PX_ONE_CPU,		/* allowed to the program */
	PX_ONE_CPU_KEPT,	/* and the kernel does not preempt its own threads */
	PX_ON_LOCK_DEBUG	/* misuse of a lock is reported: px_mutex_misuse_is_reported() */
};

/*
 * The expected values of one observation. says has a text for each value, as in
 * "0:waits|1:gets in|*:%d read". "*" stands for all other values, %d for the
 * number, %e for the name of an error. brief has texts of at most 14 columns for
 * the scoreboard; NULL: those of says are short enough.
 */
struct px_expectation {
	const char *what;	/* name of the observation */
	enum px_when when;
	s64 rust, kernel, user;
	const char *topic;	/* subject of the sentence: "the second read" */
	const char *says;
	const char *brief;
	const char *why;	/* if the sides differ */
};

struct px_lab_doc {
	const char *name;	/* the lab's */
	const char *claims;	/* their ids, separated by blanks */
	const char *proof;	/* a second program of compare/rust/, beside NAME.rs */
	const char *question;
	const char *done;	/* what the lab does, step by step */
	const char *actors[PX_MAX_ACTORS];
	const char *input;	/* written to a lab that has_input */
	struct px_expectation expects[PX_MAX_EXPECTS];
};

/* PX_LAB_DOC(arc_overflow) = { … }; */
#define PX_LAB_DOC(id)	PX_PROGRAM_ONLY(struct px_lab_doc, px_lab_doc_##id)

#endif /* PX_LAB_DOC_H */
