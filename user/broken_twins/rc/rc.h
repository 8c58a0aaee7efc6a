/* SPDX-License-Identifier: GPL-2.0-only */
/* BROKEN ON PURPOSE: get does not count. */
#ifndef PX_BROKEN_RC_H
#define PX_BROKEN_RC_H

#define px_rc_get px_rc_get_correct
#include "../../../compare/primitives/rc.h"
#undef px_rc_get

static inline void px_rc_get(struct px_rc *rc)
{
}

#endif /* PX_BROKEN_RC_H */
