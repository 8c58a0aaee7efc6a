// SPDX-License-Identifier: GPL-2.0-only
#include <linux/seq_file.h>
#include <linux/slab.h>
#include "held_locks.h"
#include "base/descriptor.h"
#include "base/limits.h"

/*
 * A lock that an owner holds or waits for. Until it is granted, only the call that
 * waits may free it. After that, the call that removes it from the list may.
 */
struct px_held_lock {
	struct list_head node;
	union px_lock *lock;
	struct px_owner owner;
	bool granted;
	struct px_lock_proxy proxy;
};

void px_held_locks_init(struct px_held_locks *set, struct px_account *account)
{
	set->account = account;
	mutex_init(&set->lock);
	INIT_LIST_HEAD(&set->list);
}

static struct px_held_lock *allocate(struct px_held_locks *set)
{
	struct px_held_lock *h;
	int err = px_account_charge_threads(set->account, 1);

	if (err)
		return ERR_PTR(err);
	h = kzalloc(sizeof(*h), GFP_KERNEL_ACCOUNT);
	if (h)
		return h;
	px_account_uncharge_threads(set->account, 1);
	return ERR_PTR(-ENOMEM);
}

static struct px_held_lock *add(struct px_held_locks *set, union px_lock *lock,
				struct px_owner owner)
{
	struct px_held_lock *h = ERR_PTR(-ENOSPC);

	mutex_lock(&set->lock);
	if (set->count < px_max_holds)
		h = allocate(set);
	if (!IS_ERR(h)) {
		h->lock = lock;
		h->owner = owner;
		get_pid(owner.process);
		list_add_tail(&h->node, &set->list);
		set->count++;
	}
	mutex_unlock(&set->lock);
	return h;
}

/* The held lock is not on the list, and its proxy has ended. */
static void free_held_lock(struct px_held_locks *set, struct px_held_lock *h)
{
	put_pid(h->owner.process);
	kfree(h);
	px_account_uncharge_threads(set->account, 1);
	mutex_lock(&set->lock);
	set->count--;
	mutex_unlock(&set->lock);
}

void px_held_locks_destroy(struct px_held_locks *set)
{
	struct px_held_lock *h, *next;

	list_for_each_entry_safe(h, next, &set->list, node) {
		px_lock_proxy_release(&h->proxy);
		free_held_lock(set, h);
	}
	mutex_destroy(&set->lock);
}

int px_held_locks_acquire(struct px_held_locks *set, union px_lock *lock,
			  const struct px_call_ctx *ctx, enum px_lock_mode mode, bool try,
			  u64 deadline_ns)
{
	struct px_held_lock *h = add(set, lock, ctx->owner);
	bool acquired, granted;
	int err;

	if (IS_ERR(h))
		return PTR_ERR(h);
	err = px_lock_proxy_acquire(&h->proxy, lock, ctx, mode, try, deadline_ns);
	acquired = px_lock_proxy_acquired(err);
	mutex_lock(&set->lock);
	granted = acquired && !px_owner_has_left(&h->owner, ctx->file);
	h->granted = granted;
	if (!granted)
		list_del(&h->node);
	mutex_unlock(&set->lock);
	if (granted)
		return err;
	if (acquired) {
		px_lock_proxy_release(&h->proxy);
		err = -EBADF;
	}
	free_held_lock(set, h);
	return err;
}

/* The newest held lock of this owner and the calling process, or NULL. */
static struct px_held_lock *find(struct px_held_locks *set, union px_lock *lock, u32 owner,
				 bool writers_only)
{
	struct px_held_lock *h;

	lockdep_assert_held(&set->lock);
	list_for_each_entry_reverse(h, &set->list, node) {
		if (h->lock != lock || !h->granted || !px_owner_is_caller(&h->owner, owner))
			continue;
		if (!writers_only || h->proxy.mode == PX_MODE_WRITE)
			return h;
	}
	return NULL;
}

/* As find(); also removes it from the list. */
static struct px_held_lock *claim(struct px_held_locks *set, union px_lock *lock, u32 owner,
				  bool writers_only)
{
	struct px_held_lock *h;

	mutex_lock(&set->lock);
	h = find(set, lock, owner, writers_only);
	if (h)
		list_del(&h->node);
	mutex_unlock(&set->lock);
	return h;
}

bool px_held_locks_held(struct px_held_locks *set, union px_lock *lock, u32 owner)
{
	bool held;

	mutex_lock(&set->lock);
	held = find(set, lock, owner, false);
	mutex_unlock(&set->lock);
	return held;
}

int px_held_locks_release(struct px_held_locks *set, union px_lock *lock, u32 owner)
{
	struct px_held_lock *h = claim(set, lock, owner, false);

	if (!h)
		return -EPERM;
	px_lock_proxy_release(&h->proxy);
	free_held_lock(set, h);
	return 0;
}

int px_held_locks_downgrade(struct px_held_locks *set, union px_lock *lock, u32 owner,
			    const struct file *file)
{
	struct px_held_lock *h = claim(set, lock, owner, true);
	bool left;

	if (!h)
		return -EPERM;
	px_lock_proxy_downgrade(&h->proxy);
	mutex_lock(&set->lock);
	left = px_owner_has_left(&h->owner, file);
	if (!left)
		list_add_tail(&h->node, &set->list);
	mutex_unlock(&set->lock);
	if (!left)
		return 0;
	px_lock_proxy_release(&h->proxy);
	free_held_lock(set, h);
	return -EBADF;
}

/* Removes a held lock that only this process owns from the list; NULL: there is none. */
static struct px_held_lock *claim_owned_by(struct px_held_locks *set, struct pid *process)
{
	struct px_held_lock *h, *found = NULL;

	mutex_lock(&set->lock);
	list_for_each_entry(h, &set->list, node)
		if (h->granted && px_owner_leaves(h->owner.process, process)) {
			list_del(&h->node);
			found = h;
			break;
		}
	mutex_unlock(&set->lock);
	return found;
}

void px_held_locks_flush(struct px_held_locks *set, struct pid *process)
{
	struct px_held_lock *h;

	while ((h = claim_owned_by(set, process))) {
		px_lock_proxy_abandon(&h->proxy);
		free_held_lock(set, h);
	}
}

void px_held_locks_show(struct px_held_locks *set, union px_lock *lock, struct seq_file *m)
{
	static const char *const held[] = {
		[PX_MODE_MUTEX] = "held", [PX_MODE_READ] = "read", [PX_MODE_WRITE] = "written",
		[PX_MODE_POISON] = "held",
	};
	struct px_held_lock *h;

	mutex_lock(&set->lock);
	list_for_each_entry(h, &set->list, node)
		if (h->lock == lock)
			seq_printf(m, ", %s by owner %u",
				   h->granted ? held[h->proxy.mode] : "awaited",
				   h->owner.number);
	mutex_unlock(&set->lock);
}
