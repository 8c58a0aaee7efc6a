/* SPDX-License-Identifier: GPL-2.0-only */
/* BROKEN ON PURPOSE: an exclusive borrow is always granted. */
#ifndef PX_BROKEN_REFCELL_H
#define PX_BROKEN_REFCELL_H

#define px_refcell_borrow_mut px_refcell_borrow_mut_correct
#include "../../../compare/primitives/refcell.h"
#undef px_refcell_borrow_mut

static inline int px_refcell_borrow_mut(struct px_refcell *r)
{
	px_write_once(r->borrows, PX_REFCELL_EXCLUSIVE);
	return 0;
}

#endif /* PX_BROKEN_REFCELL_H */
