// SPDX-License-Identifier: GPL-2.0-only
/* Processes share an open file of /dev/parallax: the lock and the channel are kernel objects. */
#include <string.h>
#include <unistd.h>
#include "os.h"
#include "util/device.h"
#include "process_shared_impl.h"

#define LOCK	"lock"
#define CHANNEL	"channel"

/* The owner numbers. The process that makes the channel owns one sender's end. */
enum { MAKER, SENDER, RECEIVER };

static int do_op(struct px_process_shared *p, const char *name, struct px_op *op)
{
	op->size = sizeof(*op);
	strcpy(op->name, name);
	return px_device_call(p->fd, PX_IOC_OP, op);
}

static int on_lock(struct px_process_shared *p, uint32_t opcode)
{
	struct px_op op = { .opcode = opcode };

	return do_op(p, LOCK, &op);
}

static int device_open(struct px_process_shared *p)
{
	struct px_op make = { .opcode = PX_OP_CHAN_NEW, .value = PX_PROCESS_SHARED_CAPACITY };
	char why[128];
	int err;

	p->fd = px_device_open(why, sizeof(why));
	if (p->fd < 0)
		return p->fd;
	err = on_lock(p, PX_OP_POISON_NEW);
	if (!err)
		err = do_op(p, CHANNEL, &make);
	if (err)
		close(p->fd);
	return err;
}

static void device_close(struct px_process_shared *p)
{
	close(p->fd);
}

static int device_lock(struct px_process_shared *p)
{
	struct px_op op = { .opcode = PX_OP_POISON_LOCK, .flags = PX_OP_PROCESS_OWNED };

	return do_op(p, LOCK, &op);
}

static int device_unlock(struct px_process_shared *p)
{
	return on_lock(p, PX_OP_POISON_UNLOCK);
}

static int device_is_poisoned(struct px_process_shared *p)
{
	struct px_op op = { .opcode = PX_OP_POISON_IS };
	int err = do_op(p, LOCK, &op);

	return err ? err : (int)op.value;
}

static int device_clear(struct px_process_shared *p)
{
	return on_lock(p, PX_OP_POISON_CLEAR);
}

static int device_get(struct px_process_shared *p, u64 *value)
{
	struct px_op op = { .opcode = PX_OP_POISON_GET };
	int err = do_op(p, LOCK, &op);

	*value = op.value;
	return err;
}

static int device_set(struct px_process_shared *p, u64 value)
{
	struct px_op op = { .opcode = PX_OP_POISON_SET, .value = value };

	return do_op(p, LOCK, &op);
}

static int device_attach(struct px_process_shared *p, enum px_end end)
{
	struct px_op clone = {
		.opcode = PX_OP_CHAN_CLONE, .flags = PX_OP_PROCESS_OWNED, .owner = SENDER,
	};
	struct px_op take = {
		.opcode = PX_OP_CHAN_TAKE_RECEIVER, .flags = PX_OP_PROCESS_OWNED, .owner = RECEIVER,
	};
	struct px_op close_makers = { .opcode = PX_OP_CHAN_CLOSE_SENDER, .owner = MAKER };
	int err;

	if (end == PX_END_RECEIVER)
		return do_op(p, CHANNEL, &take);
	err = do_op(p, CHANNEL, &clone);
	return err ? err : do_op(p, CHANNEL, &close_makers);
}

static int device_send(struct px_process_shared *p, u64 value, u64 ns)
{
	struct px_op op = {
		.opcode = PX_OP_CHAN_SEND, .owner = SENDER, .value = value,
		.deadline_ns = px_os_now() + ns,
	};

	return do_op(p, CHANNEL, &op);
}

static int device_recv(struct px_process_shared *p, u64 *value, u64 ns)
{
	struct px_op op = {
		.opcode = PX_OP_CHAN_RECV, .owner = RECEIVER, .deadline_ns = px_os_now() + ns,
	};
	int err = do_op(p, CHANNEL, &op);

	*value = op.value;
	return err;
}

const struct px_process_shared px_process_shared_device = {
	.open = device_open, .close = device_close,
	.lock = device_lock, .unlock = device_unlock,
	.is_poisoned = device_is_poisoned, .clear = device_clear,
	.get = device_get, .set = device_set,
	.attach = device_attach, .send = device_send, .recv = device_recv,
};
