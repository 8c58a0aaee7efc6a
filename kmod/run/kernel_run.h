/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * kernel_run: one run of one workload in the kernel. Its workers are kernel
 * threads, or threads of processes (user_workers.h).
 *
 * A function that takes a px_call_ctx is the handler of an ioctl. Its errors are
 * documented in uapi/parallax.h.
 */
#ifndef PX_KMOD_KERNEL_RUN_H
#define PX_KMOD_KERNEL_RUN_H

#include <linux/completion.h>
#include <linux/fs.h>
#include <linux/mutex.h>
#include <linux/poll.h>
#include <linux/wait.h>
#include "base/account.h"
#include "base/call_ctx.h"
#include "uapi/parallax.h"
#include "thread.h"
#include "user_workers.h"
#include "workload_input.h"

struct px_run;
struct seq_file;

/*
 * Set-up writes run, results and threads once; they stay until the end. Until
 * ended is complete, the thread that executes the run owns error and *results.
 */
struct px_kernel_run {
	u32 instance;			/* number of the instance, for the trace */
	struct mutex lock;		/* protects preparing, run, started, by_user, attaching */
	bool preparing;			/* a set-up is in progress */
	struct px_run *run;
	const char *workload;
	struct px_worker_result *results;
	u32 workers;
	u32 threads;			/* charged to account */
	struct px_account *account;
	bool started;			/* with kernel threads */
	bool by_user;			/* with user workers instead */
	u32 attaching;			/* calls in PX_IOC_ATTACH */
	struct px_user_workers user_workers;
	struct px_thread thread;	/* executes the run */
	struct completion ended;
	wait_queue_head_t pollers;
	int error;
	struct px_workload_input input;
};

/**
 * px_kernel_run_init() - prepare for a set-up
 * @kr: the run
 * @instance: number of the instance
 * @account: to which its threads are charged
 *
 * Context: any.
 */
void px_kernel_run_init(struct px_kernel_run *kr, u32 instance, struct px_account *account);

/**
 * px_kernel_run_destroy() - stop the run and free all that it has
 * @kr: the run; no call on it is in progress
 *
 * Context: process, may sleep.
 */
void px_kernel_run_destroy(struct px_kernel_run *kr);

/**
 * px_kernel_run_setup() - PX_IOC_SETUP
 * @ctx: the call
 * @argument: struct px_setup
 *
 * Closes the workload's input: what was written before is the input of the run.
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int px_kernel_run_setup(struct px_call_ctx *ctx, void *argument);

/**
 * px_kernel_run_start() - PX_IOC_START
 * @ctx: the call
 * @argument: struct px_start
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int px_kernel_run_start(struct px_call_ctx *ctx, void *argument);

/**
 * px_kernel_run_attach() - PX_IOC_ATTACH
 * @ctx: the call
 * @argument: struct px_attach
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int px_kernel_run_attach(struct px_call_ctx *ctx, void *argument);

/**
 * px_kernel_run_set_delay() - PX_IOC_DELAY
 * @ctx: the call
 * @argument: struct px_set_delay
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int px_kernel_run_set_delay(struct px_call_ctx *ctx, void *argument);

/**
 * px_kernel_run_detach() - PX_IOC_DETACH
 * @ctx: the call
 * @argument: struct px_detach
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int px_kernel_run_detach(struct px_call_ctx *ctx, void *argument);

/* Of run_results.c. */

/**
 * px_kernel_run_wait() - PX_IOC_WAIT
 * @ctx: the call
 * @argument: struct px_wait
 *
 * Context: process. Sleeps unless ctx->wait_mode is PX_NOWAIT.
 * Return: 0 or a negative errno. -EAGAIN with PX_NOWAIT if the run goes on.
 */
int px_kernel_run_wait(struct px_call_ctx *ctx, void *argument);

/**
 * px_kernel_run_check() - PX_IOC_CHECK
 * @ctx: the call
 * @argument: struct px_check
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int px_kernel_run_check(struct px_call_ctx *ctx, void *argument);

/**
 * px_kernel_run_latency() - PX_IOC_LATENCY
 * @ctx: the call
 * @argument: struct px_latency
 *
 * Context: process, may sleep.
 * Return: 0 or a negative errno.
 */
int px_kernel_run_latency(struct px_call_ctx *ctx, void *argument);

/**
 * px_kernel_run_poll() - poll(): has a run by kernel threads ended?
 * @kr: the run
 * @file: the device's file
 * @wait: the poll table
 *
 * Context: process.
 * Return: EPOLLIN | EPOLLRDNORM if it has ended, else 0.
 */
__poll_t px_kernel_run_poll(struct px_kernel_run *kr, struct file *file, poll_table *wait);

/**
 * px_kernel_run_show() - the run's lines of /proc/PID/fdinfo/FD
 * @kr: the run
 * @m: where to print
 *
 * Context: process, may sleep.
 */
void px_kernel_run_show(struct px_kernel_run *kr, struct seq_file *m);

#endif /* PX_KMOD_KERNEL_RUN_H */
