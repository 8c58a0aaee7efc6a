/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * account: the kernel threads that a user has by all instances that she has opened. Without
 * a bound for each user, one could take all threads of the module and shut out the others.
 */
#ifndef PX_KMOD_ACCOUNT_H
#define PX_KMOD_ACCOUNT_H

struct px_account;

/**
 * px_account_open() - find or make the account of the calling user
 *
 * Context: process, may sleep.
 * Return: the account, or NULL if there is no memory.
 */
struct px_account *px_account_open(void);

/**
 * px_account_close() - undo px_account_open()
 * @account: the account
 *
 * Context: process, may sleep.
 */
void px_account_close(struct px_account *account);

/**
 * px_account_charge() - charge kernel threads to a user and to the limit of all instances
 * @account: the account
 * @nr: how many
 *
 * A caller with CAP_SYS_RESOURCE has no bound but that of all instances.
 *
 * Context: process.
 * Return: 0, or -EAGAIN with nothing charged if max_kthreads, max_user_kthreads or the
 * caller's RLIMIT_NPROC would be exceeded.
 */
int px_account_charge(struct px_account *account, unsigned int nr);

/**
 * px_account_uncharge() - undo px_account_charge()
 * @account: the account
 * @nr: how many
 *
 * Context: any.
 */
void px_account_uncharge(struct px_account *account, unsigned int nr);

#endif /* PX_KMOD_ACCOUNT_H */
