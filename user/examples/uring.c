// SPDX-License-Identifier: GPL-2.0-only
/*
 * example_uring: /dev/parallax by IORING_OP_URING_CMD. To be copied: it needs
 * abi.h, libc and liburing. What the calls do, example_ioctl.c shows.
 */
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <liburing.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include "parallax.h"

enum { BATCH = 8, PENDING = 1 };	/* no result of a command is above 0 */

static struct io_uring ring;
static int results[BATCH];		/* of commands, by their numbers */

static void must(int result, const char *what)
{
	if (result < 0)
		errx(1, "%s: %s", what, strerror(-result));
}

/* The ioctl's number and argument; a structure must stay until the completion. */
static void add(int nr, unsigned int cmd, __u64 arg, unsigned int flags)
{
	struct io_uring_sqe *sqe = io_uring_get_sqe(&ring);

	io_uring_prep_rw(IORING_OP_URING_CMD, sqe, 0, NULL, 0, 0);
	sqe->flags = IOSQE_FIXED_FILE | flags;	/* the first of the registered files */
	sqe->cmd_op = cmd;
	sqe->user_data = (__u64)nr;
	memcpy(sqe->cmd, &(struct px_uring_command){ .arg = arg }, sizeof(struct px_uring_command));
	results[nr] = PENDING;
}

/* Takes completions, in whatever order they come, until that of command nr has. */
static void await(int nr)
{
	for (struct io_uring_cqe *cqe; results[nr] == PENDING; io_uring_cqe_seen(&ring, cqe)) {
		must(io_uring_submit_and_wait_timeout(&ring, &cqe, 1, NULL, NULL), "submit");
		results[cqe->user_data] = cqe->res;
	}
}

static void add_op(int nr, struct px_op *op, unsigned int opcode, unsigned int flags)
{
	*op = (struct px_op){ .size = sizeof(*op), .opcode = opcode, .name = "c" };
	op->value = opcode == PX_OP_CHAN_RECV ? 0 : 4;	/* the capacity, or what is sent */
	add(nr, PX_IOC_OP, (__u64)(unsigned long)op, flags);
}

int main(void)
{
	struct px_op new, send, recv, late;
	struct px_setup setup = { .size = sizeof(setup), .workload = "mutex_counter",
				  .spec = { .threads = 1, .ops = 100000 } };
	struct px_start start = { .size = sizeof(start) };
	struct px_worker_result worker;
	struct px_wait wait = { .size = sizeof(wait), .nr_workers = 1,
				.workers = (__u64)(unsigned long)&worker };
	struct io_uring_sqe *sqe;
	int fd = open(PX_DEVICE_PATH, O_RDWR | O_CLOEXEC);

	must(fd < 0 ? -errno : fd, PX_DEVICE_PATH);
	if (io_uring_queue_init(BATCH, &ring, IORING_SETUP_SINGLE_ISSUER |
				IORING_SETUP_DEFER_TASKRUN))	/* where the kernel has them */
		must(io_uring_queue_init(BATCH, &ring, 0), "ring");
	must(io_uring_register_files(&ring, &fd, 1), "register the file");

	add_op(0, &new, PX_OP_CHAN_NEW, IOSQE_IO_LINK);	/* linked: one after the other */
	add_op(1, &send, PX_OP_CHAN_SEND, IOSQE_IO_LINK);
	add_op(2, &recv, PX_OP_CHAN_RECV, 0);
	await(2);
	printf("in order: %d %d %d, received %llu\n", results[0], results[1], results[2], recv.value);

	add_op(3, &late, PX_OP_CHAN_RECV, 0);		/* waits, on a thread of io_uring's */
	add_op(1, &send, PX_OP_CHAN_SEND, 0);		/* for this, which is not held up */
	await(3);
	printf("awaited: %d, received %llu\n", results[3], late.value);

	add_op(3, &late, PX_OP_CHAN_RECV, 0);
	/* Again, unless it has ended: Linux 6.1 misses one that is about to begin, and 7 may say so of one it met. */
	for (results[0] = -ENOENT; results[0] == -ENOENT && results[3] == PENDING; await(0)) {
		sqe = io_uring_get_sqe(&ring);
		io_uring_prep_cancel64(sqe, 3, 0);	/* number 3; its own is 0 */
		sqe->user_data = 0;
		results[0] = PENDING;
	}
	await(3);
	printf("cancelled: %s\n", strerror(-results[3]));	/* or, not yet begun: ECANCELED */

	must(ioctl(fd, PX_IOC_SETUP, &setup) || ioctl(fd, PX_IOC_START, &start) ? -errno : 0, "start");
	add(4, PX_IOC_WAIT, (__u64)(unsigned long)&wait, 0);	/* for a whole run */
	await(4);
	printf("run: %d, %llu steps\n", results[4], worker.ops);
	io_uring_queue_exit(&ring);			/* what still waited would be cancelled */
	return 0;
}
