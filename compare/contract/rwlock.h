/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * rwlock: any number of readers, or one writer. Waiters sleep.
 *
 * Whoever took it releases it, in the way it was taken. Whether a reader gets
 * in while a writer waits is the implementation's own affair, and differs: a
 * thread that reads twice may therefore wait for a writer that waits for it.
 * May not be used where sleeping is forbidden.
 */
#ifndef PX_CONTRACT_RWLOCK_H
#define PX_CONTRACT_RWLOCK_H

#include "base/types.h"
#include "base/wait_mode.h"

/* Makes the lock ready, free. Every place of use is a lock class of its own. */
#define px_rwlock_init(l)						\
	do {								\
		static struct px_lock_key px_key_;			\
									\
		px_rwlock_init_keyed((l), #l, &px_key_);		\
	} while (0)

static inline void px_rwlock_init_keyed(struct px_rwlock *l, const char *name,
					struct px_lock_key *key);

/*
 * As init, for a lock of another kind: 0, or -EOPNOTSUPP where there is none of
 * that kind (the kernel has one kind only), with nothing to destroy. What the
 * kinds are called is what they promise, not what they do.
 */
enum px_rwlock_kind {
	PX_RWLOCK_DEFAULT,
	PX_RWLOCK_PREFER_READER,
	PX_RWLOCK_PREFER_WRITER,
	PX_RWLOCK_PREFER_WRITER_NONRECURSIVE,
};

#define px_rwlock_init_kind(l, kind)					\
	({								\
		static struct px_lock_key px_key_;			\
									\
		px_rwlock_init_kind_keyed((l), kind, #l, &px_key_);	\
	})

static inline int px_rwlock_init_kind_keyed(struct px_rwlock *l, enum px_rwlock_kind kind,
					    const char *name, struct px_lock_key *key);

/* Ends its life. Nobody holds it or waits for it. */
static inline void px_rwlock_destroy(struct px_rwlock *l);

/* Sleeps until the caller is one of the readers. */
static inline void px_rwlock_read(struct px_rwlock *l);

/* Becomes a reader if that needs no waiting: 0, or -EBUSY. */
static inline int px_rwlock_read_try(struct px_rwlock *l);

/*
 * As read, for so long at most: 0, or -ETIMEDOUT with nothing taken. Where no
 * such form exists (the kernel), -EOPNOTSUPP.
 */
static inline int px_rwlock_read_for(struct px_rwlock *l, u64 ns);

/*
 * As read, but a signal may end the wait: 0, or -EINTR with nothing taken.
 * Where a signal cannot end a wait (user space), as read.
 */
static inline int px_rwlock_read_intr(struct px_rwlock *l);

static inline void px_rwlock_read_unlock(struct px_rwlock *l);

/* Sleeps until the caller is the writer. */
static inline void px_rwlock_write(struct px_rwlock *l);

/* Becomes the writer if that needs no waiting: 0, or -EBUSY. */
static inline int px_rwlock_write_try(struct px_rwlock *l);

/* Likewise as write; the kernel knows this wait's end by a fatal signal only. */
static inline int px_rwlock_write_intr(struct px_rwlock *l);

static inline void px_rwlock_write_unlock(struct px_rwlock *l);

/*
 * Makes the writer a reader, and lets other readers in, with no writer in
 * between: 0. Where no such form exists (pthreads), -EOPNOTSUPP, and the
 * caller is still the writer.
 */
static inline int px_rwlock_downgrade(struct px_rwlock *l);

/* As read, and as write, with so much mode: 0, or what it says, with nothing taken. */
static px_inline int px_rwlock_read_mode(struct px_rwlock *l, enum px_wait_mode mode)
{
	switch (mode) {
	case PX_NOWAIT:
		return px_rwlock_read_try(l) ? -EAGAIN : 0;
	case PX_INTERRUPTIBLE:
		return px_rwlock_read_intr(l);
	default:
		px_rwlock_read(l);
		return 0;
	}
}

static px_inline int px_rwlock_write_mode(struct px_rwlock *l, enum px_wait_mode mode)
{
	switch (mode) {
	case PX_NOWAIT:
		return px_rwlock_write_try(l) ? -EAGAIN : 0;
	case PX_INTERRUPTIBLE:
		return px_rwlock_write_intr(l);
	default:
		px_rwlock_write(l);
		return 0;
	}
}

/* What a guard has to let go of. A flag, since the kernel's compiler may not trust a pointer. */
struct px_rwlock_guard {
	struct px_rwlock *l;
	bool held;
};

static px_inline struct px_rwlock_guard px_rwlock_read_guard_begin(struct px_rwlock *l,
								   enum px_wait_mode mode,
								   int *err)
{
	*err = px_rwlock_read_mode(l, mode);
	return (struct px_rwlock_guard) { l, !*err };
}

static px_inline struct px_rwlock_guard px_rwlock_write_guard_begin(struct px_rwlock *l,
								    enum px_wait_mode mode,
								    int *err)
{
	*err = px_rwlock_write_mode(l, mode);
	return (struct px_rwlock_guard) { l, !*err };
}

static px_inline void px_rwlock_read_guard_end(struct px_rwlock_guard *g)
{
	if (g->held)
		px_rwlock_read_unlock(g->l);
}

static px_inline void px_rwlock_write_guard_end(struct px_rwlock_guard *g)
{
	if (g->held)
		px_rwlock_write_unlock(g->l);
}

/*
 * Reads, or writes, from here to the end of the enclosing block, if there is
 * mode enough: look at *err before all else.
 */
#define px_rwlock_read_guard_mode(l, mode, err)			\
	struct px_rwlock_guard PX_JOIN(px_guard_, __LINE__)		\
	__attribute__((cleanup(px_rwlock_read_guard_end), unused)) =	\
		px_rwlock_read_guard_begin((l), (mode), (err))

#define px_rwlock_write_guard_mode(l, mode, err)			\
	struct px_rwlock_guard PX_JOIN(px_guard_, __LINE__)		\
	__attribute__((cleanup(px_rwlock_write_guard_end), unused)) =	\
		px_rwlock_write_guard_begin((l), (mode), (err))

/* Likewise, with all mode. */
#define px_rwlock_read_guard(l)						\
	px_rwlock_read_guard_mode(l, PX_UNINTERRUPTIBLE, &(int) { 0 })

#define px_rwlock_write_guard(l)					\
	px_rwlock_write_guard_mode(l, PX_UNINTERRUPTIBLE, &(int) { 0 })

#endif /* PX_CONTRACT_RWLOCK_H */
