// SPDX-License-Identifier: GPL-2.0-only
/*
 * chan_unbounded: producers send to one receiver through a channel that takes
 * all they have.
 *
 * Expect: nothing is lost, doubled or out of a producer's order. No send waits
 * for the receiver, so the queue grows to as much as there is: 4096 messages a
 * producer, or 16 MiB of all of them (chan_load.h). From then on the receiver's
 * delay is everybody's. All meet at one lock, which the CPUs hand to and fro.
 */
#include "chan_load.h"

static int chan_unbounded_setup(void *state, const struct px_run_spec *spec)
{
	struct chan_load *s = state;

	px_chan_init(&s->chan, PX_UNBOUNDED);
	return chan_load_setup(s, spec);
}

static px_inline int chan_unbounded_step(struct chan_load *s, struct px_worker *w, struct px_delay delay)
{
	return chan_load_send(s, w, delay);
}

static px_inline int chan_unbounded_recv(struct chan_load *s, struct px_worker *w, struct px_delay delay)
{
	return chan_load_receive(s, w, delay);
}

PX_LOOP(chan_unbounded_step)
PX_LOOP(chan_unbounded_recv)

PX_WORKLOAD(chan_unbounded) = {
	.name = "chan_unbounded",
	.summary = "messages through a channel without a bound",
	.min_workers = 2,
	.state_size = sizeof(struct chan_load),
	.setup = chan_unbounded_setup,
	.teardown = chan_load_teardown,
	.begin = chan_load_begin,
	.role_of = chan_load_cast,
	.roles = CHAN_LOAD_ROLES(chan_unbounded_step_loop, chan_unbounded_recv_loop),
	.check = chan_load_check,
	.depth = chan_load_depth,
};
