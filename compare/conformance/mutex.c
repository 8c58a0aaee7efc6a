// SPDX-License-Identifier: GPL-2.0-only
#include "mutex.h"
#include "mutex_lab.h"
#include "harness/wait_check.h"
#include "gate.h"
#include "os.h"
#include "harness/workload.h"
#include "conform.h"

#define LOCK(x)	px_mutex##x
#include "lock_tests.h"

static u64 enter(void *arg)
{
	struct bench *b = arg;

	px_mutex_lock(&b->lock);
	px_write_once(b->inside, 1);
	px_mutex_unlock(&b->lock);
	return 0;
}

static u64 enter_intr(void *arg)
{
	struct bench *b = arg;
	int err = px_mutex_lock_intr(&b->lock);

	if (!err)
		px_mutex_unlock(&b->lock);
	return (u64)-err;
}

static void waits(struct bench *b)
{
	struct px_thread t;
	bool early;
	int err;

	px_mutex_lock(&b->lock);
	px_conform_ok(px_conform_in_thread(try_once, b) == EBUSY,
		      "trylock of a held mutex returns -EBUSY");
	b->inside = 0;
	err = px_thread_spawn(&t, enter, b);
	px_os_sleep(PX_CONFORM_SETTLE_NS);
	early = px_read_once(b->inside);
	px_mutex_unlock(&b->lock);
	px_conform_ok(!err && !early, "lock waits while another thread holds the mutex");
	if (err)
		return;
	px_thread_join(&t, NULL);
	px_conform_ok(b->inside, "unlock lets the waiting thread enter");
	px_conform_ok(px_conform_in_thread(try_once, b) == 0, "trylock of a free mutex succeeds");
	px_conform_ok(px_conform_in_thread(enter_intr, b) == 0,
		      "lock_intr of a free mutex succeeds");
}

static void leave_by_return(struct bench *b)
{
	px_mutex_guard(&b->lock);
	b->counter++;
}

static void guards(struct bench *b)
{
	leave_by_return(b);
	px_conform_ok(px_conform_in_thread(try_once, b) == 0, "a guard unlocks on return");
	for (;;) {
		px_mutex_guard(&b->lock);
		break;
	}
	px_conform_ok(px_conform_in_thread(try_once, b) == 0, "a guard unlocks on break");
	{
		px_mutex_guard(&b->lock);
		px_conform_ok(px_conform_in_thread(try_once, b) == EBUSY,
			      "a guard holds the mutex in its block");
		goto out;
	}
out:
	px_conform_ok(px_conform_in_thread(try_once, b) == 0, "a guard unlocks on goto");
}

static u64 guard_nowait(void *arg)
{
	struct bench *b = arg;
	int err;

	px_mutex_guard_mode(&b->lock, PX_NOWAIT, &err);
	return (u64)-err;
}

static u64 guard_uninterruptible(void *arg)
{
	struct bench *b = arg;
	int err;

	px_mutex_guard_mode(&b->lock, PX_UNINTERRUPTIBLE, &err);
	return err ? (u64)-err : (u64)-px_mutex_trylock(&b->lock);
}

static u64 guard_interruptible(void *arg)
{
	struct bench *b = arg;
	int err;

	px_mutex_guard_mode(&b->lock, PX_INTERRUPTIBLE, &err);
	return err ? (u64)-err : (u64)-px_mutex_trylock(&b->lock);
}

static void modes(struct bench *b)
{
	px_mutex_lock(&b->lock);
	px_conform_ok(px_conform_in_thread(guard_nowait, b) == EAGAIN,
		      "PX_NOWAIT on a held mutex returns -EAGAIN");
	px_conform_ok(px_conform_in_thread(try_once, b) == EBUSY,
		      "a guard that failed unlocks nothing");
	px_mutex_unlock(&b->lock);
	px_conform_ok(px_conform_in_thread(guard_nowait, b) == 0,
		      "PX_NOWAIT on a free mutex succeeds");
	px_conform_ok(px_conform_in_thread(guard_uninterruptible, b) == EBUSY &&
		      px_conform_in_thread(guard_interruptible, b) == EBUSY,
		      "whatever the mode, the guard holds it");
	px_conform_ok(px_conform_in_thread(try_once, b) == 0, "and lets go at the end");
}

static u64 word_of(void *arg)
{
	struct bench *b = arg;

	return px_mutex_word(&b->lock);
}

