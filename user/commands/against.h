/* SPDX-License-Identifier: GPL-2.0-only */
/* against: the option --against SIDE of "run" and "show". */
#ifndef PX_USER_AGAINST_H
#define PX_USER_AGAINST_H

#include "measure/plan.h"

/*
 * Finds the reference side of the plan by its name, or by its kind: the first side of it. "x"
 * stands for "×". text: NULL: none was chosen. Returns 0 or an exit status.
 */
int px_against_find(const struct px_side *const *sides, unsigned int nr, const char *text,
		    unsigned int *reference);

#endif /* PX_USER_AGAINST_H */
