/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The kernel's fault injection: it fails the n-th attempt in one task (fail-nth). Only
 * attempts with a function of a module on the stack count.
 */
#ifndef PX_TEST_FAULT_INJECTION_H
#define PX_TEST_FAULT_INJECTION_H

#include <stdbool.h>

enum { FAULT_SLAB = 1, FAULT_PAGES = 2, FAULT_COPY = 4, FAULT_ALL = 7 };

/* Selects which kinds can fail. 0, or -errno if the kernel cannot inject faults. */
int fault_select(unsigned int kinds);

/* Counts the attempts of another task, whose fail-nth file is fd; -1: of this thread. */
void fault_use_task(int fd);

/* True if the fail-nth file of this thread can be opened. */
bool fault_available(void);

/* The fail-nth file of the io_uring worker of this process, or -1. */
int fault_open_ring_worker(void);

/* Fails the n-th attempt from now on. */
void fault_arm(unsigned int nth);

/* Ends fault_arm(): no further attempt fails. True if an attempt has failed since then. */
bool fault_disarm(void);

#endif /* PX_TEST_FAULT_INJECTION_H */
