/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * descriptor: what belongs to one process alone is released when that process closes the file.
 * A call of another thread may acquire it at that time.
 */
#ifndef PX_KMOD_DESCRIPTOR_H
#define PX_KMOD_DESCRIPTOR_H

#include <linux/fdtable.h>
#include <linux/sched.h>
#include "call_ctx.h"

static inline int px_is_same_file(const void *file, struct file *other, unsigned int descriptor)
{
	return file == other;
}

/**
 * px_has_descriptor() - has the calling process a descriptor of the file?
 * @file: the file
 *
 * close() removes the descriptor before it calls the flush function of the file. So a call asks
 * this under a lock that the flush takes, and adds what it acquires under the same lock: either it
 * finds no descriptor, or the flush finds what it has added. fcntl() does so for its locks.
 *
 * Context: process. Does not sleep.
 * Return: true if it has.
 */
static inline bool px_has_descriptor(const struct file *file)
{
	return current->files && iterate_fd(current->files, 0, px_is_same_file, file);
}

/**
 * px_owner_has_left() - has the owner's process closed the file?
 * @owner: the owner; its process is the caller's, or NULL
 * @file: the file
 *
 * Context: as px_has_descriptor().
 * Return: true if it has, so that nothing may be acquired for it.
 */
static inline bool px_owner_has_left(const struct px_owner *owner, const struct file *file)
{
	return owner->process && !px_has_descriptor(file);
}

#endif /* PX_KMOD_DESCRIPTOR_H */
