// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <unistd.h>
#include "util/device.h"
#include "ipc.h"

#define ROOM	16u		/* messages in a queue */

static void close_fds(struct px_ipc *p)
{
	for (unsigned int direction = 0; direction < PX_DIRECTIONS; direction++) {
		close(p->fds[direction][0]);
		if (p->fds[direction][1] != p->fds[direction][0])
			close(p->fds[direction][1]);
	}
}

static int write_fd(struct px_ipc *p, enum px_direction direction, uint64_t message)
{
	ssize_t n = write(p->fds[direction][1], &message, sizeof(message));

	return n == sizeof(message) ? 0 : n < 0 ? -errno : -EPROTO;
}

static int read_fd(struct px_ipc *p, enum px_direction direction, uint64_t *message)
{
	ssize_t n = read(p->fds[direction][0], message, sizeof(*message));

	return n == sizeof(*message) ? 0 : n < 0 ? -errno : -EPIPE;
}

static int make_pipes(struct px_ipc *p)
{
	for (unsigned int direction = 0; direction < PX_DIRECTIONS; direction++)
		if (pipe2(p->fds[direction], O_CLOEXEC))
			return -errno;
	return 0;
}

static int make_eventfds(struct px_ipc *p)
{
	for (unsigned int direction = 0; direction < PX_DIRECTIONS; direction++) {
		int fd = eventfd(0, EFD_CLOEXEC);

		if (fd < 0)
			return -errno;
		p->fds[direction][0] = p->fds[direction][1] = fd;
	}
	return 0;
}

const struct px_ipc_kind px_ipc_pipe = {
	.make = make_pipes, .send = write_fd, .receive = read_fd, .end = close_fds,
};

const struct px_ipc_kind px_ipc_eventfd = {
	.make = make_eventfds, .send = write_fd, .receive = read_fd, .end = close_fds,
};

struct px_shared_queues {
	struct queue {
		pthread_mutex_t lock;
		pthread_cond_t changed;
		uint64_t sent, received;
		uint64_t messages[ROOM];
	} queues[PX_DIRECTIONS];
};

static int make_shared(struct px_ipc *p)
{
	int fd = memfd_create("parallax", MFD_CLOEXEC), err = 0;
	pthread_mutexattr_t mutex_attr;
	pthread_condattr_t cond_attr;

	if (fd < 0)
		return -errno;
	if (ftruncate(fd, sizeof(*p->shared)))
		err = -errno;
	p->shared = mmap(NULL, sizeof(*p->shared), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
	if (!err && p->shared == MAP_FAILED)
		err = -errno;
	close(fd);
	if (err)
		return err;
	pthread_mutexattr_init(&mutex_attr);
	pthread_mutexattr_setpshared(&mutex_attr, PTHREAD_PROCESS_SHARED);
	pthread_condattr_init(&cond_attr);
	pthread_condattr_setpshared(&cond_attr, PTHREAD_PROCESS_SHARED);
	for (unsigned int direction = 0; direction < PX_DIRECTIONS; direction++) {
		pthread_mutex_init(&p->shared->queues[direction].lock, &mutex_attr);
		pthread_cond_init(&p->shared->queues[direction].changed, &cond_attr);
	}
	return 0;
}

static int put(struct px_ipc *p, enum px_direction direction, uint64_t message)
{
	struct queue *q = &p->shared->queues[direction];

	pthread_mutex_lock(&q->lock);
	while (q->sent - q->received == ROOM)
		pthread_cond_wait(&q->changed, &q->lock);
	q->messages[q->sent++ % ROOM] = message;
	pthread_cond_signal(&q->changed);
	pthread_mutex_unlock(&q->lock);
	return 0;
}

static int get(struct px_ipc *p, enum px_direction direction, uint64_t *message)
{
	struct queue *q = &p->shared->queues[direction];

	pthread_mutex_lock(&q->lock);
	while (q->sent == q->received)
		pthread_cond_wait(&q->changed, &q->lock);
	*message = q->messages[q->received++ % ROOM];
	pthread_cond_signal(&q->changed);
	pthread_mutex_unlock(&q->lock);
	return 0;
}

static void unmap(struct px_ipc *p)
{
	munmap(p->shared, sizeof(*p->shared));
}

const struct px_ipc_kind px_ipc_shared = {
	.make = make_shared, .send = put, .receive = get, .end = unmap,
};

static void fill(struct px_op *op, uint32_t opcode, enum px_direction direction, uint64_t value)
{
	*op = (struct px_op) { .size = sizeof(*op), .opcode = opcode, .value = value };
	snprintf(op->name, sizeof(op->name), direction == PX_DIRECTION_THERE ? "there" : "back");
}

/* The channel ends belong to the file, which both processes have open. */
static int make_channels(struct px_ipc *p)
{
	char why[128];
	int fd = px_device_open(why, sizeof(why)), err = 0;
	struct px_op op;

	if (fd < 0)
		return fd;
	for (unsigned int direction = 0; direction < PX_DIRECTIONS && !err; direction++) {
		p->fds[direction][0] = p->fds[direction][1] = fd;
		fill(&op, PX_OP_CHAN_NEW, direction, ROOM);
		err = px_device_call(fd, PX_IOC_OP, &op);
	}
	if (err)
		close(fd);
	return err;
}

static void close_device(struct px_ipc *p)
{
	close(p->fds[PX_DIRECTION_THERE][0]);
}

static int send_by_ioctl(struct px_ipc *p, enum px_direction direction, uint64_t message)
{
	struct px_op op;

	fill(&op, PX_OP_CHAN_SEND, direction, message);
	return px_device_call(p->fds[direction][1], PX_IOC_OP, &op);
}

static int receive_by_ioctl(struct px_ipc *p, enum px_direction direction, uint64_t *message)
{
	struct px_op op;
	int err;

	fill(&op, PX_OP_CHAN_RECV, direction, 0);
	err = px_device_call(p->fds[direction][0], PX_IOC_OP, &op);
	*message = op.value;
	return err;
}

const struct px_ipc_kind px_ipc_ioctl = {
	.make = make_channels, .send = send_by_ioctl, .receive = receive_by_ioctl,
	.end = close_device,
};

static int open_ring(struct px_ipc *p)
{
	int err = px_ring_open(&p->ring, p->fds[PX_DIRECTION_THERE][0], 1, false);

	p->has_ring = !err;
	return err;
}

static int submit(struct px_ipc *p, struct px_op *op)
{
	int err = px_ring_add(&p->ring, PX_IOC_OP, (uintptr_t)op, false);
	int result = 0;

	if (!err)
		err = px_ring_submit(&p->ring, &result);
	return err ? err : result;
}

static int send_by_uring(struct px_ipc *p, enum px_direction direction, uint64_t message)
{
	struct px_op op;

	fill(&op, PX_OP_CHAN_SEND, direction, message);
	return submit(p, &op);
}

static int receive_by_uring(struct px_ipc *p, enum px_direction direction, uint64_t *message)
{
	struct px_op op;
	int err;

	fill(&op, PX_OP_CHAN_RECV, direction, 0);
	err = submit(p, &op);
	*message = op.value;
	return err;
}

static void close_ring_and_device(struct px_ipc *p)
{
	if (p->has_ring)
		px_ring_close(&p->ring);
	close_device(p);
}

const struct px_ipc_kind px_ipc_uring = {
	.make = make_channels, .begin = open_ring, .send = send_by_uring,
	.receive = receive_by_uring, .end = close_ring_and_device,
};
