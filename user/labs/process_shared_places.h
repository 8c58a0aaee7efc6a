/* SPDX-License-Identifier: GPL-2.0-only */
/* places: the places of this program's processes. */
#ifndef PX_USER_PROCESS_SHARED_PLACES_H
#define PX_USER_PROCESS_SHARED_PLACES_H

#include "labs/support/process_shared.h"

extern const struct px_process_shared px_process_shared_device;
extern const struct px_process_shared px_process_shared_shared;

#endif /* PX_USER_PROCESS_SHARED_PLACES_H */
