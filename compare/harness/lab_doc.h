/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * lab_doc: what a lab asks, what each world is expected to show, and the words
 * for what it showed. It is in the same file as the lab. Only the program is built
 * with it. compare/labs/README.md has an example.
 */
#ifndef PX_LAB_DOC_H
#define PX_LAB_DOC_H

#include "base/types.h"

#define PX_MAX_EXPECTATIONS	24
#define PX_MAX_ACTORS		8

/* Instead of an expected value. */
#define PX_NONE		((s64)(1ull << 63))	/* that side has no such observation */
#define PX_ANY		(PX_NONE + 1)		/* any value: it depends on chance */

/* A lab records this value for a part that it skips, because lock debugging would report it. */
#define PX_UNTRIED	(-9999)
#define PX_VALUE_UNTRIED	"-9999:is not tried: lock debugging reports it"

/* The program records this value for a fact that it could not observe. */
#define PX_UNSEEN	((s64)(~0ull >> 1))

/* The systems that an expectation is for. The first one of its name that fits is used. */
enum px_when {
	PX_ALWAYS = 0,
	PX_ON_RT,		/* PREEMPT_RT */
	PX_NOT_RT,
	PX_ONE_CPU,		/* the program may use one CPU */
	PX_ONE_CPU_NO_PREEMPT,	/* one CPU, and a kernel that does not preempt its own threads */
	PX_ON_LOCK_DEBUG	/* misuse of a lock is reported: px_mutex_misuse_is_reported() */
};

/*
 * One observation. It is printed as a sentence: subject, then the words for the
 * value. values has words for each value: "0:waits|1:gets the lock|*:reads %d".
 * '*' stands for any other value; %d is the number, %e the name of an error.
 * brief is the same for the scoreboard, with at most 14 columns; NULL: use values.
 */
struct px_expectation {
	const char *what;	/* the name of the observation */
	enum px_when when;
	s64 rust, kernel, user;
	const char *subject;	/* "the second read" */
	const char *values;
	const char *brief;
	const char *reason;	/* why the worlds differ; or NULL */
};

struct px_lab_doc {
	const char *name;	/* of the lab */
	const char *claims;	/* ids, separated by blanks */
	const char *rust_program; /* in compare/rust/, in addition to the one with the lab's name */
	const char *question;
	const char *steps;	/* what the lab does */
	const char *actors[PX_MAX_ACTORS];	/* names in the timeline */
	const char *input;	/* of a lab that reads */
	struct px_expectation expectations[PX_MAX_EXPECTATIONS];
};

/* PX_LAB_DOC(arc_overflow) = { … }; */
#define PX_LAB_DOC(id)	PX_PROGRAM_ONLY(struct px_lab_doc, px_lab_doc_##id)

#endif /* PX_LAB_DOC_H */
