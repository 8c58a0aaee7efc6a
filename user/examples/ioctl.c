// SPDX-License-Identifier: GPL-2.0-only
/*
 * example_ioctl: uses /dev/parallax by ioctl. It needs parallax.h and libc only.
 *
 *	gcc -o example_ioctl -I compare/uapi user/examples/ioctl.c
 */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include "parallax.h"

/* Ends the program if the ioctl fails. */
static long call(int fd, unsigned long cmd, void *arg, const char *what)
{
	long result = ioctl(fd, cmd, arg);

	if (result >= 0)
		return result;
	fprintf(stderr, "example_ioctl: %s: %s\n", what, strerror(errno));
	exit(1);
}

/* A kernel mutex stays locked after the call has returned. */
static void lock(int fd)
{
	struct px_op op = { .size = sizeof(op), .name = "a", .opcode = PX_OP_MUTEX_NEW };

	call(fd, PX_IOC_OP, &op, "mutex new");
	op.opcode = PX_OP_MUTEX_LOCK;
	call(fd, PX_IOC_OP, &op, "mutex lock");
	op.opcode = PX_OP_MUTEX_TRYLOCK;
	if (!ioctl(fd, PX_IOC_OP, &op) || errno != EBUSY) {
		fprintf(stderr, "example_ioctl: a held mutex was not busy\n");
		exit(1);
	}
	op.opcode = PX_OP_MUTEX_UNLOCK;
	call(fd, PX_IOC_OP, &op, "mutex unlock");
	printf("mutex: locked, busy, unlocked\n");
}

/* The argument of this ioctl is no pointer: it has the worker and the count, in 32 bits. */
static unsigned long step(int fd, unsigned int worker, unsigned int count)
{
	unsigned long done = 0;

	while (done < count)		/* a signal can end a call early */
		done += (unsigned long)call(fd, PX_IOC_STEP, (void *)(unsigned long)
					    PX_STEP(worker, count - done), "step");
	return done;
}

/* A workload in the kernel; this thread asks for each step. */
static unsigned long long work(int fd)
{
	struct px_setup setup = {
		.size = sizeof(setup), .workload = "mutex_counter",
		.spec = { .threads = 1, .ops = 1 },	/* ops: only for kernel threads */
	};
	struct px_start start = { .size = sizeof(start), .flags = PX_START_USER_WORKERS };
	struct px_attach attach = { .size = sizeof(attach), .worker = 0 };
	struct px_detach detach = { .size = sizeof(detach), .worker = 0 };

	call(fd, PX_IOC_SETUP, &setup, "setup");
	call(fd, PX_IOC_ATTACH, &attach, "attach");
	call(fd, PX_IOC_START, &start, "start");
	for (int i = 0; i < 100; i++)
		step(fd, 0, 1);		/* 100 calls into the kernel */
	step(fd, 0, 900);		/* one call */
	call(fd, PX_IOC_DETACH, &detach, "detach");
	return detach.ops;
}

int main(void)
{
	struct px_check check = { .size = sizeof(check) };
	struct px_info info = { .size = sizeof(info) };	/* size: the program's version */
	int fd = open(PX_DEVICE_PATH, O_RDWR | O_CLOEXEC), wrong = 0;

	if (fd < 0) {
		perror(PX_DEVICE_PATH);
		return 1;
	}
	call(fd, PX_IOC_INFO, &info, "info");
	printf("interface version %u\n", info.abi_version);
	lock(fd);
	printf("steps: %llu\n", work(fd));
	call(fd, PX_IOC_CHECK, &check, "check");
	for (unsigned int i = 0; i < check.nr_findings; i++) {
		const struct px_finding *f = &check.findings[i];

		printf("%s: %llu, expected %llu\n", f->what, f->observed, f->expected);
		wrong |= f->observed != f->expected;
	}
	return wrong;			/* the kernel closes fd, which releases everything */
}
