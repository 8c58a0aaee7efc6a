// SPDX-License-Identifier: GPL-2.0-only
/*
 * chan_rendezvous: producers and one receiver meet for every message.
 *
 * Expect: nothing is lost, doubled or out of a producer's order. In every
 * operation one of the two waits for the other one: sleep, wake-up, switch.
 */
#include "chan_load.h"

static int chan_rendezvous_setup(void *state, const struct px_run_spec *spec)
{
	struct chan_load *s = state;

	px_chan_init(&s->chan, 0);
	return chan_load_setup(s, spec);
}

static px_inline int chan_rendezvous_step(struct chan_load *s, struct px_worker *w, struct px_delay delay)
{
	return chan_load_send(s, w, delay);
}

static px_inline int chan_rendezvous_recv(struct chan_load *s, struct px_worker *w, struct px_delay delay)
{
	return chan_load_receive(s, w, delay);
}

PX_LOOP(chan_rendezvous_step)
PX_LOOP(chan_rendezvous_recv)

PX_WORKLOAD(chan_rendezvous) = {
	.name = "chan_rendezvous",
	.summary = "messages from hand to hand, without a queue",
	.min_workers = 2,
	.state_size = sizeof(struct chan_load),
	.setup = chan_rendezvous_setup,
	.teardown = chan_load_teardown,
	.begin = chan_load_begin,
	.role_of = chan_load_cast,
	.roles = CHAN_LOAD_ROLES(chan_rendezvous_step_loop, chan_rendezvous_recv_loop),
	.check = chan_load_check,
	.depth = chan_load_depth,
};
