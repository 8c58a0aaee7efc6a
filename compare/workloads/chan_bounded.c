// SPDX-License-Identifier: GPL-2.0-only
/*
 * chan_bounded: producers send to one receiver through a channel that holds
 * --capacity messages.
 *
 * Expect: no message is lost, duplicated or out of its producer's order. A
 * producer that finds the channel full sleeps until a recv makes room. The smaller
 * the capacity, the more often a thread sleeps. A capacity of 1 is nearly a
 * rendezvous.
 */
#include "chan_load.h"

static int chan_bounded_setup(void *state, const struct px_run_spec *spec)
{
	struct chan_load *s = state;

	px_chan_init(&s->chan, px_run_spec_capacity(spec));
	return chan_load_setup(s, spec);
}

static px_inline int chan_bounded_step(struct chan_load *s, struct px_worker *w,
				       struct px_delay delay)
{
	return chan_load_send(s, w, delay);
}

static px_inline int chan_bounded_recv(struct chan_load *s, struct px_worker *w,
				       struct px_delay delay)
{
	return chan_load_receive(s, w, delay);
}

PX_LOOP(chan_bounded_step)
PX_LOOP(chan_bounded_recv)

PX_WORKLOAD(chan_bounded) = {
	.name = "chan_bounded",
	.summary = "messages through a channel with a capacity (--capacity)",
	.uses = PX_USES_HOLD | PX_USES_THINK | PX_USES_PAYLOAD | PX_USES_CAPACITY,
	.min_workers = 2,
	.state_size = sizeof(struct chan_load),
	.setup = chan_bounded_setup,
	.teardown = chan_load_teardown,
	.begin = chan_load_begin,
	.role_of = chan_load_role_of,
	.roles = CHAN_LOAD_ROLES(chan_bounded_step_loop, chan_bounded_recv_loop),
	.check = chan_load_check,
	.depth = chan_load_depth,
};
