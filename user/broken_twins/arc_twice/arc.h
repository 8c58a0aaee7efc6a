/* SPDX-License-Identifier: GPL-2.0-only */
/* BROKEN ON PURPOSE: the last reference releases twice. */
#ifndef PX_BROKEN_ARC_H
#define PX_BROKEN_ARC_H

#define px_arc_put px_arc_put_correct
#include "../../twins/arc.h"
#undef px_arc_put

static inline bool px_arc_put(struct px_arc *a, px_arc_release_fn release)
{
	bool last = px_arc_put_correct(a, release);

	if (last)
		release(a);
	return last;
}

#endif /* PX_BROKEN_ARC_H */
