/* SPDX-License-Identifier: GPL-2.0-only */
/* BROKEN ON PURPOSE: any number of threads can take the receiver. */
#ifndef PX_BROKEN_CHAN_TWO_RECEIVERS_H
#define PX_BROKEN_CHAN_TWO_RECEIVERS_H

#define px_receiver_take	px_receiver_take_correct
#include "../../../compare/primitives/chan.h"
#undef px_receiver_take

static inline int px_receiver_take(struct px_chan *c)
{
	px_receiver_take_correct(c);
	return 0;
}

#endif /* PX_BROKEN_CHAN_TWO_RECEIVERS_H */
