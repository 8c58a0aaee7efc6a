// SPDX-License-Identifier: GPL-2.0-only
#include <linux/seq_file.h>
#include <linux/slab.h>
#include "held_locks.h"
#include "base/limits.h"

/*
 * While the lock is awaited, the hold is the caller's who waits; once it is
 * granted, whoever takes it off the list may end it.
 */
struct hold {
	struct list_head node;
	union px_lock *lock;
	struct px_lock_owner party;
	bool granted;
	struct px_lock_proxy standin;
};

void px_held_locks_init(struct px_held_locks *holds)
{
	mutex_init(&holds->lock);
	INIT_LIST_HEAD(&holds->list);
}

static struct hold *allocate(void)
{
	struct hold *h;
	int err = px_threads_charge(1);

	if (err)
		return ERR_PTR(err);
	h = kzalloc(sizeof(*h), GFP_KERNEL_ACCOUNT);
	if (h)
		return h;
	px_threads_uncharge(1);
	return ERR_PTR(-ENOMEM);
}

static struct hold *add(struct px_held_locks *holds, union px_lock *lock, struct px_lock_owner party)
{
	struct hold *h = ERR_PTR(-ENOSPC);

	mutex_lock(&holds->lock);
	if (holds->count < px_max_holds)
		h = allocate();
	if (!IS_ERR(h)) {
		h->lock = lock;
		h->party = party;
		list_add_tail(&h->node, &holds->list);
		holds->count++;
	}
	mutex_unlock(&holds->lock);
	return h;
}

/* It is off the list, and its stand-in is gone. */
static void release(struct px_held_locks *holds, struct hold *h)
{
	kfree(h);
	px_threads_uncharge(1);
	mutex_lock(&holds->lock);
	holds->count--;
	mutex_unlock(&holds->lock);
}

void px_held_locks_destroy(struct px_held_locks *holds)
{
	struct hold *h, *next;

	list_for_each_entry_safe(h, next, &holds->list, node) {
		px_lock_proxy_release(&h->standin);
		release(holds, h);
	}
	mutex_destroy(&holds->lock);
}

int px_held_locks_take(struct px_held_locks *holds, union px_lock *lock,
		  const struct px_call_ctx *whose, enum px_lock_mode mode, bool try, u64 timeout_ns)
{
	struct hold *h = add(holds, lock, whose->party);
	int err;

	if (IS_ERR(h))
		return PTR_ERR(h);
	err = px_lock_proxy_take(&h->standin, lock, whose, mode, try, timeout_ns);
	mutex_lock(&holds->lock);
	if (px_lock_proxy_acquired(err))
		h->granted = true;
	else
		list_del(&h->node);
	mutex_unlock(&holds->lock);
	if (!px_lock_proxy_acquired(err))
		release(holds, h);
	return err;
}

/* The owner's latest hold of the lock, or NULL. */
static struct hold *find(struct px_held_locks *holds, union px_lock *lock, u32 owner,
			  bool writers_only)
{
	struct hold *h;

	lockdep_assert_held(&holds->lock);
	list_for_each_entry_reverse(h, &holds->list, node) {
		if (h->lock != lock || !h->granted || !px_lock_owner_is_caller(&h->party, owner))
			continue;
		if (!writers_only || h->standin.mode == PX_MODE_WRITE)
			return h;
	}
	return NULL;
}

/* Likewise, taken off the list. */
static struct hold *claim(struct px_held_locks *holds, union px_lock *lock, u32 owner,
			  bool writers_only)
{
	struct hold *h;

	mutex_lock(&holds->lock);
	h = find(holds, lock, owner, writers_only);
	if (h)
		list_del(&h->node);
	mutex_unlock(&holds->lock);
	return h;
}

bool px_held_locks_held(struct px_held_locks *holds, union px_lock *lock, u32 owner)
{
	bool held;

	mutex_lock(&holds->lock);
	held = find(holds, lock, owner, false);
	mutex_unlock(&holds->lock);
	return held;
}

int px_held_locks_unlock(struct px_held_locks *holds, union px_lock *lock, u32 owner)
{
	struct hold *h = claim(holds, lock, owner, false);

	if (!h)
		return -EPERM;
	px_lock_proxy_release(&h->standin);
	release(holds, h);
	return 0;
}

int px_held_locks_downgrade(struct px_held_locks *holds, union px_lock *lock, u32 owner)
{
	struct hold *h = claim(holds, lock, owner, true);

	if (!h)
		return -EPERM;
	px_lock_proxy_downgrade(&h->standin);
	mutex_lock(&holds->lock);
	list_add_tail(&h->node, &holds->list);
	mutex_unlock(&holds->lock);
	return 0;
}

/* One of the process's, taken off the list; or NULL. */
static struct hold *claim_of(struct px_held_locks *holds, fl_owner_t process)
{
	struct hold *h, *found = NULL;

	mutex_lock(&holds->lock);
	list_for_each_entry(h, &holds->list, node)
		if (h->granted && h->party.process == process) {
			list_del(&h->node);
			found = h;
			break;
		}
	mutex_unlock(&holds->lock);
	return found;
}

void px_held_locks_flush(struct px_held_locks *holds, fl_owner_t process)
{
	struct hold *h;

	while ((h = claim_of(holds, process))) {
		px_lock_proxy_abandon(&h->standin);
		release(holds, h);
	}
}

void px_held_locks_show(struct px_held_locks *holds, union px_lock *lock, struct seq_file *m)
{
	static const char *const held[] = {
		[PX_MODE_MUTEX] = "held", [PX_MODE_READ] = "read", [PX_MODE_WRITE] = "written",
		[PX_MODE_POISON] = "held",
	};
	struct hold *h;

	mutex_lock(&holds->lock);
	list_for_each_entry(h, &holds->list, node)
		if (h->lock == lock)
			seq_printf(m, ", %s by owner %u",
				   h->granted ? held[h->standin.mode] : "awaited",
				   h->party.owner);
	mutex_unlock(&holds->lock);
}
