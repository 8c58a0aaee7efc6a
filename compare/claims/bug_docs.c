// SPDX-License-Identifier: GPL-2.0-only
/* The build defines PX_BUGS(X). */
#include <string.h>
#include "bug_docs.h"

#define PX_DECLARE(name)	extern const struct px_bug_doc px_bug_doc_##name;
PX_BUGS(PX_DECLARE)

#define PX_ENTRY(name)		&px_bug_doc_##name,
const struct px_bug_doc *const px_bug_docs[] = { PX_BUGS(PX_ENTRY) };
const unsigned int px_bug_doc_count = PX_COUNT_OF(px_bug_docs);

const struct px_bug_doc *px_bug_doc_find(const char *name)
{
	for (unsigned int i = 0; i < px_bug_doc_count; i++)
		if (!strcmp(px_bug_docs[i]->name, name))
			return px_bug_docs[i];
	return NULL;
}
