/* SPDX-License-Identifier: GPL-2.0-only */
/* BROKEN ON PURPOSE: a queued message is destroyed twice. */
#ifndef PX_BROKEN_CHAN_TWICE_H
#define PX_BROKEN_CHAN_TWICE_H

#define px_receiver_drop	px_receiver_drop_correct
#include "../../../compare/primitives/chan.h"
#undef px_receiver_drop

static inline void px_receiver_drop(struct px_chan *c)
{
	struct px_chan_message *m;

	for (m = c->queue.first; m; m = m->next)
		m->destroy(m);
	px_receiver_drop_correct(c);
}

#endif /* PX_BROKEN_CHAN_TWICE_H */
