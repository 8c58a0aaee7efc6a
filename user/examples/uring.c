// SPDX-License-Identifier: GPL-2.0-only
/*
 * example_uring: uses /dev/parallax by IORING_OP_URING_CMD. It needs parallax.h, libc and
 * liburing. See ioctl.c for the meaning of the calls.
 */
#include <err.h>
#include <errno.h>
#include <fcntl.h>
#include <liburing.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include "parallax.h"

enum { BATCH = 8, PENDING = 1 };	/* results of commands are at most 0 */

static struct io_uring ring;
static int results[BATCH];		/* indexed by the number of the command */

static void must(int result, const char *what)
{
	if (result < 0)
		errx(1, "%s: %s", what, strerror(-result));
}

/* The number and argument of an ioctl. A structure must stay valid until the completion. */
static void add(int nr, unsigned int cmd, __u64 arg, unsigned int flags)
{
	struct io_uring_sqe *sqe = io_uring_get_sqe(&ring);

	io_uring_prep_rw(IORING_OP_URING_CMD, sqe, 0, NULL, 0, 0);
	sqe->flags = IOSQE_FIXED_FILE | flags;	/* fd 0: the first registered file */
	sqe->cmd_op = cmd;
	sqe->user_data = (__u64)nr;
	memcpy(sqe->cmd, &(struct px_uring_command){ .arg = arg }, sizeof(struct px_uring_command));
	results[nr] = PENDING;
}

/* Reads completions, in any order, until command nr has completed. */
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
	op->value = opcode == PX_OP_CHAN_RECV ? 0 : 4;	/* the capacity, or the message */
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
				IORING_SETUP_DEFER_TASKRUN))	/* newer kernels */
		must(io_uring_queue_init(BATCH, &ring, 0), "ring");
	must(io_uring_register_files(&ring, &fd, 1), "register the file");

	add_op(0, &new, PX_OP_CHAN_NEW, IOSQE_IO_LINK);	/* linked: in this order */
	add_op(1, &send, PX_OP_CHAN_SEND, IOSQE_IO_LINK);
	add_op(2, &recv, PX_OP_CHAN_RECV, 0);
	await(2);
	printf("in order: %d %d %d, received %llu\n", results[0], results[1], results[2],
	       recv.value);

	add_op(3, &late, PX_OP_CHAN_RECV, 0);		/* waits on an io_uring worker thread */
	add_op(1, &send, PX_OP_CHAN_SEND, 0);		/* does not wait */
	await(3);
	printf("awaited: %d, received %llu\n", results[3], late.value);

	add_op(3, &late, PX_OP_CHAN_RECV, 0);
	/* Cancel again on -ENOENT: Linux 6.1 does not find a command that is about to start. */
	for (results[0] = -ENOENT; results[0] == -ENOENT && results[3] == PENDING; await(0)) {
		sqe = io_uring_get_sqe(&ring);
		io_uring_prep_cancel64(sqe, 3, 0);	/* cancels number 3; its own number is 0 */
		sqe->user_data = 0;
		results[0] = PENDING;
	}
	await(3);
	printf("cancelled: %s\n", strerror(-results[3]));	/* ECANCELED: not started yet */

	must(ioctl(fd, PX_IOC_SETUP, &setup) ? -errno : 0, "setup");
	must(ioctl(fd, PX_IOC_START, &start) ? -errno : 0, "start");
	add(4, PX_IOC_WAIT, (__u64)(unsigned long)&wait, 0);	/* completes when the run ends */
	await(4);
	printf("run: %d, %llu steps\n", results[4], worker.ops);
	io_uring_queue_exit(&ring);			/* cancels pending commands */
	return 0;
}
