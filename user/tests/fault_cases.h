/* SPDX-License-Identifier: GPL-2.0-only */
/* The calls in which test_faults injects faults. */
#ifndef PX_TEST_FAULT_CASES_H
#define PX_TEST_FAULT_CASES_H

#include "uring_calls.h"

struct fault_case {
	const char *name;
	const char *target;		/* the workload, lab or object */
	int (*call)(int fd, const struct fault_case *c);
	void (*prepare)(int fd, const struct fault_case *c);
	struct px_op op, before[3];
	bool by_ring;
};

/* The ring of by_ring cases. async: a worker of io_uring executes the commands. */
extern struct test_ring fault_ring;
extern bool fault_ring_async;

int fault_ring_call(int fd, uint32_t cmd, uint64_t arg);

extern const struct fault_case fault_op_cases[], fault_plain_cases[], fault_run_cases[];
extern const unsigned int nr_fault_op_cases, nr_fault_plain_cases, nr_fault_run_cases;

/* A step of this case may wait for another worker, depending on the workload. */
bool fault_case_is_step(const struct fault_case *c);

int fault_call_lab(int fd, const struct fault_case *c);

#endif /* PX_TEST_FAULT_CASES_H */
