/* SPDX-License-Identifier: GPL-2.0-only */
/* The operations of each kind of object, for the tests that make random calls. */
#ifndef PX_TEST_OP_FAMILIES_H
#define PX_TEST_OP_FAMILIES_H

#include "instance.h"
#include "random.h"

/* The opcodes of one kind, and the first letter of its objects' names. Channels have two rows. */
static const struct op_family {
	uint32_t first, last;
	char name;
} op_families[] = {
	{ PX_OP_MUTEX_NEW, PX_OP_MUTEX_UNLOCK, 'm' },
	{ PX_OP_RWLOCK_NEW, PX_OP_RWLOCK_UNLOCK, 'r' },
	{ PX_OP_ARC_NEW, PX_OP_ARC_COUNT, 'a' },
	{ PX_OP_CHAN_NEW, PX_OP_CHAN_COUNT, 'c' },
	{ PX_OP_CHAN_SEND, PX_OP_CHAN_TRY_RECV, 'c' },
	{ PX_OP_POISON_NEW, PX_OP_POISON_IS, 'p' },
};

#define OP_FAMILIES	(sizeof(op_families) / sizeof(op_families[0]))

/* The value of an operation: mostly a valid one. */
static inline uint64_t pick_value(uint64_t *random, uint32_t opcode)
{
	switch (opcode) {
	case PX_OP_CHAN_NEW:
		return one_in(random, 3) ? PX_CAPACITY_UNBOUNDED : pick(random, 3);
	case PX_OP_CHAN_SEND:
	case PX_OP_CHAN_TRY_SEND:
	case PX_OP_POISON_SET:
		return pick(random, 1000);
	default:
		return one_in(random, 50);
	}
}

/* An instance with one object of each kind. */
static inline int open_with_objects(void)
{
	int fd = open_instance();

	op(fd, PX_OP_MUTEX_NEW, "m0");
	op(fd, PX_OP_RWLOCK_NEW, "r0");
	op(fd, PX_OP_POISON_NEW, "p0");
	op(fd, PX_OP_ARC_NEW, "a0");
	op_with(fd, PX_OP_CHAN_NEW, "c0", 2);
	return fd;
}

#endif /* PX_TEST_OP_FAMILIES_H */
