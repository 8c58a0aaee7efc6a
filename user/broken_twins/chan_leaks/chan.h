/* SPDX-License-Identifier: GPL-2.0-only */
/* BROKEN ON PURPOSE: a queued message is not destroyed. */
#ifndef PX_BROKEN_CHAN_LEAKS_H
#define PX_BROKEN_CHAN_LEAKS_H

#define px_receiver_drop	px_receiver_drop_correct
#include "../../../compare/primitives/chan.h"
#undef px_receiver_drop

static inline void px_receiver_drop(struct px_chan *c)
{
	px_monitor_lock(&c->monitor);
	c->queue.first = NULL;
	px_monitor_unlock(&c->monitor);
	px_receiver_drop_correct(c);
}

#endif /* PX_BROKEN_CHAN_LEAKS_H */
