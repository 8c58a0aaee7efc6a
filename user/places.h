/* SPDX-License-Identifier: GPL-2.0-only */
/* places: the places of this program's processes. */
#ifndef PX_USER_PLACES_H
#define PX_USER_PLACES_H

#include "place.h"

extern const struct px_place px_place_device;
extern const struct px_place px_place_shared;

#endif /* PX_USER_PLACES_H */
