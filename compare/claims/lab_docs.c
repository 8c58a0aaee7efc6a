// SPDX-License-Identifier: GPL-2.0-only
/* The labs' stories, in the order of px_labs. PX_LABS(X) is given by the build. */
#include "harness/lab.h"
#include "lab_docs.h"

#define PX_DECLARE(name)	extern const struct px_lab_doc px_lab_doc_##name;
PX_LABS(PX_DECLARE)

#define PX_ENTRY(name)		&px_lab_doc_##name,
const struct px_lab_doc *const px_lab_docs[] = { PX_LABS(PX_ENTRY) };
