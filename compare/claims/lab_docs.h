/* SPDX-License-Identifier: GPL-2.0-only */
/* lab_docs: px_lab_docs[i] is the document of px_labs[i]. */
#ifndef PX_LAB_DOCS_H
#define PX_LAB_DOCS_H

#include "harness/lab.h"

extern const struct px_lab_doc *const px_lab_docs[];

const struct px_lab_doc *px_lab_doc_of(const struct px_lab *lab);

#endif /* PX_LAB_DOCS_H */
