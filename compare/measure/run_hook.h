/* SPDX-License-Identifier: GPL-2.0-only */
/* Callbacks before and after each run of a side. end() may add to the record of the run. */
#ifndef PX_RUN_HOOK_H
#define PX_RUN_HOOK_H

struct px_record;

struct px_run_hook {
	void (*begin)(struct px_run_hook *hook);
	void (*end)(struct px_run_hook *hook, struct px_record *rec);
};

#endif /* PX_RUN_HOOK_H */
