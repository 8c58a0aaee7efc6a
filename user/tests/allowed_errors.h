/* SPDX-License-Identifier: GPL-2.0-only */
/* answers: what abi.h lists as an operation's, beside what any call may say. */
#ifndef PX_TEST_ALLOWED_ERRORS_H
#define PX_TEST_ALLOWED_ERRORS_H

#include <errno.h>
#include <stdbool.h>
#include <stdint.h>
#include "uapi/parallax.h"

#define LISTED(...)	(const int[]) { __VA_ARGS__, 0 }

/* Of one opcode. */
static const int *const answers_of_op[] = {
	[PX_OP_MUTEX_LOCK] = LISTED(-ETIMEDOUT),
	[PX_OP_MUTEX_TRYLOCK] = LISTED(-EBUSY),
	[PX_OP_MUTEX_UNLOCK] = LISTED(-EPERM),
	[PX_OP_RWLOCK_READ] = LISTED(-ETIMEDOUT),
	[PX_OP_RWLOCK_WRITE] = LISTED(-ETIMEDOUT),
	[PX_OP_RWLOCK_READ_TRY] = LISTED(-EBUSY),
	[PX_OP_RWLOCK_WRITE_TRY] = LISTED(-EBUSY),
	[PX_OP_RWLOCK_DOWNGRADE] = LISTED(-EPERM),
	[PX_OP_RWLOCK_UNLOCK] = LISTED(-EPERM),
	[PX_OP_ARC_GET] = LISTED(-ESTALE, -EOVERFLOW),
	[PX_OP_ARC_PUT] = LISTED(-ESTALE),
	[PX_OP_ARC_UPGRADE] = LISTED(-ESTALE, -EOVERFLOW),
	[PX_OP_CHAN_SEND] = LISTED(-ETIMEDOUT, -EPIPE, -EPERM),
	[PX_OP_CHAN_TRY_SEND] = LISTED(-EAGAIN, -EPIPE, -EPERM),
	[PX_OP_CHAN_RECV] = LISTED(-ETIMEDOUT, -EPIPE, -EBUSY, -EPERM),
	[PX_OP_CHAN_TRY_RECV] = LISTED(-EAGAIN, -EPIPE, -EBUSY, -EPERM),
	[PX_OP_CHAN_CLONE] = LISTED(-EPIPE),
	[PX_OP_CHAN_CLOSE_SENDER] = LISTED(-EPERM),
	[PX_OP_CHAN_TAKE_RECEIVER] = LISTED(-EPIPE, -EBUSY),
	[PX_OP_CHAN_CLOSE_RECEIVER] = LISTED(-EPERM, -EBUSY),
	[PX_OP_POISON_LOCK] = LISTED(-ETIMEDOUT, -EOWNERDEAD),
	[PX_OP_POISON_TRYLOCK] = LISTED(-EBUSY, -EOWNERDEAD),
	[PX_OP_POISON_UNLOCK] = LISTED(-EPERM),
	[PX_OP_POISON_GET] = LISTED(-EPERM),
	[PX_OP_POISON_SET] = LISTED(-EPERM),
	[PX_OP_POISON_IS] = NULL,
};

#define OPCODES		(sizeof(answers_of_op) / sizeof(answers_of_op[0]))

static inline bool among(const int *list, int result)
{
	while (list && *list && *list != result)
		list++;
	return list && *list;
}

static inline bool answers_op(uint32_t opcode, int result)
{
	return opcode < OPCODES && among(answers_of_op[opcode], result);
}

static inline bool op_waits(uint32_t opcode)
{
	return answers_op(opcode, -ETIMEDOUT);
}

/* The opcodes of one kind of object, and a letter for its names; channels twice, for their mail. */
static const struct family {
	uint32_t first, last;
	const char *names;
} families[] = {
	{ PX_OP_MUTEX_NEW, PX_OP_MUTEX_UNLOCK, "m" },
	{ PX_OP_RWLOCK_NEW, PX_OP_RWLOCK_UNLOCK, "r" },
	{ PX_OP_ARC_NEW, PX_OP_ARC_COUNT, "a" },
	{ PX_OP_CHAN_NEW, PX_OP_CHAN_COUNT, "c" },
	{ PX_OP_CHAN_SEND, PX_OP_CHAN_TRY_RECV, "c" },
	{ PX_OP_POISON_NEW, PX_OP_POISON_IS, "p" },
};

#define FAMILIES	(sizeof(families) / sizeof(families[0]))

#endif /* PX_TEST_ALLOWED_ERRORS_H */
