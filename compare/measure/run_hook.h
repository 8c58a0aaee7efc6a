/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * hook: what looks on while a side runs, and adds to what the run's record says.
 */
#ifndef PX_RUN_HOOK_H
#define PX_RUN_HOOK_H

struct px_record;

struct px_run_hook {
	void (*begin)(struct px_run_hook *hook);
	void (*end)(struct px_run_hook *hook, struct px_record *rec);
};

#endif /* PX_RUN_HOOK_H */
