/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * chan_message: a message of a channel, embedded in a structure of the sender; and
 * a FIFO list of messages.
 */
#ifndef PX_CHAN_MESSAGE_H
#define PX_CHAN_MESSAGE_H

#include "base/types.h"

struct px_blocked_sender;

struct px_chan_message {
	void (*destroy)(struct px_chan_message *m);	/* never NULL; called without the lock */
	u32 bytes;				/* the size, for statistics only */

	/* For the channel only. */
	struct px_chan_message *next;
	struct px_blocked_sender *sender;
};

struct px_fifo {
	struct px_chan_message *first;
	struct px_chan_message *last;	/* valid if first is not NULL */
};

static px_inline void px_fifo_push(struct px_fifo *f, struct px_chan_message *m)
{
	m->next = NULL;
	if (f->first)
		f->last->next = m;
	else
		f->first = m;
	f->last = m;
}

static px_inline struct px_chan_message *px_fifo_pop(struct px_fifo *f)
{
	struct px_chan_message *m = f->first;

	if (m)
		f->first = m->next;
	return m;
}

/* The message must be in the list. */
static inline void px_fifo_remove(struct px_fifo *f, struct px_chan_message *m)
{
	struct px_chan_message **link = &f->first;
	struct px_chan_message *before = NULL;

	while (*link != m) {
		before = *link;
		link = &before->next;
	}
	*link = m->next;
	if (f->last == m)
		f->last = before;
}

#endif /* PX_CHAN_MESSAGE_H */
