/* SPDX-License-Identifier: GPL-2.0-only */
/* Random sequences of calls of /dev/parallax, which the fuzzer makes and changes. */
#ifndef PX_TEST_CALL_SEQUENCE_H
#define PX_TEST_CALL_SEQUENCE_H

#include <stdint.h>
#include "uapi/parallax.h"

#define SEQUENCE_CALLS	12u
#define FILES		8u

/* The kinds up to BAD are ioctls. */
enum call_kind {
	OP, STEP, SETUP, START, WAIT, CHECK, LATENCY, ATTACH, DELAY, DETACH, INFO, INPUT, LAB,
	POLL_ON, BAD,
	WRITE, READ, REOPEN, ALIAS, CALL_KINDS
};

/* The place of the argument structure. */
enum placement {
	INSIDE,			/* in a page */
	ENDING,			/* at the end of a page, before an unmapped one */
	ACROSS,			/* half of it in the unmapped page */
	UNALIGNED,
	SHARED,			/* in a page that all threads use and another thread changes */
	FIXED,			/* in a read-only page */
	NOWHERE,		/* at an invalid address */
	PLACEMENTS
};

/* All fields are plain numbers, so that the fuzzer can change each of them. */
struct fuzz_call {
	uint8_t kind, file, placement, by_ring;
	uint8_t owner, flags, name, linked;
	uint32_t opcode;
	uint32_t size;		/* the size field; 0: the correct size */
	uint64_t value, timeout_ns;
	uint32_t odd_offset;	/* offset of odd_value in the structure */
	uint64_t odd_value;	/* 0: none */
};

struct call_sequence {
	uint32_t nr;
	struct fuzz_call calls[SEQUENCE_CALLS];
};

union call_args {
	uint32_t size;
	struct px_info info;
	struct px_setup setup;
	struct px_start start;
	struct px_wait wait;
	struct px_check check;
	struct px_op op;
	struct px_lab_run lab;
	struct px_input input;
	struct px_attach attach;
	struct px_set_delay delay;
	struct px_detach detach;
	struct px_latency latency;
	struct px_poll_on poll_on;
};

extern const struct call_kind_info {
	const char *name;
	uint32_t cmd, size;
} call_kinds[CALL_KINDS];

/* A boundary value, or another value that often shows a bug. */
uint64_t pick_odd(uint64_t *random);

void make_sequence(uint64_t *random, struct call_sequence *s);
void change_sequence(uint64_t *random, struct call_sequence *s, const struct call_sequence *other);

/* The structure of a call. Output arrays go to results. */
void fill_args(const struct fuzz_call *c, union call_args *args, uintptr_t results);

#endif /* PX_TEST_CALL_SEQUENCE_H */
