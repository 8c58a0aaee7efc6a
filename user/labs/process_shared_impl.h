/* SPDX-License-Identifier: GPL-2.0-only */
/* process_shared_impl: the two implementations of struct px_process_shared. */
#ifndef PX_USER_PROCESS_SHARED_IMPL_H
#define PX_USER_PROCESS_SHARED_IMPL_H

#include "labs/support/process_shared.h"

extern const struct px_process_shared px_process_shared_device;
extern const struct px_process_shared px_process_shared_memory;

#endif /* PX_USER_PROCESS_SHARED_IMPL_H */
