/* SPDX-License-Identifier: GPL-2.0-only */
/* selftest_compare: the tables that "selftest" measures. */
#ifndef PX_USER_SELFTEST_COMPARE_H
#define PX_USER_SELFTEST_COMPARE_H

#include "selftest_report.h"

/*
 * Compares each side with its copy, in the plan of "run" with its default options. Without a bias,
 * executes the plan twice. 0 or an error of px_plan_run().
 */
int px_selftest_compare(struct px_selftest *t);

#endif /* PX_USER_SELFTEST_COMPARE_H */
