/* SPDX-License-Identifier: GPL-2.0-only */
/* bug_doc: explains a bug, and names the detectors that are expected to report it. */
#ifndef PX_BUG_DOC_H
#define PX_BUG_DOC_H

#include "base/types.h"

/*
 * It is in the same file as the bug; only the program reads it. Each list has names of
 * px_detectors, separated by blanks. A detector in no list does not look for such
 * bugs, or the bug cannot be made on its side.
 */
struct px_bug_doc {
	const char *name;		/* of the bug */
	const char *wrong;		/* what is done wrong, in one sentence */
	const char *effect;		/* what happens if no detector reports it */
	const char *rust;		/* why Rust catches it, or does not */
	const char *caught;		/* detectors that report it */
	const char *missed;		/* detectors that might report it, but do not */
	const char *sometimes;		/* detectors that report it in some runs only */
	const char *false_positive;	/* detectors that report the corrected version too */
	const char *note;		/* explains the lists; or NULL */
	bool kernel_only;		/* the bug cannot be made in user space */
};

/* PX_BUG_DOC(double_unlock) = { … }; */
#define PX_BUG_DOC(id)	PX_PROGRAM_ONLY(struct px_bug_doc, px_bug_doc_##id)

#endif /* PX_BUG_DOC_H */
