/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Sides whose operation is half the round trip of a message to another process, which sends
 * it back. The workload is ignored.
 */
#ifndef PX_USER_SIDE_PINGPONG_H
#define PX_USER_SIDE_PINGPONG_H

#include "measure/side.h"

#define PX_PINGPONG_SIDES	5u
#define PX_PINGPONG_OWN_SIDES	3u	/* the first of them: they need no module */

extern const struct px_side px_pingpong_sides[PX_PINGPONG_SIDES];

#endif /* PX_USER_SIDE_PINGPONG_H */
