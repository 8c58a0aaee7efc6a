/* SPDX-License-Identifier: GPL-2.0-only */
/* Random numbers that are the same for the same seed. */
#ifndef PX_TEST_RANDOM_H
#define PX_TEST_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

/* A number below the bound. */
static inline uint32_t pick(uint64_t *random, uint32_t below)
{
	*random = *random * 6364136223846793005ull + 1442695040888963407ull;
	return (uint32_t)(*random >> 33) % below;
}

static inline bool one_in(uint64_t *random, uint32_t n)
{
	return !pick(random, n);
}

#endif /* PX_TEST_RANDOM_H */
