/* SPDX-License-Identifier: GPL-2.0-only */
/* The parts of test_mixed: its threads, the instances they share, and what they count. */
#ifndef PX_TEST_MIXED_H
#define PX_TEST_MIXED_H

#include <pthread.h>
#include "uring_calls.h"

#define THREADS		8u
#define SLOTS		64u	/* commands of one ring in flight */
#define CANCEL_COMMAND	SLOTS	/* number of the command that cancels all others */
#define WITH_OBJECTS	2u	/* instances with objects */

enum {
	RUN_CHAN, RUN_COUNTER, RUN_KERNEL, FIRST_WITH_OBJECTS,
	INSTANCES = FIRST_WITH_OBJECTS + WITH_OBJECTS
};

enum command_kind { OP, STEP, WAIT, CANCEL, BAD };

struct slot {
	enum command_kind kind;
	bool pending;
	uint32_t opcode;
	int max_result;
};

/* The arguments of a command. They outlive the ring, because its commands may. */
struct memory {
	struct px_op op;
	struct px_wait wait;
	struct px_worker_result result;
};

struct mixed_thread {
	pthread_t thread;
	uint32_t number;
	uint64_t random;
	unsigned int flags;		/* setup flags of its rings */
	struct test_ring ring;
	struct slot slots[SLOTS];
	struct memory *memory;
};

/* Counts, in memory that the test process and its child share. */
struct tally {
	uint64_t submitted, completed, abandoned, steps, cancelled;
	uint32_t rings, unlisted, lost, duplicates, replaced;
	bool checks_pass, ended;
};

extern struct tally *tally;
extern int instances[INSTANCES];

#define ADD(field, n)	__atomic_fetch_add(&tally->field, n, __ATOMIC_RELAXED)

/* Counts a result, and whether parallax.h lists it for the command. */
void check_result(const struct slot *s, int result);

const char *command_name(enum command_kind kind);

/* Adds up to eight commands in free slots and submits them. */
void submit_some(struct mixed_thread *t);

/* A step by ioctl, as it is chosen for a command. */
void step_by_ioctl(struct mixed_thread *t);

#endif /* PX_TEST_MIXED_H */
