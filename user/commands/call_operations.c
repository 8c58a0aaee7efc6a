// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <string.h>
#include "call_operations.h"
#include "uapi/parallax.h"

const struct px_call_operation px_call_operations[] = {
	{ "mutex", "new", PX_OP_MUTEX_NEW, "made", PX_CALL_NO_VALUE },
	{ "mutex", "lock", PX_OP_MUTEX_LOCK, "locked", PX_CALL_NO_VALUE },
	{ "mutex", "trylock", PX_OP_MUTEX_TRYLOCK, "locked", PX_CALL_NO_VALUE },
	{ "mutex", "unlock", PX_OP_MUTEX_UNLOCK, "unlocked", PX_CALL_NO_VALUE },
	{ "rwlock", "new", PX_OP_RWLOCK_NEW, "made", PX_CALL_NO_VALUE },
	{ "rwlock", "read", PX_OP_RWLOCK_READ, "reading", PX_CALL_NO_VALUE },
	{ "rwlock", "write", PX_OP_RWLOCK_WRITE, "writing", PX_CALL_NO_VALUE },
	{ "rwlock", "tryread", PX_OP_RWLOCK_READ_TRY, "reading", PX_CALL_NO_VALUE },
	{ "rwlock", "trywrite", PX_OP_RWLOCK_WRITE_TRY, "writing", PX_CALL_NO_VALUE },
	{ "rwlock", "downgrade", PX_OP_RWLOCK_DOWNGRADE, "reading", PX_CALL_NO_VALUE },
	{ "rwlock", "unlock", PX_OP_RWLOCK_UNLOCK, "unlocked", PX_CALL_NO_VALUE },
	{ "arc", "new", PX_OP_ARC_NEW, "made, count 1", PX_CALL_NO_VALUE },
	{ "arc", "get", PX_OP_ARC_GET, "count + 1", PX_CALL_NO_VALUE },
	{ "arc", "put", PX_OP_ARC_PUT, "count - 1", PX_CALL_NO_VALUE },
	{ "arc", "upgrade", PX_OP_ARC_UPGRADE, "count + 1", PX_CALL_NO_VALUE },
	{ "arc", "count", PX_OP_ARC_COUNT, "count ", PX_CALL_GETS },
	{ "chan", "new", PX_OP_CHAN_NEW, "made, with one sender", PX_CALL_CAPACITY },
	{ "chan", "send", PX_OP_CHAN_SEND, "sent", PX_CALL_NUMBER },
	{ "chan", "trysend", PX_OP_CHAN_TRY_SEND, "sent", PX_CALL_NUMBER },
	{ "chan", "recv", PX_OP_CHAN_RECV, "received ", PX_CALL_GETS },
	{ "chan", "tryrecv", PX_OP_CHAN_TRY_RECV, "received ", PX_CALL_GETS },
	{ "chan", "clone", PX_OP_CHAN_CLONE, "added a sender", PX_CALL_NO_VALUE },
	{ "chan", "close-sender", PX_OP_CHAN_CLOSE_SENDER, "closed a sender", PX_CALL_NO_VALUE },
	{ "chan", "take-receiver", PX_OP_CHAN_TAKE_RECEIVER, "receiver taken", PX_CALL_NO_VALUE },
	{ "chan", "close-receiver", PX_OP_CHAN_CLOSE_RECEIVER, "receiver closed",
	  PX_CALL_NO_VALUE },
	{ "chan", "count", PX_OP_CHAN_COUNT, "messages ", PX_CALL_GETS },
	{ "poison", "new", PX_OP_POISON_NEW, "made", PX_CALL_NO_VALUE },
	{ "poison", "lock", PX_OP_POISON_LOCK, "locked", PX_CALL_NO_VALUE },
	{ "poison", "trylock", PX_OP_POISON_TRYLOCK, "locked", PX_CALL_NO_VALUE },
	{ "poison", "unlock", PX_OP_POISON_UNLOCK, "unlocked", PX_CALL_NO_VALUE },
	{ "poison", "get", PX_OP_POISON_GET, "", PX_CALL_GETS },
	{ "poison", "set", PX_OP_POISON_SET, "set", PX_CALL_NUMBER },
	{ "poison", "clear", PX_OP_POISON_CLEAR, "not poisoned", PX_CALL_NO_VALUE },
	{ "poison", "is", PX_OP_POISON_IS, "poisoned ", PX_CALL_GETS },
	{ NULL, NULL, 0, NULL, PX_CALL_NO_VALUE }
};

/* Returns the message for a channel, or NULL if it is the same as for other objects. */
static const char *channel_error(uint32_t opcode, int err)
{
	switch (err) {
	case EBUSY:
		return opcode == PX_OP_CHAN_TAKE_RECEIVER ?
		       "the receiver is taken, or a recv is waiting" : "another recv is waiting";
	case EPERM:
		return "this owner has no such end; clone and take-receiver make one";
	case EPIPE:
		if (opcode == PX_OP_CHAN_TAKE_RECEIVER)
			return "the receiver is closed";
		return opcode == PX_OP_CHAN_SEND || opcode == PX_OP_CHAN_TRY_SEND ?
		       "the receiver is closed" : "all senders are closed";
	case EAGAIN:
		return opcode == PX_OP_CHAN_TRY_SEND ? "the channel is full" : "no message";
	case ETIMEDOUT:
		return opcode == PX_OP_CHAN_SEND ? "timed out: the channel is full" :
						   "timed out: no message";
	case ENOSPC:
		return opcode == PX_OP_CHAN_NEW ? NULL : "too many senders";
	default:
		return NULL;
	}
}

bool px_call_is_answer(int err)
{
	return err != EBADF && err != ENOTTY && err != EOPNOTSUPP;
}

const char *px_call_error(const struct px_call_operation *operation, int err)
{
	const char *text = strcmp(operation->kind, "chan") ? NULL :
			   channel_error(operation->opcode, err);

	if (text)
		return text;
	switch (err) {
	case EBUSY: return "busy";
	case ETIMEDOUT: return "timed out";
	case EINTR: return "interrupted";
	case EPERM: return operation->opcode == PX_OP_RWLOCK_DOWNGRADE ?
			   "this owner does not hold it for writing" :
			   "this owner does not hold it";
	case EINVAL: return "the operation does not take --process-owned or --timeout, or this "
			    "module does not know the operation";
	case ENOENT: return "no object has this name; \"new\" makes one";
	case EEXIST: return "an object of this name exists already";
	case EPROTOTYPE: return "the object is of another kind";
	case ENOSPC: return "too many objects or held locks in this instance";
	case EAGAIN: return "too many threads in the module";
	case ESTALE: return "released already: the count is zero";
	case EOVERFLOW: return "too many references";
	case EOWNERDEAD: return "locked, but poisoned: a process exited while it held the lock";
	case EBADF: return "the file is not open";
	case ENOTTY:
	case EOPNOTSUPP: return "the file is not " PX_DEVICE_PATH;
	default: return strerror(err);
	}
}
