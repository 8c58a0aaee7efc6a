/* SPDX-License-Identifier: GPL-2.0-only */
/* BROKEN ON PURPOSE: upgrade revives a dropped object. */
#ifndef PX_BROKEN_WEAK_H
#define PX_BROKEN_WEAK_H

#define px_weak_upgrade px_weak_upgrade_correct
#include "../../../compare/primitives/weak.h"
#undef px_weak_upgrade

static inline bool px_weak_upgrade(struct px_weak *w)
{
	px_arc_get(&w->strong);
	return true;
}

#endif /* PX_BROKEN_WEAK_H */
