/* SPDX-License-Identifier: GPL-2.0-only */
/* The park for who only reads: see mutex.h beside it. */
#ifndef PX_PARK_H
#define PX_PARK_H

#include "mark.h"

struct px_lockable px_park {
	int any;
};

struct px_bed {
	int any;
};

struct px_wake {
	int *any;
};

static inline void px_park_lock(struct px_park *p) px_takes(p);
static inline void px_park_unlock(struct px_park *p) px_gives(p);

px_marks_begin
#include "contract/park.h"
px_marks_end

#ifdef __CHECKER__
#define px_park_lock(p)		__context__(1)
#define px_park_unlock(p)	__context__(-1)
#endif

#endif /* PX_PARK_H */