static void words(struct bench *b)
{
	struct px_thread t;
	u32 word;

	px_conform_ok(px_mutex_word(&b->lock) == 0, "the word of a free mutex is 0");
	px_mutex_lock(&b->lock);
	px_conform_ok(px_mutex_word(&b->lock) == PX_WORD_CURRENT, "of a held one, it says so to its holder");
	px_conform_ok(px_conform_in_thread(word_of, b) == PX_WORD_OTHER, "and to others");
	if (px_thread_spawn(&t, enter, b)) {
		px_conform_ok(false, "a thread to wait");
		px_mutex_unlock(&b->lock);
		return;
	}
	px_conform_ok(px_thread_blocked(&t, NULL, SOON), "a thread that waits for the mutex sleeps");
	word = px_mutex_word(&b->lock);
	px_mutex_unlock(&b->lock);
	px_conform_ok(word == (PX_WORD_CURRENT | PX_WORD_WAITERS), "and the word tells of it");
	px_thread_join(&t, NULL);
	px_conform_ok(px_mutex_word(&b->lock) == 0, "the word is 0 again when all are gone");
}

static u64 lock_and_return(void *arg)
{
	px_mutex_lock(arg);
	return 0;
}

static u64 lock_and_panic(void *arg)
{
	px_mutex_guard(arg);
	px_thread_panic(1);
}

/* Observed with trylock and word alone, and before the holder is joined. */
static void is_abandoned(struct px_mutex *m, px_thread_fn fn, const char *statement)
{
	struct px_thread t;
	bool ended, locked;

	px_mutex_init(m);
	if (px_thread_spawn(&t, fn, m)) {
		px_conform_ok(false, "a thread to end with a mutex held");
		return;
	}
	ended = px_conform_ends(&t);
	locked = px_mutex_trylock(m) == -EBUSY && px_mutex_word(m) == PX_WORD_OTHER;
	px_conform_ok(ended && locked, statement);
	px_mutex_end_abandoned(m);
	px_thread_join(&t, NULL);
}

static u64 unlock_unchecked(void *arg)
{
	return (u64)-px_mutex_unlock_unchecked(arg);
}

/* By a thread that is not the holder: what the kinds say, and what they do. */
static void wrong_unlock(enum px_mutex_kind kind, u64 says, const char *statement)
{
	struct px_mutex m;
	u64 result;
	u32 word;

	if (px_mutex_init_kind(&m, kind))
		return;
	px_mutex_lock(&m);
	result = px_conform_in_thread(unlock_unchecked, &m);
	word = px_mutex_word(&m);
	if (word)
		px_mutex_unlock(&m);
	px_mutex_destroy(&m);
	px_conform_ok(result == says && word == (says ? PX_WORD_CURRENT : 0), statement);
}

static void every_kind(void)
{
	enum px_mutex_kind kind;

	for (kind = PX_MUTEX_DEFAULT; kind <= PX_MUTEX_INHERIT; kind++) {
		struct bench b = { .counter = 0 };
		int err = px_mutex_init_kind(&b.lock, kind);

		if (err) {
			px_conform_ok(kind && err == -EOPNOTSUPP, "a kind that is not there says so");
			continue;
		}
		px_mutex_lock(&b.lock);
		px_conform_ok(px_mutex_word(&b.lock) == PX_WORD_CURRENT &&
			      px_conform_in_thread(try_once, &b) == EBUSY, "a kind that is there excludes");
		px_conform_ok(!px_mutex_unlock_unchecked(&b.lock) &&
			      px_conform_in_thread(try_once, &b) == 0, "and lets go");
		px_mutex_destroy(&b.lock);
	}
}

/* On memory of its own, which is free only when all has gone well. */
static void misused(void)
{
	struct px_mutex *m = px_os_alloc(sizeof(*m));

	px_conform_ok(m, "memory for a mutex");
	if (!m)
		return;
	is_abandoned(m, lock_and_return, "a mutex whose holder has returned is locked for ever");
	is_abandoned(m, lock_and_panic, "so is one whose holder has panicked, guard or not");
	px_os_free(m);
	wrong_unlock(PX_MUTEX_DEFAULT, 0, "a mutex does not look who unlocks it");
	wrong_unlock(PX_MUTEX_ERRORCHECK, EPERM, "one that looks says -EPERM and stays locked");
}

static void run(void)
{
	struct bench b = { .counter = 0 };

	px_mutex_init(&b.lock);
	one_at_a_time(&b);
	waits(&b);
	guards(&b);
	modes(&b);
	px_mutex_destroy(&b.lock);
}

PX_CONFORM_TEST(mutex, run);
