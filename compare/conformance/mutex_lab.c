// SPDX-License-Identifier: GPL-2.0-only
#include "mutex.h"
#include "mutex_lab.h"
#include "harness/wait_check.h"
#include "os.h"
#include "conform.h"

static u64 try_once(void *arg)
{
	int err = px_mutex_trylock(arg);

	if (!err)
		px_mutex_unlock(arg);
	return (u64)-err;
}

static u64 enter(void *arg)
{
	px_mutex_lock(arg);
	px_mutex_unlock(arg);
	return 0;
}

static u64 word_of(void *arg)
{
	return px_mutex_word(arg);
}

static void words(struct px_mutex *m)
{
	struct px_thread t;
	u32 word;

	px_conform_ok(px_mutex_word(m) == 0, "the word of a free mutex is 0");
	px_mutex_lock(m);
	px_conform_ok(px_mutex_word(m) == PX_WORD_CURRENT,
		      "the word of a held mutex is PX_WORD_CURRENT for its holder");
	px_conform_ok(px_conform_in_thread(word_of, m) == PX_WORD_OTHER,
		      "the word of a held mutex is PX_WORD_OTHER for other threads");
	if (px_thread_spawn(&t, enter, m)) {
		px_conform_ok(false, "a thread to wait");
		px_mutex_unlock(m);
		return;
	}
	px_conform_ok(px_thread_blocked(&t, NULL, PX_CONFORM_TIMEOUT_NS),
		      "a thread that waits for the mutex sleeps");
	word = px_mutex_word(m);
	px_mutex_unlock(m);
	px_conform_ok(word == (PX_WORD_CURRENT | PX_WORD_WAITERS),
		      "the word has PX_WORD_WAITERS while a thread waits");
	px_thread_join(&t, NULL);
	px_conform_ok(px_mutex_word(m) == 0, "the word is 0 again after all threads have unlocked");
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

/* See px_mutex_end_abandoned() for what may be called after the holder has ended. */
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

/* Unlock by a thread that is not the holder: its result and its effect. */
static void wrong_unlock(enum px_mutex_kind kind, u64 expected, const char *statement)
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
	px_conform_ok(result == expected && word == (expected ? PX_WORD_CURRENT : 0), statement);
}

static void every_kind(void)
{
	enum px_mutex_kind kind;

	for (kind = PX_MUTEX_DEFAULT; kind <= PX_MUTEX_INHERIT; kind++) {
		struct px_mutex m;
		int err = px_mutex_init_kind(&m, kind);

		if (err) {
			px_conform_ok(kind && err == -EOPNOTSUPP,
				      "a missing kind returns -EOPNOTSUPP");
			continue;
		}
		px_mutex_lock(&m);
		px_conform_ok(px_mutex_word(&m) == PX_WORD_CURRENT &&
			      px_conform_in_thread(try_once, &m) == EBUSY,
			      "a mutex of each kind excludes other threads");
		px_conform_ok(!px_mutex_unlock_unchecked(&m) &&
			      px_conform_in_thread(try_once, &m) == 0,
			      "unlock of each kind unlocks");
		px_mutex_destroy(&m);
	}
}

/* On allocated memory: a stack could be reused while a broken mutex is still in use. */
static void misused(void)
{
	struct px_mutex *m = px_os_alloc(sizeof(*m));

	px_conform_ok(m, "memory for a mutex");
	if (!m)
		return;
	is_abandoned(m, lock_and_return, "a mutex stays locked after its holder has returned");
	is_abandoned(m, lock_and_panic,
		     "a mutex stays locked after its holder has panicked, even with a guard");
	px_os_free(m);
	wrong_unlock(PX_MUTEX_DEFAULT, 0, "unlock by another thread unlocks the default kind");
	wrong_unlock(PX_MUTEX_ERRORCHECK, EPERM,
		     "unlock by another thread returns -EPERM for the error-checking kind");
}

static void run(void)
{
	struct px_mutex m;

	px_mutex_init(&m);
	words(&m);
	px_mutex_destroy(&m);
	every_kind();
	if (!px_mutex_misuse_is_reported())
		misused();
}

PX_CONFORM_TEST(mutex_lab, run);
