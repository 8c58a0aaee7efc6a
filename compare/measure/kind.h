/* SPDX-License-Identifier: GPL-2.0-only */
/* The names of the kinds of locks (enum px_kind). */
#ifndef PX_KIND_H
#define PX_KIND_H

#include "harness/workload.h"

/* By kind; NULL ends the list. */
extern const char *const px_kind_names[PX_KINDS + 1];

#endif /* PX_KIND_H */
