/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * lab_collect: runs a lab on every side. Each phase runs in its own process, so
 * that a lab that hangs or crashes does not stop the program.
 */
#ifndef PX_USER_LAB_COLLECT_H
#define PX_USER_LAB_COLLECT_H

#include "claims/lab_results.h"
#include "measure/side.h"

/*
 * sides: ends with NULL. The error of a side is stored in results. Returns 0, or
 * -errno if no process could be prepared.
 */
int px_lab_collect(struct px_lab_results *results, const struct px_lab *lab,
		   const struct px_lab_doc *doc, const struct px_side *const *sides);

#endif /* PX_USER_LAB_COLLECT_H */
