/* SPDX-License-Identifier: GPL-2.0-only */
/* Calls of /dev/parallax by io_uring, and reloading the module. */
#ifndef PX_TEST_URING_CALLS_H
#define PX_TEST_URING_CALLS_H

#include <fcntl.h>
#include <liburing.h>
#include <stdbool.h>
#include <sys/syscall.h>
#include "instance.h"

#define RING_COMMANDS	2048u
#define RING_DEFERRED	(IORING_SETUP_SINGLE_ISSUER | IORING_SETUP_DEFER_TASKRUN)

/* The test numbers its commands. It may use a number again when that command is done. */
struct test_ring {
	struct io_uring ring;
	int fd;
	int result[RING_COMMANDS];
	bool done[RING_COMMANDS];
	unsigned int duplicates;	/* unexpected completions */
};

static inline int ring_open(struct test_ring *r, int fd, unsigned int entries, unsigned int flags)
{
	struct io_uring_params p = { .flags = flags, .sq_thread_idle = 10 };

	memset(r, 0, sizeof(*r));
	r->fd = fd;
	memset(r->done, 1, sizeof(r->done));
	return io_uring_queue_init_params(entries, &r->ring, &p);
}

/* Limits how many commands can wait at the same time. */
static inline int ring_set_max_workers(struct test_ring *r, unsigned int workers)
{
	unsigned int limits[2] = { workers, 0 };

	return io_uring_register_iowq_max_workers(&r->ring, limits);
}

static inline struct io_uring_sqe *ring_get_sqe(struct test_ring *r, unsigned int nth,
						uint8_t opcode)
{
	struct io_uring_sqe *sqe = io_uring_get_sqe(&r->ring);

	if (!sqe) {
		io_uring_submit(&r->ring);
		while (!(sqe = io_uring_get_sqe(&r->ring)))
			io_uring_sqring_wait(&r->ring);
	}
	memset(sqe, 0, sizeof(*sqe));
	sqe->opcode = opcode;
	sqe->fd = r->fd;
	sqe->user_data = nth;
	r->done[nth] = false;
	return sqe;
}

static inline struct io_uring_sqe *ring_add(struct test_ring *r, unsigned int nth, uint32_t cmd,
					    uint64_t arg)
{
	const struct px_uring_command command = { .arg = arg };
	struct io_uring_sqe *sqe = ring_get_sqe(r, nth, IORING_OP_URING_CMD);

	sqe->cmd_op = cmd;
	memcpy(sqe->cmd, &command, sizeof(command));
	return sqe;
}

static inline struct io_uring_sqe *ring_cancel(struct test_ring *r, unsigned int nth,
					       unsigned int target)
{
	struct io_uring_sqe *sqe = ring_get_sqe(r, nth, IORING_OP_ASYNC_CANCEL);

	sqe->fd = -1;
	sqe->addr = target;
	return sqe;
}

static inline void ring_submit(struct test_ring *r)
{
	io_uring_submit(&r->ring);
}

static inline void ring_take_cqe(struct test_ring *r, struct io_uring_cqe *cqe)
{
	uint64_t nth = cqe->user_data;

	if (nth >= RING_COMMANDS || r->done[nth]) {
		r->duplicates++;
	} else {
		r->result[nth] = cqe->res;
		r->done[nth] = true;
	}
	io_uring_cqe_seen(&r->ring, cqe);
}

/* Takes completions until command nth is done. False if it is not within so many ms. */
static inline bool ring_wait_for(struct test_ring *r, unsigned int nth, uint64_t ms)
{
	uint64_t deadline = now_ms() + ms;
	struct io_uring_cqe *cqe;

	for (;;) {
		struct __kernel_timespec t = { .tv_nsec = 20000000 };

		while (!r->done[nth] && !io_uring_peek_cqe(&r->ring, &cqe))
			ring_take_cqe(r, cqe);
		if (r->done[nth] || now_ms() >= deadline)
			return r->done[nth];
		io_uring_wait_cqe_timeout(&r->ring, &cqe, &t);
	}
}

/* The result of command nth, or -ETIMEDOUT. */
static inline int ring_result(struct test_ring *r, unsigned int nth)
{
	return ring_wait_for(r, nth, TIMEOUT_MS) ? r->result[nth] : -ETIMEDOUT;
}

static inline int ring_call(struct test_ring *r, uint32_t cmd, uint64_t arg)
{
	ring_add(r, 0, cmd, arg);
	ring_submit(r);
	return ring_result(r, 0);
}

static inline void ring_close(struct test_ring *r)
{
	io_uring_queue_exit(&r->ring);
}

/* Fills *o and returns it as an argument. *o must live until the command is done. */
static inline uint64_t op_argument(struct px_op *o, uint32_t opcode, const char *name,
				   uint64_t value)
{
	*o = (struct px_op) { .size = sizeof(*o), .opcode = opcode, .value = value };
	snprintf(o->name, sizeof(o->name), "%s", name);
	return (uintptr_t)o;
}

/*
 * Unloads the module and loads it again. A ring that was just closed may hold a
 * reference for a moment, so the unload is retried until TIMEOUT_MS.
 */
static inline bool module_reloads(void)
{
	int fd = open("/lib/parallax/parallax.ko", O_RDONLY | O_CLOEXEC);
	uint64_t deadline = now_ms() + TIMEOUT_MS;
	long err = -1;

	while (err && now_ms() < deadline) {
		err = syscall(SYS_delete_module, "parallax", O_NONBLOCK);
		if (err)
			sleep_ms(10);
	}
	if (!err)
		err = syscall(SYS_finit_module, fd, "", 0);
	close(fd);
	while (!err && access(PX_DEVICE_PATH, R_OK) && now_ms() < deadline)
		sleep_ms(10);
	return !err && !access(PX_DEVICE_PATH, R_OK);
}

#endif /* PX_TEST_URING_CALLS_H */
