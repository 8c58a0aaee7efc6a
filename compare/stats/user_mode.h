/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * user_mode: a side kernel in User Mode Linux. The locks of such a kernel execute natively. A
 * thread that sleeps is woken by signals of the host, so its figure is not that of a real kernel.
 */
#ifndef PX_USER_MODE_H
#define PX_USER_MODE_H

#include "measure/environment.h"
#include "measure/results.h"

#define PX_USER_MODE	"User Mode Linux"
#define PX_MARK_UNQUOTABLE	"*"
#define PX_MOST_SLEEPS	1.0	/* voluntary context switches of 1000 operations */

/* How the kernel differs from one on a machine. */
#define PX_USER_MODE_DIFFERS	"The side kernel is Linux as a program of this machine (" \
				PX_USER_MODE "). The processor executes its locks natively. " \
				"Preemption and interrupts are switched in memory, not in the " \
				"processor"

#define PX_USER_MODE_CALLS	"All sides are in it: the threads of one process take turns, and " \
				"a call is handed from one thread of the host to another. To " \
				"compare with threads of the host: make run NATIVE=only"

/* The side kernel of these results is in User Mode Linux. */
bool px_user_mode(const struct px_results *results);

/* All sides are. */
bool px_user_mode_all(const struct px_results *results);

/* The threads of the side slept in this case: the median of the rounds is above PX_MOST_SLEEPS. */
bool px_side_sleeps(const struct px_results *results, unsigned int bench_case, unsigned int side);

/*
 * The same, and the figure of the side in this case is not that of a stock kernel: its threads
 * slept, or native-check has found other instructions.
 */
bool px_user_mode_unquotable(const struct px_results *results, unsigned int bench_case,
			     unsigned int side);

#endif /* PX_USER_MODE_H */
