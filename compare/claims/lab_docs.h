/* SPDX-License-Identifier: GPL-2.0-only */
/* The labs' stories: px_lab_docs[i] is that of px_labs[i]. */
#ifndef PX_LAB_DOCS_H
#define PX_LAB_DOCS_H

#include "harness/lab_doc.h"

extern const struct px_lab_doc *const px_lab_docs[];

#endif /* PX_LAB_DOCS_H */
