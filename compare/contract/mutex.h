/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mutex: at most one thread holds it; the others sleep until it is their turn.
 *
 * Only the thread that took it may release it. It is not recursive: a thread
 * that locks it twice waits for itself. May not be used where sleeping is
 * forbidden.
 */
#ifndef PX_CONTRACT_MUTEX_H
#define PX_CONTRACT_MUTEX_H

#include "base/types.h"
#include "base/wait_mode.h"

/* Makes the mutex ready, unlocked. Every place of use is a lock class of its own. */
#define px_mutex_init(m)						\
	do {								\
		static struct px_lock_key px_key_;			\
									\
		px_mutex_init_keyed((m), #m, &px_key_);			\
	} while (0)

static inline void px_mutex_init_keyed(struct px_mutex *m, const char *name,
				       struct px_lock_key *key);

/*
 * As init, for a mutex of another kind: 0, or -EOPNOTSUPP where there is none
 * of that kind (the kernel has one kind only), with nothing to destroy.
 */
enum px_mutex_kind {
	PX_MUTEX_DEFAULT,
	PX_MUTEX_ERRORCHECK,	/* looks who unlocks it */
	PX_MUTEX_RECURSIVE,	/* may be locked again by its holder */
	PX_MUTEX_ADAPTIVE,	/* spins for a while before it sleeps */
	PX_MUTEX_INHERIT,	/* the holder runs with its waiters' priority */
};

#define px_mutex_init_kind(m, kind)					\
	({								\
		static struct px_lock_key px_key_;			\
									\
		px_mutex_init_kind_keyed((m), kind, #m, &px_key_);	\
	})

static inline int px_mutex_init_kind_keyed(struct px_mutex *m, enum px_mutex_kind kind,
					   const char *name, struct px_lock_key *key);

/* Ends its life. Nobody holds it or waits for it. */
static inline void px_mutex_destroy(struct px_mutex *m);

/* Sleeps until the mutex is the caller's. */
static inline void px_mutex_lock(struct px_mutex *m);

/* Takes it if that needs no waiting: 0, or -EBUSY. */
static inline int px_mutex_trylock(struct px_mutex *m);

/*
 * As lock, but a signal may end the wait: 0, or -EINTR with nothing taken.
 * Where a signal cannot end a wait (user space), as lock.
 */
static inline int px_mutex_lock_intr(struct px_mutex *m);

/* Gives it back and wakes one waiter, if there is one. */
static inline void px_mutex_unlock(struct px_mutex *m);

/*
 * What follows is for labs and tests, on a mutex of their own.
 *
 * As unlock, by a thread that need not hold the mutex, and gives what the
 * implementation says to it: 0 also where it does not look who calls, and the
 * mutex is then free; -EPERM where it looked. Nobody waits for the mutex.
 */
static inline int px_mutex_unlock_unchecked(struct px_mutex *m);

/*
 * Whether this build reports such misuse of a mutex (the kernel's lock
 * debugging, ThreadSanitizer): whoever misuses one is then heard.
 */
static inline bool px_mutex_misuse_is_reported(void);

/*
 * The mutex's own word, never as such, but as what it says at this moment: 0
 * when free, else who holds it, and whether somebody may be waiting (the
 * word may go on saying so for a while when nobody does any more).
 */
#define PX_WORD_CURRENT		1u
#define PX_WORD_OTHER		2u
#define PX_WORD_WAITERS		4u

static inline u32 px_mutex_word(struct px_mutex *m);

/*
 * Ends the life of a mutex whose holder has ended without unlocking it, and
 * which is therefore locked for ever; its memory can then be freed. Between
 * the holder's end and this, trylock and word are all that may be asked of it,
 * and in the kernel only until the holder is joined: until then it is known
 * whom the word points at.
 */
static inline void px_mutex_end_abandoned(struct px_mutex *m);

/* As lock, with so much mode: 0, or what it says, with nothing taken. */
static px_inline int px_mutex_lock_mode(struct px_mutex *m, enum px_wait_mode mode)
{
	switch (mode) {
	case PX_NOWAIT:
		return px_mutex_trylock(m) ? -EAGAIN : 0;
	case PX_INTERRUPTIBLE:
		return px_mutex_lock_intr(m);
	default:
		px_mutex_lock(m);
		return 0;
	}
}

/* What a guard has to let go of. A flag, since the kernel's compiler may not trust a pointer. */
struct px_mutex_guard {
	struct px_mutex *m;
	bool held;
};

static px_inline struct px_mutex_guard px_mutex_guard_begin(struct px_mutex *m,
							    enum px_wait_mode mode, int *err)
{
	*err = px_mutex_lock_mode(m, mode);
	return (struct px_mutex_guard) { m, !*err };
}

static px_inline void px_mutex_guard_end(struct px_mutex_guard *g)
{
	if (g->held)
		px_mutex_unlock(g->m);
}

/*
 * Holds the mutex from here to the end of the enclosing block, however it is left,
 * if there is mode enough: look at *err, which is lock_as()'s, before all else.
 */
#define px_mutex_guard_mode(m, mode, err)				\
	struct px_mutex_guard PX_JOIN(px_guard_, __LINE__)		\
	__attribute__((cleanup(px_mutex_guard_end), unused)) =		\
		px_mutex_guard_begin((m), (mode), (err))

/* Likewise, with all mode. */
#define px_mutex_guard(m)						\
	px_mutex_guard_mode(m, PX_UNINTERRUPTIBLE, &(int) { 0 })

#endif /* PX_CONTRACT_MUTEX_H */
