/* SPDX-License-Identifier: GPL-2.0-only */
/* icount_clock: does the clock of this machine count executed instructions? */
#ifndef PX_USER_ICOUNT_CLOCK_H
#define PX_USER_ICOUNT_CLOCK_H

#define PX_ICOUNT_FINE	2u	/* ns: the precision of a scaled clock */

/*
 * The precision of a clock that counts instructions, in ns: an iteration of a busy loop always
 * takes the same whole number of ns. 0: it does not count them.
 */
unsigned int px_icount_clock(void);

#endif /* PX_USER_ICOUNT_CLOCK_H */
