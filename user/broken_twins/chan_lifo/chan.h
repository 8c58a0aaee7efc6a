/* SPDX-License-Identifier: GPL-2.0-only */
/* BROKEN ON PURPOSE: messages arrive last in, first out. */
#ifndef PX_BROKEN_CHAN_LIFO_H
#define PX_BROKEN_CHAN_LIFO_H

#define px_fifo_push	px_fifo_push_correct
#include "../../../compare/primitives/chan_message.h"
#undef px_fifo_push

static px_inline void px_fifo_push(struct px_fifo *f, struct px_chan_message *m)
{
	m->next = f->first;
	if (!f->first)
		f->last = m;
	f->first = m;
}

#include "../../../compare/primitives/chan.h"

#endif /* PX_BROKEN_CHAN_LIFO_H */
