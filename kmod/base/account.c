// SPDX-License-Identifier: GPL-2.0-only
#include <linux/capability.h>
#include <linux/cred.h>
#include <linux/list.h>
#include <linux/mutex.h>
#include <linux/sched/signal.h>
#include <linux/slab.h>
#include <linux/uidgid.h>
#include "account.h"
#include "limits.h"

struct px_account {
	struct list_head node;
	kuid_t user;
	unsigned int instances;
	atomic_t threads;
};

static DEFINE_MUTEX(lock);		/* protects list, and instances of its entries */
static LIST_HEAD(list);

static struct px_account *find(kuid_t user)
{
	struct px_account *account;

	lockdep_assert_held(&lock);
	list_for_each_entry(account, &list, node)
		if (uid_eq(account->user, user))
			return account;
	return NULL;
}

static struct px_account *find_or_make(kuid_t user)
{
	struct px_account *account = find(user);

	if (account)
		return account;
	account = kzalloc(sizeof(*account), GFP_KERNEL_ACCOUNT);
	if (!account)
		return NULL;
	account->user = user;
	list_add(&account->node, &list);
	return account;
}

struct px_account *px_account_open(void)
{
	struct px_account *account;

	mutex_lock(&lock);
	account = find_or_make(current_uid());
	if (account)
		account->instances++;
	mutex_unlock(&lock);
	return account;
}

void px_account_close(struct px_account *account)
{
	mutex_lock(&lock);
	if (!--account->instances) {
		list_del(&account->node);
		kfree(account);
	}
	mutex_unlock(&lock);
}

static bool permitted(unsigned int threads)
{
	return threads <= min(rlimit(RLIMIT_NPROC), (unsigned long)px_max_user_kthreads) ||
	       capable(CAP_SYS_RESOURCE);
}

int px_account_charge(struct px_account *account, unsigned int nr)
{
	unsigned int threads = atomic_add_return(nr, &account->threads);
	int err = permitted(threads) ? px_threads_charge(nr) : -EAGAIN;

	if (err)
		atomic_sub(nr, &account->threads);
	return err;
}

void px_account_uncharge(struct px_account *account, unsigned int nr)
{
	atomic_sub(nr, &account->threads);
	px_threads_uncharge(nr);
}
