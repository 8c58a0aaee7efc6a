/* SPDX-License-Identifier: GPL-2.0-only */
/* BROKEN ON PURPOSE: a further reference is not counted. What it breaks must be noticed. */
#ifndef PX_BUSTED_RC_H
#define PX_BUSTED_RC_H

#define px_rc_get px_rc_get_whole
#include "../../../compare/primitives/rc.h"
#undef px_rc_get

static inline void px_rc_get(struct px_rc *rc)
{
}

#endif /* PX_BUSTED_RC_H */
