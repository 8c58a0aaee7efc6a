/* SPDX-License-Identifier: GPL-2.0-only */
/* door: the calls of /dev/parallax by io_uring, as the tests make them; and the module's going. */
#ifndef PX_TEST_URING_CALLS_H
#define PX_TEST_URING_CALLS_H

#include <fcntl.h>
#include <liburing.h>
#include <stdbool.h>
#include <sys/syscall.h>
#include "instance.h"

#define DOOR_ROOM	2048u
#define DOOR_AT_ONCE	(IORING_SETUP_SINGLE_ISSUER | IORING_SETUP_DEFER_TASKRUN)

/* Commands are known by numbers of the test's choice, which it can use once it has the answer. */
struct door {
	struct io_uring ring;
	int fd;
	int result[DOOR_ROOM];
	bool back[DOOR_ROOM];
	unsigned int twice;		/* completions that nobody waited for */
};

static inline int door_open(struct door *d, int fd, unsigned int entries, unsigned int flags)
{
	struct io_uring_params p = { .flags = flags, .sq_thread_idle = 10 };

	memset(d, 0, sizeof(*d));
	d->fd = fd;
	memset(d->back, 1, sizeof(d->back));
	return io_uring_queue_init_params(entries, &d->ring, &p);
}

/* How many commands may wait at once. */
static inline int door_widen(struct door *d, unsigned int workers)
{
	unsigned int most[2] = { workers, 0 };

	return io_uring_register_iowq_max_workers(&d->ring, most);
}

static inline struct io_uring_sqe *door_entry(struct door *d, unsigned int nth, uint8_t opcode)
{
	struct io_uring_sqe *sqe = io_uring_get_sqe(&d->ring);

	if (!sqe) {
		io_uring_submit(&d->ring);
		while (!(sqe = io_uring_get_sqe(&d->ring)))
			io_uring_sqring_wait(&d->ring);
	}
	memset(sqe, 0, sizeof(*sqe));
	sqe->opcode = opcode;
	sqe->fd = d->fd;
	sqe->user_data = nth;
	d->back[nth] = false;
	return sqe;
}

static inline struct io_uring_sqe *door_add(struct door *d, unsigned int nth, uint32_t cmd,
					    uint64_t arg)
{
	const struct px_uring_command command = { .arg = arg };
	struct io_uring_sqe *sqe = door_entry(d, nth, IORING_OP_URING_CMD);

	sqe->cmd_op = cmd;
	memcpy(sqe->cmd, &command, sizeof(command));
	return sqe;
}

static inline struct io_uring_sqe *door_cancel(struct door *d, unsigned int nth, unsigned int whom)
{
	struct io_uring_sqe *sqe = door_entry(d, nth, IORING_OP_ASYNC_CANCEL);

	sqe->fd = -1;
	sqe->addr = whom;
	return sqe;
}

static inline void door_go(struct door *d)
{
	io_uring_submit(&d->ring);
}

static inline void door_take(struct door *d, struct io_uring_cqe *cqe)
{
	uint64_t nth = cqe->user_data;

	if (nth >= DOOR_ROOM || d->back[nth]) {
		d->twice++;
	} else {
		d->result[nth] = cqe->res;
		d->back[nth] = true;
	}
	io_uring_cqe_seen(&d->ring, cqe);
}

/* Takes what comes within so many ms, until that one is back: whether it is. */
static inline bool door_await(struct door *d, unsigned int nth, uint64_t ms)
{
	uint64_t deadline = now_ms() + ms;
	struct io_uring_cqe *cqe;

	for (;;) {
		struct __kernel_timespec t = { .tv_nsec = 20000000 };

		while (!d->back[nth] && !io_uring_peek_cqe(&d->ring, &cqe))
			door_take(d, cqe);
		if (d->back[nth] || now_ms() >= deadline)
			return d->back[nth];
		io_uring_wait_cqe_timeout(&d->ring, &cqe, &t);
	}
}

/* What it ended with, soon. */
static inline int door_answer(struct door *d, unsigned int nth)
{
	return door_await(d, nth, SOON_MS) ? d->result[nth] : -ETIMEDOUT;
}

static inline int door_call(struct door *d, uint32_t cmd, uint64_t arg)
{
	door_add(d, 0, cmd, arg);
	door_go(d);
	return door_answer(d, 0);
}

static inline void door_close(struct door *d)
{
	io_uring_queue_exit(&d->ring);
}

/* An operation, which stays where it is until it is done. */
static inline uint64_t door_op(struct px_op *o, uint32_t opcode, const char *name, uint64_t value)
{
	*o = (struct px_op) { .size = sizeof(*o), .opcode = opcode, .value = value };
	snprintf(o->name, sizeof(o->name), "%s", name);
	return (uintptr_t)o;
}

/* Whether the module goes, soon: a ring that was closed keeps it a little longer. It comes back. */
static inline bool module_goes(void)
{
	int fd = open("/lib/parallax/parallax.ko", O_RDONLY | O_CLOEXEC);
	uint64_t deadline = now_ms() + SOON_MS;
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
