/* SPDX-License-Identifier: GPL-2.0-only */
/* lock_kinds: do the chosen workloads have the locks that --kind asks for? */
#ifndef PX_USER_LOCK_KINDS_H
#define PX_USER_LOCK_KINDS_H

#include <stdio.h>
#include "run_options.h"

/* At least one workload must have each kind. Returns an exit status. */
int px_lock_kinds_check(const struct px_run_options *r);

/* Names the workloads that lack a kind. Prints nothing if none does. */
void px_lock_kinds_print_left_out(FILE *out, const struct px_run_options *r);

#endif /* PX_USER_LOCK_KINDS_H */
