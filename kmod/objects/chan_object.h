/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mailbox: a channel of 64-bit numbers whose ends belong to the actors of an
 * instance. The channel is that of the workloads, compare/primitives/chan.h; callers wait
 * in it themselves, since a wait in a queue holds no lock. Errors are those of
 * PX_IOC_OP in abi.h.
 */
#ifndef PX_KMOD_CHAN_OBJECT_H
#define PX_KMOD_CHAN_OBJECT_H

#include <linux/fs.h>
#include "uapi/parallax.h"
#include "base/wait_mode.h"
#include "call_ctx.h"

struct px_chan_object;
struct seq_file;

/* With op->value as its capacity, and a sender's end for the caller; or ERR_PTR(). */
struct px_chan_object *px_chan_object_create(const struct px_op *op);

/* Nobody is in a call. What was not received is destroyed. */
void px_chan_object_destroy(struct px_chan_object *box);

/* Any PX_OP_CHAN_ operation but NEW. */
int px_chan_object_op(struct px_chan_object *box, struct px_op *op, const struct px_call_ctx *whose,
		  enum px_wait_mode patience);

/*
 * Closes the ends that belong to the process. The receiver's end goes when the
 * recv that another thread of the process may be in has returned.
 */
void px_chan_object_flush(struct px_chan_object *box, fl_owner_t process);

/* Its messages, its ends and who waits. */
void px_chan_object_show(struct px_chan_object *box, struct seq_file *m);

#endif /* PX_KMOD_CHAN_OBJECT_H */
