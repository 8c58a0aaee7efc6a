/* SPDX-License-Identifier: GPL-2.0-only */
/* The errors that parallax.h lists for each operation, in addition to those of every call. */
#ifndef PX_TEST_ALLOWED_ERRORS_H
#define PX_TEST_ALLOWED_ERRORS_H

#include <errno.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include "uapi/parallax.h"

#define ERRORS(...)	(const int[]) { __VA_ARGS__, 0 }

static const int *const op_errors[] = {
	[PX_OP_MUTEX_LOCK] = ERRORS(-ETIMEDOUT),
	[PX_OP_MUTEX_TRYLOCK] = ERRORS(-EBUSY),
	[PX_OP_MUTEX_UNLOCK] = ERRORS(-EPERM),
	[PX_OP_RWLOCK_READ] = ERRORS(-ETIMEDOUT),
	[PX_OP_RWLOCK_WRITE] = ERRORS(-ETIMEDOUT),
	[PX_OP_RWLOCK_READ_TRY] = ERRORS(-EBUSY),
	[PX_OP_RWLOCK_WRITE_TRY] = ERRORS(-EBUSY),
	[PX_OP_RWLOCK_DOWNGRADE] = ERRORS(-EPERM),
	[PX_OP_RWLOCK_UNLOCK] = ERRORS(-EPERM),
	[PX_OP_ARC_GET] = ERRORS(-ESTALE, -EOVERFLOW),
	[PX_OP_ARC_PUT] = ERRORS(-ESTALE),
	[PX_OP_ARC_UPGRADE] = ERRORS(-ESTALE, -EOVERFLOW),
	[PX_OP_CHAN_SEND] = ERRORS(-ETIMEDOUT, -EPIPE, -EPERM),
	[PX_OP_CHAN_TRY_SEND] = ERRORS(-EAGAIN, -EPIPE, -EPERM),
	[PX_OP_CHAN_RECV] = ERRORS(-ETIMEDOUT, -EPIPE, -EBUSY, -EPERM),
	[PX_OP_CHAN_TRY_RECV] = ERRORS(-EAGAIN, -EPIPE, -EBUSY, -EPERM),
	[PX_OP_CHAN_CLONE] = ERRORS(-EPIPE),
	[PX_OP_CHAN_CLOSE_SENDER] = ERRORS(-EPERM),
	[PX_OP_CHAN_TAKE_RECEIVER] = ERRORS(-EPIPE, -EBUSY),
	[PX_OP_CHAN_CLOSE_RECEIVER] = ERRORS(-EPERM, -EBUSY),
	[PX_OP_POISON_LOCK] = ERRORS(-ETIMEDOUT, -EOWNERDEAD),
	[PX_OP_POISON_TRYLOCK] = ERRORS(-EBUSY, -EOWNERDEAD),
	[PX_OP_POISON_UNLOCK] = ERRORS(-EPERM),
	[PX_OP_POISON_GET] = ERRORS(-EPERM),
	[PX_OP_POISON_SET] = ERRORS(-EPERM),
	[PX_OP_POISON_IS] = NULL,
};

#define OPCODES		(sizeof(op_errors) / sizeof(op_errors[0]))

static inline bool in_list(const int *list, int result)
{
	while (list && *list && *list != result)
		list++;
	return list && *list;
}

static inline bool op_may_return(uint32_t opcode, int result)
{
	return opcode < OPCODES && in_list(op_errors[opcode], result);
}

/* An operation that can wait has a time limit. */
static inline bool op_blocks(uint32_t opcode)
{
	return op_may_return(opcode, -ETIMEDOUT);
}

#endif /* PX_TEST_ALLOWED_ERRORS_H */
