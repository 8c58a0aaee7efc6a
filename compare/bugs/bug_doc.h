/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * tale: what is to be told of a mistake, and who is expected to catch it. It stands
 * beside the mistake, in the same file; only the program reads it.
 */
#ifndef PX_BUG_DOC_H
#define PX_BUG_DOC_H

#include "base/types.h"

/*
 * What is to be told of it. Nets are named as in px_detectors; a net in neither list has
 * no part in it: such mistakes are not what it looks for, or there is none to be made
 * in its world.
 */
struct px_bug_doc {
	const char *name;	/* the mistake's */
	const char *wrong;	/* what is done, in one sentence */
	const char *ends;	/* what comes of it, where nobody catches it */
	const char *rust;	/* why Rust catches it, or does not */
	const char *caught;	/* nets that catch it, with blanks between */
	const char *missed;	/* nets that one might expect to, and do not */
	const char *chance;	/* nets that catch it, or not, as it happens */
	const char *cries;	/* nets that find the same fault with what is right */
	const char *why;	/* why these do; NULL where nothing is to be said */
	bool kernel_only;	/* in user space there is no such mistake to be made */
};

/* PX_BUG_DOC(double_unlock) = { … }; */
#define PX_BUG_DOC(id)	PX_PROGRAM_ONLY(struct px_bug_doc, px_bug_doc_##id)

#endif /* PX_BUG_DOC_H */
