/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Code coverage of one thread inside the module, by KCOV. It needs a module that was
 * built with PX_COVER. Kernel threads of the module are not covered.
 */
#ifndef PX_TEST_COVERAGE_H
#define PX_TEST_COVERAGE_H

#include <stdint.h>

/* The coverage of one thread. words[0] is the number of addresses that follow. */
struct coverage {
	uint64_t *words;		/* NULL if the kernel has no KCOV */
};

extern unsigned int coverage_places;	/* reached so far, by all threads */

void coverage_open(struct coverage *c);
void coverage_begin(struct coverage *c);

/* Returns how many places no thread has reached before. */
unsigned int coverage_end(struct coverage *c);

#endif /* PX_TEST_COVERAGE_H */
