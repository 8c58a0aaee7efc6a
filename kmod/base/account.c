// SPDX-License-Identifier: GPL-2.0-only
#include <linux/capability.h>
#include <linux/cred.h>
#include <linux/rculist.h>
#include <linux/refcount.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/spinlock.h>
#include <linux/uidgid.h>
#include "account.h"
#include "limits.h"

struct px_account {
	struct list_head node;
	struct rcu_head rcu;
	kuid_t user;
	refcount_t references;
	atomic_t threads;
	atomic64_t data;
};

static DEFINE_SPINLOCK(lock);		/* protects changes of list */
static LIST_HEAD(list);

/* Returns a reference, or NULL. */
static struct px_account *find(kuid_t user)
{
	struct px_account *account;

	list_for_each_entry_rcu(account, &list, node, lockdep_is_held(&lock))
		if (uid_eq(account->user, user) && refcount_inc_not_zero(&account->references))
			return account;
	return NULL;
}

/* Another thread may have added the account meanwhile. */
static struct px_account *find_or_add(struct px_account *fresh)
{
	struct px_account *account;

	spin_lock(&lock);
	account = find(fresh->user);
	if (!account)
		list_add_rcu(&fresh->node, &list);
	spin_unlock(&lock);
	if (!account)
		return fresh;
	kfree(fresh);
	return account;
}

struct px_account *px_account_get(void)
{
	struct px_account *account;

	rcu_read_lock();
	account = find(current_uid());
	rcu_read_unlock();
	if (account)
		return account;
	account = kzalloc(sizeof(*account), GFP_KERNEL_ACCOUNT);
	if (!account)
		return NULL;
	account->user = current_uid();
	refcount_set(&account->references, 1);
	return find_or_add(account);
}

void px_account_put(struct px_account *account)
{
	if (!refcount_dec_and_lock(&account->references, &lock))
		return;
	list_del_rcu(&account->node);
	spin_unlock(&lock);
	kfree_rcu(account, rcu);
}

static bool within(u64 value, u64 limit)
{
	return value <= limit || capable(CAP_SYS_RESOURCE);
}

int px_account_charge_threads(struct px_account *account, unsigned int nr)
{
	unsigned int threads = atomic_add_return(nr, &account->threads);
	u64 limit = min(rlimit(RLIMIT_NPROC), (unsigned long)px_max_user_kthreads);
	int err = within(threads, limit) ? px_threads_charge(nr) : -EAGAIN;

	if (err)
		atomic_sub(nr, &account->threads);
	return err;
}

void px_account_uncharge_threads(struct px_account *account, unsigned int nr)
{
	atomic_sub(nr, &account->threads);
	px_threads_uncharge(nr);
}

int px_thread_budget_begin(struct px_thread_budget *budget, struct px_account *account,
			   unsigned int nr)
{
	budget->account = account;
	atomic_set(&budget->left, nr);
	return px_account_charge_threads(account, nr);
}

struct px_account *px_thread_budget_take(struct px_thread_budget *budget)
{
	if (atomic_dec_if_positive(&budget->left) < 0)
		return NULL;
	refcount_inc(&budget->account->references);
	return budget->account;
}

void px_thread_budget_end(struct px_thread_budget *budget)
{
	px_account_uncharge_threads(budget->account, atomic_read(&budget->left));
}

void px_account_return_thread(struct px_account *account)
{
	px_account_uncharge_threads(account, 1);
	px_account_put(account);
}

struct px_account *px_account_charge_data(u64 bytes)
{
	struct px_account *account = px_account_get();

	if (!account)
		return NULL;
	if (within(atomic64_add_return(bytes, &account->data), px_max_user_data) &&
	    !px_data_charge(bytes))
		return account;
	atomic64_sub(bytes, &account->data);
	px_account_put(account);
	return NULL;
}

void px_account_uncharge_data(struct px_account *account, u64 bytes)
{
	px_data_uncharge(bytes);
	atomic64_sub(bytes, &account->data);
	px_account_put(account);
}
