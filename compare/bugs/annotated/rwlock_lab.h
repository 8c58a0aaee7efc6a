/* SPDX-License-Identifier: GPL-2.0-only */
/* The annotated rwlock_lab: prototypes only. */
#ifndef PX_RWLOCK_LAB_H
#define PX_RWLOCK_LAB_H

#include "annotations.h"

px_marks_begin
#include "contract/rwlock_lab.h"
px_marks_end

#endif /* PX_RWLOCK_LAB_H */
