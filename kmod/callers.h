/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * callers: the workers of a run that are threads of processes. Each enters,
 * steps and leaves by calls of its own, and the kernel executes its steps in
 * the caller's context. Errors are those of PX_IOC_ENTER, STEP and LEAVE in abi.h.
 */
#ifndef PX_KMOD_CALLERS_H
#define PX_KMOD_CALLERS_H

#include <linux/fs.h>
#include <linux/spinlock.h>
#include "patience.h"
#include "types.h"

struct px_run;
struct px_caller;

struct px_callers {
	u32 stepping;			/* how many may step: 0 before begin */
	struct px_caller *all;		/* as many as the run has workers; NULL before init */
	struct px_run *run;
	spinlock_t lock;		/* of begun, and of who enters meanwhile */
	bool begun;
};

/* Nobody can enter yet. */
void px_callers_prepare(struct px_callers *c);

/* The run's workers may now enter: 0 or -ENOMEM. */
int px_callers_init(struct px_callers *c, struct px_run *run, u32 workers);

/* Whoever is still there leaves. Nobody is in a call. */
void px_callers_destroy(struct px_callers *c);

/* A worker's life, as the calling process's (its file table, owner). */
int px_callers_enter(struct px_callers *c, u32 number, fl_owner_t owner);
int px_callers_pace(struct px_callers *c, u32 number, u64 *hold_ns, u64 *think_ns);
int px_callers_leave(struct px_callers *c, u32 number, u64 *ops);

/* All that will ever enter have entered: from now on they may step. */
int px_callers_begin(struct px_callers *c);

/*
 * Does up to count steps: how many were done, 0 when the worker has nothing left
 * to do, or -errno of the first step.
 */
long px_callers_step(struct px_callers *c, u32 number, u32 count, enum px_patience patience);

/* The process has closed the file, or is gone: its workers leave. */
void px_callers_flush(struct px_callers *c, fl_owner_t owner);

/* 0 when everyone has left who entered; -EBUSY before that, -EBADFD before begin. */
int px_callers_ended(struct px_callers *c);

/* In a word, for people. */
const char *px_callers_state(struct px_callers *c);

#endif /* PX_KMOD_CALLERS_H */
