/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * story: what a lab is about, what each world is expected to show, and how to
 * say what it did show. It stands beside the lab, in the same file; only the
 * program is built with it.
 */
#ifndef PX_LAB_DOC_H
#define PX_LAB_DOC_H

#include "base/types.h"

#define PX_MAX_EXPECTS	24
#define PX_MAX_ACTORS	8

/* An expectation that is none. */
#define PX_NONE		((s64)(1ull << 63))	/* nothing to be seen on that side */
#define PX_ANY		(PX_NONE + 1)		/* seen, but a matter of chance */

/* What a lab sees of what it did not try, because it would be reported. */
#define PX_UNTRIED	(-9999)
#define PX_VALUE_UNTRIED	"-9999:is not tried: lock debugging reports it"

/* On which kernels an expectation is meant; the first of a name that is meant counts. */
enum px_when {
	PX_ALWAYS = 0,
	PX_ON_RT,		/* PREEMPT_RT */
	PX_NOT_RT,
	PX_ONE_CPU,		/* allowed to the program */
	PX_ONE_CPU_KEPT,	/* likewise, on a kernel that does not preempt its own threads */
	PX_ON_LOCK_DEBUG	/* misuse of a lock is reported: px_mutex_misuse_is_reported() */
};

/*
 * One observation. says gives a word or a few for each value, as in
 * "0:waits|1:gets in|*:%d read"; in the part for any other value %d stands for
 * the number and %e for the name of an error. brief is the same for the
 * scoreboard, where 14 columns are all there is; NULL: says is short enough.
 */
struct px_expectation {
	const char *what;	/* name of the observation */
	enum px_when when;
	s64 rust, kernel, user;
	const char *topic;	/* subject of the sentence: "the second read" */
	const char *says;
	const char *brief;
	const char *why;	/* where the three differ, why */
};

struct px_lab_doc {
	const char *name;	/* the lab's */
	const char *claims;	/* ids, with blanks between */
	const char *proof;	/* a program of compare/rust/ beside the one of the lab's name */
	const char *question;
	const char *done;	/* what is done, step by step */
	const char *actors[PX_MAX_ACTORS];
	const char *input;	/* what is written to a lab that reads */
	struct px_expectation expects[PX_MAX_EXPECTS];
};

/* PX_LAB_DOC(arc_overflow) = { … }; */
#define PX_LAB_DOC(id)	PX_PROGRAM_ONLY(struct px_lab_doc, px_lab_doc_##id)

#endif /* PX_LAB_DOC_H */
