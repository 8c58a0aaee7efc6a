/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * rwlock_lab: what labs and tests need of a rwlock beyond its contract: other
 * kinds of locks, and forms that one side lacks. Include "rwlock.h" before
 * "rwlock_lab.h".
 */
#ifndef PX_CONTRACT_RWLOCK_LAB_H
#define PX_CONTRACT_RWLOCK_LAB_H

#include "base/types.h"

/**
 * enum px_rwlock_kind - The kinds of rwlocks.
 * @PX_RWLOCK_DEFAULT: The kind that px_rwlock_init() makes.
 * @PX_RWLOCK_PREFER_READER: As glibc's kind of that name.
 * @PX_RWLOCK_PREFER_WRITER: As glibc's kind of that name; it prefers readers.
 * @PX_RWLOCK_PREFER_WRITER_NONRECURSIVE: As glibc's kind of that name.
 */
enum px_rwlock_kind {
	PX_RWLOCK_DEFAULT,
	PX_RWLOCK_PREFER_READER,
	PX_RWLOCK_PREFER_WRITER,
	PX_RWLOCK_PREFER_WRITER_NONRECURSIVE,
};

/**
 * px_rwlock_init_kind() - Initialize a rwlock of a given kind, unlocked.
 * @l: The lock.
 * @kind: The kind.
 *
 * Context: Any context.
 * Return: 0, or -EOPNOTSUPP if this side lacks the kind; then there is nothing
 * to destroy. The kernel has PX_RWLOCK_DEFAULT only.
 */
#define px_rwlock_init_kind(l, kind)					\
	({								\
		static struct px_lock_key px_key_;			\
									\
		px_rwlock_init_kind_keyed((l), kind, #l, &px_key_);	\
	})

static inline int px_rwlock_init_kind_keyed(struct px_rwlock *l, enum px_rwlock_kind kind,
					    const char *name, struct px_lock_key *key);

/**
 * px_rwlock_read_for() - Lock for reading, with a timeout.
 * @l: The lock.
 * @ns: The timeout in nanoseconds.
 *
 * Context: Process context. Sleeps for at most @ns.
 * Return: 0; -ETIMEDOUT if the lock was not acquired; -EOPNOTSUPP in the kernel,
 * which has no such function.
 */
static inline int px_rwlock_read_for(struct px_rwlock *l, u64 ns);

/**
 * px_rwlock_downgrade() - Turn the writer into a reader.
 * @l: The lock. The caller holds it for writing.
 *
 * No other writer can enter in between. Other readers can enter afterwards.
 *
 * Context: Process context. Never waits.
 * Return: 0; -EOPNOTSUPP in user space, where pthreads have no such function and
 * the caller is still the writer.
 */
static inline int px_rwlock_downgrade(struct px_rwlock *l);

#endif /* PX_CONTRACT_RWLOCK_LAB_H */
