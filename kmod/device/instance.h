/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * instance: the state of one open file of /dev/parallax: at most one run of one
 * workload, one lab at a time, and a set of named objects.
 */
#ifndef PX_KMOD_INSTANCE_H
#define PX_KMOD_INSTANCE_H

#include "objects/objects.h"
#include "run/kernel_run.h"
#include "run/lab_run.h"

struct px_instance {
	u32 number;			/* printed in fdinfo and in traces */
	struct px_kernel_run run;
	struct px_lab_state lab;
	struct px_objects objects;
};

/**
 * px_instance_create() - make an instance
 *
 * Context: process, may sleep.
 * Return: the instance, or NULL if there is no memory.
 */
struct px_instance *px_instance_create(void);

/**
 * px_instance_destroy() - end the run, release all locks, free the instance
 * @inst: the instance; no call on it is in progress
 *
 * Context: process, may sleep.
 */
void px_instance_destroy(struct px_instance *inst);

/**
 * px_instance_flush() - a process closes the file or has ended
 * @inst: the instance
 * @process: the file table of the process
 *
 * Detaches the workers of the process and releases what it owns alone
 * (PX_OP_PROCESS_OWNED). Other processes may keep the file.
 *
 * Context: process, may sleep.
 */
void px_instance_flush(struct px_instance *inst, fl_owner_t process);

/**
 * px_instance_write() - write() on the device
 * @inst: the instance
 * @from: the text
 * @size: its length in bytes
 *
 * The text goes to the lab that reads, if one runs, else to the workload's input.
 *
 * Context: process, may sleep.
 * Return: the number of bytes taken, or a negative errno of write() in parallax.h.
 */
ssize_t px_instance_write(struct px_instance *inst, const char __user *from, size_t size);

/**
 * px_instance_show() - the text of /proc/PID/fdinfo/FD
 * @inst: the instance
 * @m: where to print
 *
 * Context: process, may sleep.
 */
void px_instance_show(struct px_instance *inst, struct seq_file *m);

#endif /* PX_KMOD_INSTANCE_H */
