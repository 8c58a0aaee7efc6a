/* SPDX-License-Identifier: GPL-2.0-only */
/* BROKEN ON PURPOSE: get loses half of the value. */
#ifndef PX_BROKEN_CELL_H
#define PX_BROKEN_CELL_H

#define px_cell_get px_cell_get_correct
#include "../../../compare/primitives/cell.h"
#undef px_cell_get

static inline u64 px_cell_get(const struct px_cell *c)
{
	return (u32)px_cell_get_correct(c);
}

#endif /* PX_BROKEN_CELL_H */
