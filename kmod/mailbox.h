/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * mailbox: a channel of 64-bit numbers whose ends belong to the actors of an
 * instance. The channel is that of the workloads, compare/chan.h; callers wait
 * in it themselves, since a wait in a queue holds no lock. Errors are those of
 * PX_IOC_OP in abi.h.
 */
#ifndef PX_KMOD_MAILBOX_H
#define PX_KMOD_MAILBOX_H

#include <linux/fs.h>
#include "abi.h"
#include "patience.h"
#include "whose.h"

struct px_mailbox;
struct seq_file;

/* With op->value as its capacity, and a sender's end for the caller; or ERR_PTR(). */
struct px_mailbox *px_mailbox_create(const struct px_op *op);

/* Nobody is in a call. What was not received is destroyed. */
void px_mailbox_destroy(struct px_mailbox *box);

/* Any PX_OP_CHAN_ operation but NEW. */
int px_mailbox_op(struct px_mailbox *box, struct px_op *op, const struct px_whose *whose,
		  enum px_patience patience);

/*
 * Closes the ends that belong to the process. The receiver's end goes when the
 * recv that another thread of the process may be in has returned.
 */
void px_mailbox_flush(struct px_mailbox *box, fl_owner_t process);

/* Its messages, its ends and who waits. */
void px_mailbox_show(struct px_mailbox *box, struct seq_file *m);

#endif /* PX_KMOD_MAILBOX_H */
