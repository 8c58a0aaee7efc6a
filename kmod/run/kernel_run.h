/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * conductor: has one run of one workload carried out, by kernel threads which it
 * starts, or by threads of processes that call. Functions that take a structure of
 * abi.h are its calls; their errors stand there.
 */
#ifndef PX_KMOD_KERNEL_RUN_H
#define PX_KMOD_KERNEL_RUN_H

#include <linux/completion.h>
#include <linux/fs.h>
#include <linux/mutex.h>
#include <linux/poll.h>
#include <linux/wait.h>
#include "uapi/parallax.h"
#include "thread.h"
#include "user_workers.h"
#include "base/wait_mode.h"

struct px_workload_input;
struct px_run;
struct seq_file;

/*
 * run, results and threads are set once, by setup, and then stay until the
 * end; error and the results are the thread's until ended.
 */
struct px_kernel_run {
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
	struct px_user_workers callers;
	struct px_thread thread;	/* executes the run */
	struct completion ended;
	wait_queue_head_t pollers;
	int error;
};

void px_kernel_run_init(struct px_kernel_run *c, u32 instance);

/* Ends the run. Nobody is in a call. */
void px_kernel_run_destroy(struct px_kernel_run *c);

/* Closes the intake: what it was told is the run's input, and is to outlive the conductor. */
int px_kernel_run_setup(struct px_kernel_run *c, struct px_workload_input *intake, struct px_setup *arg);
int px_kernel_run_start(struct px_kernel_run *c, struct px_start *arg);
int px_kernel_run_wait(struct px_kernel_run *c, struct px_wait *arg, enum px_wait_mode patience);
int px_kernel_run_check(struct px_kernel_run *c, struct px_check *arg);
int px_kernel_run_latency(struct px_kernel_run *c, struct px_latency *arg);

int px_kernel_run_attach(struct px_kernel_run *c, struct px_attach *arg);
int px_kernel_run_set_delay(struct px_kernel_run *c, struct px_set_delay *arg);
int px_kernel_run_detach(struct px_kernel_run *c, struct px_detach *arg);

/* poll(): whether a run by kernel threads has ended. */
__poll_t px_kernel_run_poll(struct px_kernel_run *c, struct file *file, poll_table *wait);

/* What it is doing, for /proc/PID/fdinfo. */
void px_kernel_run_show(struct px_kernel_run *c, struct seq_file *m);

#endif /* PX_KMOD_KERNEL_RUN_H */
