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

#define ROOM	16u		/* messages that wait */

static void close_fds(struct px_ipc *p)
{
	for (unsigned int way = 0; way < PX_DIRECTIONS; way++) {
		close(p->fds[way][0]);
		if (p->fds[way][1] != p->fds[way][0])
			close(p->fds[way][1]);
	}
}

static int write_fd(struct px_ipc *p, enum px_direction way, uint64_t message)
{
	ssize_t n = write(p->fds[way][1], &message, sizeof(message));

	return n == sizeof(message) ? 0 : n < 0 ? -errno : -EPROTO;
}

static int read_fd(struct px_ipc *p, enum px_direction way, uint64_t *message)
{
	ssize_t n = read(p->fds[way][0], message, sizeof(*message));

	return n == sizeof(*message) ? 0 : n < 0 ? -errno : -EPIPE;
}

static int make_pipes(struct px_ipc *p)
{
	for (unsigned int way = 0; way < PX_DIRECTIONS; way++)
		if (pipe2(p->fds[way], O_CLOEXEC))
			return -errno;
	return 0;
}

static int make_eventfds(struct px_ipc *p)
{
	for (unsigned int way = 0; way < PX_DIRECTIONS; way++) {
		int fd = eventfd(0, EFD_CLOEXEC);

		if (fd < 0)
			return -errno;
		p->fds[way][0] = p->fds[way][1] = fd;
	}
	return 0;
}

const struct px_ipc_kind px_ipc_pipe = {
	.make = make_pipes, .send = write_fd, .receive = read_fd, .end = close_fds,
};

const struct px_ipc_kind px_ipc_eventfd = {
	.make = make_eventfds, .send = write_fd, .receive = read_fd, .end = close_fds,
};

struct px_chan_objects {
	struct mailbox {
		pthread_mutex_t lock;
		pthread_cond_t changed;
		uint64_t sent, received;
		uint64_t messages[ROOM];
	} ways[PX_DIRECTIONS];
};

static int make_shared(struct px_ipc *p)
{
	int fd = memfd_create("parallax", MFD_CLOEXEC), err = 0;
	pthread_mutexattr_t of_lock;
	pthread_condattr_t of_cond;

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
	pthread_mutexattr_init(&of_lock);
	pthread_mutexattr_setpshared(&of_lock, PTHREAD_PROCESS_SHARED);
	pthread_condattr_init(&of_cond);
	pthread_condattr_setpshared(&of_cond, PTHREAD_PROCESS_SHARED);
	for (unsigned int way = 0; way < PX_DIRECTIONS; way++) {
		pthread_mutex_init(&p->shared->ways[way].lock, &of_lock);
		pthread_cond_init(&p->shared->ways[way].changed, &of_cond);
	}
	return 0;
}

static int put(struct px_ipc *p, enum px_direction way, uint64_t message)
{
	struct mailbox *box = &p->shared->ways[way];

	pthread_mutex_lock(&box->lock);
	while (box->sent - box->received == ROOM)
		pthread_cond_wait(&box->changed, &box->lock);
	box->messages[box->sent++ % ROOM] = message;
	pthread_cond_signal(&box->changed);
	pthread_mutex_unlock(&box->lock);
	return 0;
}

static int get(struct px_ipc *p, enum px_direction way, uint64_t *message)
{
	struct mailbox *box = &p->shared->ways[way];

	pthread_mutex_lock(&box->lock);
	while (box->sent == box->received)
		pthread_cond_wait(&box->changed, &box->lock);
	*message = box->messages[box->received++ % ROOM];
	pthread_cond_signal(&box->changed);
	pthread_mutex_unlock(&box->lock);
	return 0;
}

static void unmap(struct px_ipc *p)
{
	munmap(p->shared, sizeof(*p->shared));
}

const struct px_ipc_kind px_ipc_shared = {
	.make = make_shared, .send = put, .receive = get, .end = unmap,
};

static void fill(struct px_op *op, uint32_t opcode, enum px_direction way, uint64_t value)
{
	*op = (struct px_op) { .size = sizeof(*op), .opcode = opcode, .value = value };
	snprintf(op->name, sizeof(op->name), way == PX_DIRECTION_THERE ? "there" : "back");
}

/* The ends belong to the file, which both processes have. */
static int make_channels(struct px_ipc *p)
{
	char why[128];
	int fd = px_device_open(why, sizeof(why)), err = 0;
	struct px_op op;

	if (fd < 0)
		return fd;
	for (unsigned int way = 0; way < PX_DIRECTIONS && !err; way++) {
		p->fds[way][0] = p->fds[way][1] = fd;
		fill(&op, PX_OP_CHAN_NEW, way, ROOM);
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

static int send_by_ioctl(struct px_ipc *p, enum px_direction way, uint64_t message)
{
	struct px_op op;

	fill(&op, PX_OP_CHAN_SEND, way, message);
	return px_device_call(p->fds[way][1], PX_IOC_OP, &op);
}

static int receive_by_ioctl(struct px_ipc *p, enum px_direction way, uint64_t *message)
{
	struct px_op op;
	int err;

	fill(&op, PX_OP_CHAN_RECV, way, 0);
	err = px_device_call(p->fds[way][0], PX_IOC_OP, &op);
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

static int send_by_uring(struct px_ipc *p, enum px_direction way, uint64_t message)
{
	struct px_op op;

	fill(&op, PX_OP_CHAN_SEND, way, message);
	return submit(p, &op);
}

static int receive_by_uring(struct px_ipc *p, enum px_direction way, uint64_t *message)
{
	struct px_op op;
	int err;

	fill(&op, PX_OP_CHAN_RECV, way, 0);
	err = submit(p, &op);
	*message = op.value;
	return err;
}

static void close_both(struct px_ipc *p)
{
	if (p->has_ring)
		px_ring_close(&p->ring);
	close_device(p);
}

const struct px_ipc_kind px_ipc_uring = {
	.make = make_channels, .begin = open_ring, .send = send_by_uring,
	.receive = receive_by_uring, .end = close_both,
};
