// SPDX-License-Identifier: GPL-2.0-only
/* The labs' documents. The build defines PX_LABS(X) as X(name) for each name in sources.mk. */
#include "harness/lab.h"
#include "lab_docs.h"

#define PX_DECLARE(name)	extern const struct px_lab_doc px_lab_doc_##name;
PX_LABS(PX_DECLARE)

#define PX_ENTRY(name)		&px_lab_doc_##name,
const struct px_lab_doc *const px_lab_docs[] = { PX_LABS(PX_ENTRY) };

const struct px_lab_doc *px_lab_doc_of(const struct px_lab *lab)
{
	for (u32 i = 0; i < px_lab_count; i++)
		if (px_labs[i] == lab)
			return px_lab_docs[i];
	return NULL;
}
