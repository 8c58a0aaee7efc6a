/* SPDX-License-Identifier: GPL-2.0-only */
/* The spinlock for who only reads: see mutex.h beside it. */
#ifndef PX_SPIN_H
#define PX_SPIN_H

#include "mark.h"

struct px_lockable px_spin {
	int any;
};

static inline void px_spin_lock(struct px_spin *s) px_takes(s);
static inline void px_spin_unlock(struct px_spin *s) px_gives(s);

px_marks_begin
#include "contract/spin.h"
px_marks_end

#ifdef __CHECKER__
#define px_spin_lock(s)		__context__(1)
#define px_spin_unlock(s)	__context__(-1)
#endif

#endif /* PX_SPIN_H */
