/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * fuzz: what the fuzzers of the program's readers share. Each target is one file, with an
 * LLVMFuzzerTestOneInput(); libFuzzer calls it with whatever bytes, under ASan and UBSan.
 */
#ifndef PX_FUZZ_H
#define PX_FUZZ_H

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);
size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t room);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t room, unsigned int seed);

/* Of px_usage_error() and px_fail(), so far. */
extern unsigned int fuzz_complaints;

/* What must be so, whatever came in. */
#define fuzz_require(condition)								\
	do {										\
		if (!(condition)) {							\
			fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition); \
			abort();							\
		}									\
	} while (0)

/* A file with these bytes, in memory, until the next one: its path. */
static inline const char *fuzz_file(const void *data, size_t size)
{
	static char path[32];
	static int fd = -1;

	if (fd < 0)
		fd = memfd_create("fuzz", MFD_CLOEXEC);
	if (fd < 0 || ftruncate(fd, 0) || pwrite(fd, data, size, 0) != (ssize_t)size)
		abort();
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	return path;
}

/* Where to print what nobody reads. */
static inline FILE *fuzz_nowhere(void)
{
	static FILE *nowhere;

	if (!nowhere)
		nowhere = fopen("/dev/null", "w");
	if (!nowhere)
		abort();
	return nowhere;
}

#endif /* PX_FUZZ_H */
