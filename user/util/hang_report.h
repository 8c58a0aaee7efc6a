/* SPDX-License-Identifier: GPL-2.0-only */
/* hang_report: prints the threads of a run that does not end, and where they are. */
#ifndef PX_USER_HANG_REPORT_H
#define PX_USER_HANG_REPORT_H

#include "base/types.h"

struct px_run;
struct px_run_spec;

struct px_hang {
	const char *side, *workload;
	const struct px_run_spec *spec;
	const struct px_run *run;	/* workers are threads of this process; NULL: not known */
	u64 began;			/* by px_os_now() */
};

/*
 * Prints the report on stderr. If the run is in the kernel, writes one line to the kernel log
 * too: the process may be unable to end, because its kernel threads do not. Interrupts threads
 * of this process, so it must end afterwards.
 */
void px_hang_report(const struct px_hang *hang);

#endif /* PX_USER_HANG_REPORT_H */
