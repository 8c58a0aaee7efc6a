/* SPDX-License-Identifier: GPL-2.0-only */
/* Calls of /dev/parallax, by ioctl. They return 0 or -errno. */
#ifndef PX_TEST_INSTANCE_H
#define PX_TEST_INSTANCE_H

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>
#include "uapi/parallax.h"

static inline int call(int fd, unsigned long cmd, void *arg)
{
	return ioctl(fd, cmd, arg) ? -errno : 0;
}

static inline int open_instance(void)
{
	int fd = open(PX_DEVICE_PATH, O_RDWR | O_CLOEXEC);

	if (fd < 0) {
		printf("Bail out! %s: %s\n", PX_DEVICE_PATH, strerror(errno));
		exit(1);
	}
	return fd;
}

static inline uint64_t now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (uint64_t)t.tv_sec * 1000 + (uint64_t)t.tv_nsec / 1000000;
}

/* The deadline of a wait of ns; 0: none. */
static inline uint64_t deadline_after(uint64_t ns)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return ns ? (uint64_t)t.tv_sec * 1000000000 + (uint64_t)t.tv_nsec + ns : 0;
}

/* A time limit. PX_SCALE is how many times slower this kernel is. */
static inline uint64_t scaled(uint64_t time)
{
	const char *scale = getenv("PX_SCALE");

	return scale ? time * strtoull(scale, NULL, 10) : time;
}

/* A test fails if an event that should occur at once takes longer. */
#define TIMEOUT_MS		scaled(5000)

/* A time that must be short is tried so often before it counts: the host may be busy. */
#define TRIES			10u

static inline void sleep_ms(unsigned int ms)
{
	struct timespec left = { ms / 1000, (long)(ms % 1000) * 1000000 };

	while (nanosleep(&left, &left))
		;
}

/* A valid set-up. A test changes one field to make it invalid. */
static inline struct px_setup good_setup(const char *workload)
{
	struct px_setup s = {
		.size = sizeof(s),
		.spec = { .threads = 2, .duration_ns = 50000000, .read_share = 90 },
	};

	snprintf(s.workload, sizeof(s.workload), "%s", workload);
	return s;
}

static inline int start(int fd)
{
	struct px_start s = { .size = sizeof(s) };

	return call(fd, PX_IOC_START, &s);
}

static inline int set_up_and_start(int fd, struct px_setup s)
{
	int err = call(fd, PX_IOC_SETUP, &s);

	return err ? err : start(fd);
}

/* results has room for PX_MAX_THREADS workers. *error is the error of the run. */
static inline int wait_run(int fd, struct px_worker_result *results, int *error)
{
	struct px_wait w = {
		.size = sizeof(w),
		.nr_workers = PX_MAX_THREADS,
		.workers = (uintptr_t)results,
	};
	int err = call(fd, PX_IOC_WAIT, &w);

	*error = w.error;
	return err;
}

static inline int check_run(int fd, struct px_check *c)
{
	memset(c, 0, sizeof(*c));
	c->size = sizeof(*c);
	return call(fd, PX_IOC_CHECK, c);
}

/* The caller has set all fields of o except size and name. */
static inline int op_on(int fd, const char *name, struct px_op *o)
{
	o->size = sizeof(*o);
	snprintf(o->name, sizeof(o->name), "%s", name);
	return call(fd, PX_IOC_OP, o);
}

static inline int op_as(int fd, uint32_t owner, uint32_t opcode, const char *name,
			uint64_t timeout_ns, uint64_t *value)
{
	struct px_op o = {
		.opcode = opcode, .owner = owner, .deadline_ns = deadline_after(timeout_ns),
	};
	int err = op_on(fd, name, &o);

	if (value)
		*value = o.value;
	return err;
}

/* As op(), with an input value. */
static inline int op_with(int fd, uint32_t opcode, const char *name, uint64_t value)
{
	struct px_op o = { .opcode = opcode, .value = value };

	return op_on(fd, name, &o);
}

/* As op_as(), with a process-owned result. */
static inline int op_process_owned(int fd, uint32_t owner, uint32_t opcode, const char *name)
{
	struct px_op o = { .opcode = opcode, .owner = owner, .flags = PX_OP_PROCESS_OWNED };

	return op_on(fd, name, &o);
}

static inline int op(int fd, uint32_t opcode, const char *name)
{
	return op_as(fd, 0, opcode, name, 0, NULL);
}

/* The text of fdinfo, or "" if it cannot be read. */
static inline const char *fdinfo(int fd)
{
	static char text[8192];
	char path[64];
	FILE *f;

	snprintf(path, sizeof(path), "/proc/self/fdinfo/%d", fd);
	f = fopen(path, "r");
	text[f ? fread(text, 1, sizeof(text) - 1, f) : 0] = '\0';
	if (f)
		fclose(f);
	return text;
}

/* Waits until fdinfo contains the text. False after TIMEOUT_MS. */
static inline bool fdinfo_shows(int fd, const char *text)
{
	uint64_t deadline = now_ms() + TIMEOUT_MS;

	while (!strstr(fdinfo(fd), text)) {
		if (now_ms() >= deadline)
			return false;
		sleep_ms(5);
	}
	return true;
}

static inline void ignore_signal(int signal)
{
}

/* From now on SIGUSR1 interrupts a system call, which is not restarted. */
static inline void catch_sigusr1(void)
{
	const struct sigaction action = { .sa_handler = ignore_signal };

	sigaction(SIGUSR1, &action, NULL);
}

#endif /* PX_TEST_INSTANCE_H */
