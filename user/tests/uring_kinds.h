/* SPDX-License-Identifier: GPL-2.0-only */
/* The kinds of ring on which the tests repeat their commands. */
#ifndef PX_TEST_URING_KINDS_H
#define PX_TEST_URING_KINDS_H

#include "uring_calls.h"

#define RING_ENTRIES	64u

static const struct ring_kind {
	const char *name;
	unsigned int flags;
} ring_kinds[] = {
	{ "plain", 0 }, { "deferred", RING_DEFERRED }, { "polled", IORING_SETUP_SQPOLL },
};

#define RING_KINDS	(sizeof(ring_kinds) / sizeof(ring_kinds[0]))

static struct test_ring ring;

static inline void open_ring(const struct ring_kind *k, int fd)
{
	int err = ring_open(&ring, fd, RING_ENTRIES, k->flags);

	if (err) {
		printf("Bail out! a ring (%s): %s\n", k->name, strerror(-err));
		exit(1);
	}
}

/* An operation on channel "c", by ioctl. */
static inline int chan_op(int fd, uint32_t opcode, uint64_t value)
{
	return op_with(fd, opcode, "c", value);
}

#endif /* PX_TEST_URING_KINDS_H */
