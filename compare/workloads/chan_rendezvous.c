// SPDX-License-Identifier: GPL-2.0-only
/*
 * chan_rendezvous: producers send to one receiver through a channel of capacity 0.
 *
 * Expect: no message is lost, duplicated or out of its producer's order. In every
 * operation one of the two threads waits for the other: sleep, wake-up, switch.
 */
#include "chan_load.h"

static int chan_rendezvous_setup(void *state, const struct px_run_spec *spec)
{
	struct chan_load *s = state;

	px_chan_init(&s->chan, 0);
	return chan_load_setup(s, spec);
}

static px_inline int chan_rendezvous_step(struct chan_load *s, struct px_worker *w,
					  struct px_delay delay)
{
	return chan_load_send(s, w, delay);
}

static px_inline int chan_rendezvous_recv(struct chan_load *s, struct px_worker *w,
					  struct px_delay delay)
{
	return chan_load_receive(s, w, delay);
}

PX_LOOP(chan_rendezvous_step)
PX_LOOP(chan_rendezvous_recv)

PX_WORKLOAD(chan_rendezvous) = {
	.name = "chan_rendezvous",
	.summary = "messages through a channel without a queue (capacity 0)",
	.uses = PX_USES_HOLD | PX_USES_THINK | PX_USES_PAYLOAD,
	.min_workers = 2,
	.state_size = sizeof(struct chan_load),
	.setup = chan_rendezvous_setup,
	.teardown = chan_load_teardown,
	.begin = chan_load_begin,
	.role_of = chan_load_role_of,
	.roles = CHAN_LOAD_ROLES(chan_rendezvous_step_loop, chan_rendezvous_recv_loop),
	.check = chan_load_check,
	.depth = chan_load_depth,
};
