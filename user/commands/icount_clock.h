/* SPDX-License-Identifier: GPL-2.0-only */
/* icount_clock: does the clock of this machine count executed instructions? */
#ifndef PX_USER_ICOUNT_CLOCK_H
#define PX_USER_ICOUNT_CLOCK_H

#include <stdbool.h>

/* True if an iteration of a busy loop always takes the same whole number of ns. */
bool px_icount_clock(void);

#endif /* PX_USER_ICOUNT_CLOCK_H */
