// SPDX-License-Identifier: GPL-2.0-only
#include "sides.h"

#define SIDE(name)	&px_side_##name,

const struct px_side *const px_sides[] = {
	PX_SIDES(SIDE)
	NULL
};
