/* SPDX-License-Identifier: GPL-2.0-only */
/* bug_docs: the documents of all bugs, in the order of sources.mk. */
#ifndef PX_BUG_DOCS_H
#define PX_BUG_DOCS_H

#include "bugs/bug_doc.h"

extern const struct px_bug_doc *const px_bug_docs[];
extern const unsigned int px_bug_doc_count;

/* NULL if no bug has that name. */
const struct px_bug_doc *px_bug_doc_find(const char *name);

#endif /* PX_BUG_DOCS_H */
