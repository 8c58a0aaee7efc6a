/* SPDX-License-Identifier: GPL-2.0-only */
/* The tales of all mistakes, in the order of sources.mk. */
#ifndef PX_TALES_H
#define PX_TALES_H

#include "mistakes/tale.h"

extern const struct px_tale *const px_tales[];
extern const unsigned int px_tale_count;

/* NULL: there is none of that name. */
const struct px_tale *px_tale_find(const char *name);

#endif /* PX_TALES_H */
