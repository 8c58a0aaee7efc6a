/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * instance: the state of one open file of /dev/parallax: at most one run of one
 * workload, one lab at a time, and a set of named objects.
 */
#ifndef PX_KMOD_INSTANCE_H
#define PX_KMOD_INSTANCE_H

#include "base/account.h"
#include "objects/objects.h"
#include "run/kernel_run.h"
#include "run/lab_run.h"

struct px_instance {
	u32 number;			/* printed in fdinfo and in traces */
	struct px_kernel_run run;
	struct px_lab_state lab;
	struct px_objects objects;
	struct px_account *account;	/* of the user who opened the file */
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
 * px_instance_flush() - the current process closes the file or ends
 * @inst: the instance
 *
 * Detaches the workers of the process and releases what it owns alone
 * (PX_OP_PROCESS_OWNED). Other processes may keep the file.
 *
 * Context: process, may sleep.
 */
void px_instance_flush(struct px_instance *inst);

/**
 * px_instance_write() - write() on the device
 * @inst: the instance
 * @from: the text
 * @size: its length in bytes
 * @wait_mode: may it wait for the lab to read?
 *
 * The text goes to the lab that reads, if one runs, else to the workload's input.
 *
 * Context: process, may sleep.
 * Return: the number of bytes taken, or a negative errno of write() in parallax.h.
 */
ssize_t px_instance_write(struct px_instance *inst, const char __user *from, size_t size,
			  enum px_wait_mode wait_mode);

/**
 * px_instance_show() - the text of /proc/PID/fdinfo/FD
 * @inst: the instance
 * @m: where to print
 *
 * Context: process, may sleep.
 */
void px_instance_show(struct px_instance *inst, struct seq_file *m);

#endif /* PX_KMOD_INSTANCE_H */
