/* SPDX-License-Identifier: GPL-2.0-only */
/* The parts of test_fuzz: its threads, the files they share, and what they count. */
#ifndef PX_TEST_FUZZ_THREAD_H
#define PX_TEST_FUZZ_THREAD_H

#include <pthread.h>
#include "call_sequence.h"
#include "coverage.h"
#include "uring_calls.h"

#define FUZZ_THREADS	2u
#define SLOTS		32u	/* commands of one ring in flight */
#define CANCEL_COMMAND	SLOTS	/* number of the command that cancels all others */
#define PAGE		4096u
#define WINDOW		1024u	/* bytes around a structure that check_memory() compares */

struct slot {
	struct fuzz_call call;
	bool pending;
};

struct fuzz_thread {
	pthread_t thread;
	uint64_t random;
	struct coverage coverage;
	struct test_ring ring;
	struct slot slots[SLOTS];
	bool after_link;		/* the last command that was added has IOSQE_IO_LINK */
	char (*memory)[WINDOW];		/* arguments of commands, which may outlive the ring */
	char *page;			/* between two unmapped pages */
	char *results;			/* output arrays of the calls */
	struct call_sequence *kept, sequence;
	uint32_t nr_kept, sequences;
	volatile uint64_t begun;	/* calls; a call that waits too long is interrupted */
};

/* The numbers of calls and errors of all threads. */
struct fuzz_stats {
	uint64_t calls;
	unsigned int unlisted, overwritten, refused, lost, children;
};

extern int files[FILES];
extern char *shared_page, *fixed_page;
extern uint64_t goal;			/* number of calls */
extern struct fuzz_stats stats;

#define ADD(field, n)	__atomic_fetch_add(&stats.field, n, __ATOMIC_RELAXED)

/* fuzz_calls.c: counts a result that parallax.h does not list for the call. */
void check_result(const struct fuzz_call *c, int result);

/* The address of the call's structure. */
char *address_of(const struct fuzz_thread *t, const struct fuzz_call *c);

/* The argument of a step, and the number of the command. */
uint64_t step_argument(const struct fuzz_call *c);
uint32_t command_of(const struct fuzz_call *c);

/* Executes a call of any kind, but not by a ring. */
int execute_call(struct fuzz_thread *t, const struct fuzz_call *c);

int open_named_objects(void);

/* fuzz_thread.c: executes sequences until the goal is reached. */
void *fuzz_run(void *thread);

#endif /* PX_TEST_FUZZ_THREAD_H */
