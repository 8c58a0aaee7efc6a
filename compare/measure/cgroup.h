/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The limits of the program's cgroup and of those above it. Kernel threads are in the root cgroup,
 * so these limits do not hold for them.
 */
#ifndef PX_CGROUP_H
#define PX_CGROUP_H

#include <stdint.h>

#define PX_LIMIT_TEXT	128

struct px_limits {
	char cgroup[PX_LIMIT_TEXT];	/* the path; "": unknown */
	char cpu[PX_LIMIT_TEXT];	/* limits or weights of CPU time; "": none is known */
	char threads[PX_LIMIT_TEXT];	/* limits of the number of threads */
	uint32_t threads_left;		/* more threads that they admit, if there are any limits */
	char others[PX_LIMIT_TEXT];	/* limits that hold for both sides, or change no time */
	char unknown[PX_LIMIT_TEXT];	/* why there may be further limits; "": all were read */
	char allowed[PX_LIMIT_TEXT];	/* the CPUs that the program may use, as "0-3,6" */
	char changed[PX_LIMIT_TEXT];	/* what changed during the runs; "": nothing */
};

/*
 * Reads the limits from the files below root: "" for those of this machine. A limit of CPU time
 * that cpus CPUs cannot reach is one of the others.
 */
void px_cgroup_read(struct px_limits *limits, const char *root, unsigned int cpus);

/* Appends to a text of PX_LIMIT_TEXT bytes, after a separator. */
void px_limit_append(char *text, const char *format, ...) __attribute__((format(printf, 2, 3)));

/* Adds a limit of the number of threads. left: more threads that it admits. */
void px_limit_threads(struct px_limits *limits, uint64_t left, const char *format, ...)
	__attribute__((format(printf, 3, 4)));

#endif /* PX_CGROUP_H */
