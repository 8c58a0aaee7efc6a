/* SPDX-License-Identifier: GPL-2.0-only */
/* The rwlock_lab for tools that only read the source: prototypes only. */
#ifndef PX_RWLOCK_LAB_H
#define PX_RWLOCK_LAB_H

#include "annotations.h"

px_thread_safety_off
#include "contract/rwlock_lab.h"
px_thread_safety_on

#endif /* PX_RWLOCK_LAB_H */
