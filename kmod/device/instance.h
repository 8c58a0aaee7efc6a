/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * instance: what one open file of /dev/parallax is: at most one run of one
 * workload, and a set of named objects. The functions that take a structure
 * of abi.h are its calls; their errors stand there.
 */
#ifndef PX_KMOD_INSTANCE_H
#define PX_KMOD_INSTANCE_H

#include <linux/fs.h>
#include <linux/poll.h>
#include "uapi/parallax.h"
#include "base/wait_mode.h"

struct px_instance;
struct seq_file;

/* A fresh instance, or NULL when there is no memory. */
struct px_instance *px_instance_create(void);

/* Ends the run, releases all that is held. Nobody is in a call. */
void px_instance_destroy(struct px_instance *inst);

int px_instance_setup(struct px_instance *inst, struct px_setup *arg);
int px_instance_start(struct px_instance *inst, struct px_start *arg);
int px_instance_wait(struct px_instance *inst, struct px_wait *arg, enum px_wait_mode patience);
int px_instance_check(struct px_instance *inst, struct px_check *arg);
int px_instance_latency(struct px_instance *inst, struct px_latency *arg);
int px_instance_op(struct px_instance *inst, struct px_op *arg, enum px_wait_mode patience);
int px_instance_perform(struct px_instance *inst, struct px_lab_run *arg);
int px_instance_input(struct px_instance *inst, struct px_input *arg);

int px_instance_attach(struct px_instance *inst, struct px_attach *arg);
int px_instance_set_delay(struct px_instance *inst, struct px_set_delay *arg);
int px_instance_detach(struct px_instance *inst, struct px_detach *arg);

/* PX_IOC_STEP: how many steps were done, or -errno. */
long px_instance_step(struct px_instance *inst, u64 packed, enum px_wait_mode patience);

/* poll(): whether a run by kernel threads has ended. */
__poll_t px_instance_poll(struct px_instance *inst, struct file *file, poll_table *wait);

/* A process, known by its file table, closes the file or has died: what is its own goes. */
void px_instance_flush(struct px_instance *inst, fl_owner_t process);

/* write(): how many bytes were taken, or -errno. */
ssize_t px_instance_write(struct px_instance *inst, const char __user *from, size_t size);

/* What it is doing, for /proc/PID/fdinfo. */
void px_instance_show(struct px_instance *inst, struct seq_file *m);

#endif /* PX_KMOD_INSTANCE_H */
