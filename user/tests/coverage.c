// SPDX-License-Identifier: GPL-2.0-only
#include <fcntl.h>
#include <linux/kcov.h>
#include <stddef.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <unistd.h>
#include "coverage.h"

#define COVERAGE_WORDS	(1u << 16)
#define COVERAGE_PLACES	(1u << 24)	/* more than the module has bytes of code */

static uint8_t coverage_seen[COVERAGE_PLACES / 8];
unsigned int coverage_places;

void coverage_open(struct coverage *c)
{
	int fd = open("/sys/kernel/debug/kcov", O_RDWR | O_CLOEXEC);
	void *words = MAP_FAILED;

	c->words = NULL;
	if (fd < 0)
		return;
	if (!ioctl(fd, KCOV_INIT_TRACE, (unsigned long)COVERAGE_WORDS))
		words = mmap(NULL, COVERAGE_WORDS * sizeof(uint64_t), PROT_READ | PROT_WRITE,
			     MAP_SHARED, fd, 0);
	if (words != MAP_FAILED && !ioctl(fd, KCOV_ENABLE, (unsigned long)KCOV_TRACE_PC))
		c->words = words;
}

void coverage_begin(struct coverage *c)
{
	if (c->words)
		__atomic_store_n(&c->words[0], 0, __ATOMIC_RELAXED);
}

unsigned int coverage_end(struct coverage *c)
{
	uint64_t n = c->words ? __atomic_load_n(&c->words[0], __ATOMIC_RELAXED) : 0;
	unsigned int new_places = 0;

	for (uint64_t i = 1; i <= n && i < COVERAGE_WORDS; i++) {
		uint32_t place = (uint32_t)c->words[i] % COVERAGE_PLACES;
		uint8_t bit = (uint8_t)(1u << place % 8);

		if (coverage_seen[place / 8] & bit)
			continue;
		if (!(__atomic_fetch_or(&coverage_seen[place / 8], bit, __ATOMIC_RELAXED) & bit))
			new_places++;
	}
	if (new_places)
		__atomic_fetch_add(&coverage_places, new_places, __ATOMIC_RELAXED);
	return new_places;
}
