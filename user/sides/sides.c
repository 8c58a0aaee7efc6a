// SPDX-License-Identifier: GPL-2.0-only
#include "sides.h"

const struct px_side *const px_sides[] = {
	&px_side_kernel,
	&px_side_user,
	&px_side_ioctl,
	&px_side_uring,
	NULL
};
