// SPDX-License-Identifier: GPL-2.0-only
#include <linux/atomic.h>
#include <linux/sched.h>
#include <linux/sched/signal.h>
#include "host.h"
#include "player.h"
#include "run.h"
#include "watch.h"
#include "callers.h"

#define BURST	64u		/* steps between two looks at signals and the scheduler */

/*
 * Who sets BUSY has the worker to itself until it sets another state. A process
 * that goes while its worker is in a call leaves a note, and the call's end acts
 * upon it.
 */
enum state { ABSENT, READY, BUSY, ORPHANED /* and busy */, LEFT };

struct px_caller {
	u32 state;
	fl_owner_t owner;
} px_own_line;

void px_callers_prepare(struct px_callers *c)
{
	*c = (struct px_callers) { .stepping = 0 };
	spin_lock_init(&c->lock);
}

int px_callers_init(struct px_callers *c, struct px_run *run, u32 workers)
{
	c->all = px_host_alloc(workers * sizeof(*c->all));
	if (!c->all)
		return -ENOMEM;
	c->run = run;
	return 0;
}

static struct px_player *player_of(struct px_callers *c, u32 number)
{
	return &c->run->players[number];
}

static bool claim(struct px_caller *one)
{
	return cmpxchg_acquire(&one->state, READY, BUSY) == READY;
}

/* Why it could not be claimed. */
static int refusal(const struct px_caller *one)
{
	u32 state = READ_ONCE(one->state);

	return state == ABSENT || state == LEFT ? -ESRCH : -EBUSY;
}

/* By whoever has claimed it. */
static void leave(struct px_callers *c, u32 number)
{
	struct px_player *p = player_of(c, number);

	if (p->role->leave)
		p->role->leave(c->run->state, &p->worker);
	smp_store_release(&c->all[number].state, LEFT);
}

static void let_go(struct px_callers *c, u32 number)
{
	if (cmpxchg_release(&c->all[number].state, BUSY, READY) != BUSY)
		leave(c, number);
}

void px_callers_destroy(struct px_callers *c)
{
	u32 i;

	for (i = 0; c->all && i < c->run->workers; i++)
		if (claim(&c->all[i]))
			leave(c, i);
	px_host_free(c->all);
}

/* A job that takes long looks whether somebody asked for its end: a signal does. */
static int work(struct px_callers *c, struct px_player *p,
		int (*job)(void *state, struct px_worker *w))
{
	struct px_watch watch;
	int err;

	if (!c->run->workload->solo || p->worker.pace.patience == PX_IMPATIENT)
		return job(c->run->state, &p->worker);
	px_watch_begin(&watch, c->run, true);
	err = job(c->run->state, &p->worker);
	px_watch_end(&watch);
	px_write_once(c->run->asked, 0);
	return err;
}

/* Marks it as busy, unless the run has begun. */
static int reserve(struct px_callers *c, u32 number, fl_owner_t owner)
{
	int err = 0;

	spin_lock(&c->lock);
	if (c->begun || c->all[number].state != ABSENT)
		err = -EBUSY;
	if (!err) {
		c->all[number].owner = owner;
		WRITE_ONCE(c->all[number].state, BUSY);
	}
	spin_unlock(&c->lock);
	return err;
}

int px_callers_enter(struct px_callers *c, u32 number, fl_owner_t owner)
{
	struct px_player *p;
	int err;

	if (number >= c->run->workers)
		return -EINVAL;
	err = reserve(c, number, owner);
	if (err)
		return err;
	p = player_of(c, number);
	p->worker.pace.patience = PX_INTERRUPTIBLE;
	if (p->role->enter)
		err = work(c, p, p->role->enter);
	if (err) {
		smp_store_release(&c->all[number].state, ABSENT);
		return err;
	}
	let_go(c, number);
	return 0;
}

