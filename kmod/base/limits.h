/* SPDX-License-Identifier: GPL-2.0-only */
/* limits: the module's parameters, and the limits that all instances share. */
#ifndef PX_KMOD_LIMITS_H
#define PX_KMOD_LIMITS_H

#include "base/run_limits.h"

/* Constant after px_limits_init(). */
extern struct px_limits px_limits;	/* parameters of a run */
extern unsigned int px_max_objects;	/* named objects of an instance */
extern unsigned int px_max_holds;	/* locks held or awaited, of an instance */
extern u64 px_max_data;			/* bytes, of all instances */
extern u64 px_max_user_data;		/* bytes, of a user: see account.h */
extern unsigned int px_max_user_kthreads;	/* kernel threads of a user: see account.h */

/**
 * px_limits_init() - check the module's parameters
 *
 * Context: module init.
 * Return: 0, or -EINVAL if a parameter is out of its range.
 */
int px_limits_init(void);

/**
 * px_threads_charge() - charge kernel threads to the limit of all instances
 * @nr: how many
 *
 * Context: any.
 * Return: 0, or -EAGAIN with nothing charged if max_kthreads would be exceeded.
 */
int px_threads_charge(unsigned int nr);

/**
 * px_threads_uncharge() - undo px_threads_charge()
 * @nr: how many
 *
 * Context: any.
 */
void px_threads_uncharge(unsigned int nr);

/**
 * px_data_charge() - charge memory whose size a caller chooses
 * @bytes: how many
 *
 * Context: any.
 * Return: 0, or -ENOMEM with nothing charged if max_data would be exceeded.
 */
int px_data_charge(u64 bytes);

/**
 * px_data_uncharge() - undo px_data_charge()
 * @bytes: how many
 *
 * Context: any.
 */
void px_data_uncharge(u64 bytes);

#endif /* PX_KMOD_LIMITS_H */
