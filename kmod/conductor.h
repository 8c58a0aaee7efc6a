/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * conductor: has one run of one workload carried out, by kernel threads which it
 * starts, or by threads of processes that call. Functions that take a structure of
 * abi.h are its calls; their errors stand there.
 */
#ifndef PX_KMOD_CONDUCTOR_H
#define PX_KMOD_CONDUCTOR_H

#include <linux/completion.h>
#include <linux/fs.h>
#include <linux/mutex.h>
#include <linux/poll.h>
#include <linux/wait.h>
#include "abi.h"
#include "thread.h"
#include "callers.h"
#include "patience.h"

struct px_intake;
struct px_run;
struct seq_file;

/*
 * run, results and threads are set once, by setup, and then stay until the
 * end; error and the results are the thread's until ended.
 */
struct px_conductor {
	u32 instance;			/* whose it is: its number, for the trace */
	struct mutex lock;		/* of the steps from setup to start; held for a moment */
	bool preparing;			/* somebody sets it up */
	struct px_run *run;
	const char *workload;
	struct px_worker_result *results;
	u32 workers;
	u32 threads;			/* taken out of the module's budget */
	bool started;			/* by kernel threads */
	bool called;			/* by threads of processes, instead */
	struct px_callers callers;
	struct px_thread thread;	/* executes the run */
	struct completion ended;
	wait_queue_head_t pollers;
	int error;
};

void px_conductor_init(struct px_conductor *c, u32 instance);

/* Ends the run. Nobody is in a call. */
void px_conductor_destroy(struct px_conductor *c);

/* Closes the intake: what it was told is the run's input, and is to outlive the conductor. */
int px_conductor_setup(struct px_conductor *c, struct px_intake *intake, struct px_setup *arg);
int px_conductor_start(struct px_conductor *c, struct px_start *arg);
int px_conductor_wait(struct px_conductor *c, struct px_wait *arg, enum px_patience patience);
int px_conductor_check(struct px_conductor *c, struct px_check *arg);
int px_conductor_latency(struct px_conductor *c, struct px_latency *arg);

int px_conductor_enter(struct px_conductor *c, struct px_enter *arg);
int px_conductor_pace(struct px_conductor *c, struct px_pacing *arg);
int px_conductor_leave(struct px_conductor *c, struct px_leave *arg);

/* poll(): whether a run by kernel threads has ended. */
__poll_t px_conductor_poll(struct px_conductor *c, struct file *file, poll_table *wait);

/* What it is doing, for /proc/PID/fdinfo. */
void px_conductor_show(struct px_conductor *c, struct seq_file *m);

#endif /* PX_KMOD_CONDUCTOR_H */