/* To have the worker to oneself: 0, or why not. */
static int take(struct px_callers *c, u32 number)
{
	if (number >= c->run->workers)
		return -EINVAL;
	return claim(&c->all[number]) ? 0 : refusal(&c->all[number]);
}

int px_callers_pace(struct px_callers *c, u32 number, u64 *hold_ns, u64 *think_ns)
{
	struct px_player *p;
	int err = take(c, number);

	if (err)
		return err;
	p = player_of(c, number);
	px_player_pace(p);
	*hold_ns = p->hold_ns;
	*think_ns = p->think_ns;
	let_go(c, number);
	return 0;
}

int px_callers_leave(struct px_callers *c, u32 number, u64 *ops)
{
	int err = take(c, number);

	if (err)
		return err;
	*ops = player_of(c, number)->worker.ops;
	leave(c, number);
	return 0;
}

static bool anyone(struct px_callers *c, bool (*is)(u32 state))
{
	u32 i;

	for (i = 0; i < c->run->workers; i++)
		if (is(smp_load_acquire(&c->all[i].state)))
			return true;
	return false;
}

static bool is_busy(u32 state)
{
	return state == BUSY || state == ORPHANED;
}

static bool is_there(u32 state)
{
	return state == READY || is_busy(state);
}

int px_callers_begin(struct px_callers *c)
{
	const struct px_workload *workload = c->run->workload;
	int err = 0;

	spin_lock(&c->lock);
	if (c->begun || anyone(c, is_busy))
		err = -EBUSY;
	else
		c->begun = true;
	spin_unlock(&c->lock);
	if (err)
		return err;
	if (workload->begin)
		workload->begin(c->run->state);
	smp_store_release(&c->stepping, c->run->workers);
	return 0;
}

static u32 burst_of(const struct px_worker *w, u32 left)
{
	return w->pace.hold || w->pace.think ? 1 : min(left, BURST);
}

static bool may_go_on(void)
{
	cond_resched();
	return !signal_pending(current);
}

/* Claimed, so that the player is the caller's alone. */
static long steps(struct px_callers *c, struct px_player *p, u32 count)
{
	struct px_worker *w = &p->worker;
	u64 before = w->ops;
	u64 goal = before + count;
	int err;

	do {
		w->limit = w->ops + burst_of(w, goal - w->ops);
		err = work(c, p, p->role->loop);
	} while (!err && w->ops < goal && may_go_on());
	if (w->ops > before)
		return w->ops - before;
	return err == PX_DONE ? 0 : err;
}

long px_callers_step(struct px_callers *c, u32 number, u32 count, enum px_patience patience)
{
	struct px_player *p;
	long done;

	if (number >= smp_load_acquire(&c->stepping))
		return c->stepping ? -EINVAL : -EBADFD;
	if (!count)
		return -EINVAL;
	if (!claim(&c->all[number]))
		return refusal(&c->all[number]);
	p = player_of(c, number);
	p->worker.pace.patience = patience;
	done = steps(c, p, count);
	let_go(c, number);
	return done;
}

/* A worker that is in a call goes at its end. */
static void orphan(struct px_callers *c, u32 number)
{
	do {
		if (claim(&c->all[number])) {
			leave(c, number);
			return;
		}
	} while (cmpxchg(&c->all[number].state, BUSY, ORPHANED) == READY);
}

void px_callers_flush(struct px_callers *c, fl_owner_t owner)
{
	u32 i;

	for (i = 0; i < c->run->workers; i++)
		if (READ_ONCE(c->all[i].owner) == owner)
			orphan(c, i);
}

int px_callers_ended(struct px_callers *c)
{
	if (!smp_load_acquire(&c->stepping))
		return -EBADFD;
	return anyone(c, is_there) ? -EBUSY : 0;
}

const char *px_callers_state(struct px_callers *c)
{
	switch (px_callers_ended(c)) {
	case 0:
		return "ended";
	case -EBUSY:
		return "running";
	default:
		return "entered";
	}
}
