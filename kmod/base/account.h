/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * account: what a user has of the limits that all instances share: kernel threads and memory.
 * Without a bound for each user, one could take all and shut out the others.
 *
 * Threads are charged to the user who opened the file, memory to the user whose call
 * allocates it. A caller with CAP_SYS_RESOURCE has no bound but that of all instances.
 */
#ifndef PX_KMOD_ACCOUNT_H
#define PX_KMOD_ACCOUNT_H

#include <linux/atomic.h>
#include <linux/types.h>

struct px_account;

/*
 * Kernel threads that a lab has charged and may create. A thread that outlives the lab takes
 * one of them along.
 */
struct px_thread_budget {
	struct px_account *account;
	atomic_t left;
};

/**
 * px_account_get() - get a reference on the account of the calling user
 *
 * Context: process, may sleep.
 * Return: the account, or NULL if there is no memory.
 */
struct px_account *px_account_get(void);

/**
 * px_account_put() - drop a reference
 * @account: the account
 *
 * Context: process.
 */
void px_account_put(struct px_account *account);

/**
 * px_account_charge_threads() - charge kernel threads to a user and to the limit of all instances
 * @account: the account
 * @nr: how many
 *
 * Context: process.
 * Return: 0, or -EAGAIN with nothing charged if max_kthreads, max_user_kthreads or the
 * caller's RLIMIT_NPROC would be exceeded.
 */
int px_account_charge_threads(struct px_account *account, unsigned int nr);

/**
 * px_account_uncharge_threads() - undo px_account_charge_threads()
 * @account: the account
 * @nr: how many
 *
 * Context: any.
 */
void px_account_uncharge_threads(struct px_account *account, unsigned int nr);

/**
 * px_thread_budget_begin() - charge the threads of a lab
 * @budget: set by this
 * @account: the account
 * @nr: how many
 *
 * Context: process.
 * Return: as px_account_charge_threads().
 */
int px_thread_budget_begin(struct px_thread_budget *budget, struct px_account *account,
			   unsigned int nr);

/**
 * px_thread_budget_take() - take one thread out of a budget
 * @budget: the budget
 *
 * Context: any.
 * Return: the account, referenced, for px_account_return_thread(); or NULL if none is left.
 */
struct px_account *px_thread_budget_take(struct px_thread_budget *budget);

/**
 * px_thread_budget_end() - uncharge the threads that were not taken
 * @budget: the budget
 *
 * Context: any.
 */
void px_thread_budget_end(struct px_thread_budget *budget);

/**
 * px_account_return_thread() - uncharge a thread that was taken out of a budget
 * @account: the account that px_thread_budget_take() returned
 *
 * Context: process.
 */
void px_account_return_thread(struct px_account *account);

/**
 * px_account_charge_data() - charge memory whose size the caller chooses
 * @bytes: how many
 *
 * Context: process, may sleep.
 * Return: the account of the calling user; NULL with nothing charged if there is no memory,
 * or if max_data or max_user_data would be exceeded.
 */
struct px_account *px_account_charge_data(u64 bytes);

/**
 * px_account_uncharge_data() - undo px_account_charge_data()
 * @account: the account that it returned
 * @bytes: how many
 *
 * Context: process.
 */
void px_account_uncharge_data(struct px_account *account, u64 bytes);

#endif /* PX_KMOD_ACCOUNT_H */
