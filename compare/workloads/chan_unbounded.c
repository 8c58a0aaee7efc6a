// SPDX-License-Identifier: GPL-2.0-only
/*
 * chan_unbounded: producers send to one receiver through a channel without a
 * limit.
 *
 * Expect: no message is lost, duplicated or out of its producer's order. A send
 * never waits for the receiver. The queue grows until all messages are used: 4096
 * per producer, or 16 MiB in total (chan_load.h). After that the producers are as
 * slow as the receiver. All threads compete for one lock.
 */
#include "chan_load.h"

static int chan_unbounded_setup(void *state, const struct px_run_spec *spec)
{
	struct chan_load *s = state;

	px_chan_init(&s->chan, PX_UNBOUNDED);
	return chan_load_setup(s, spec);
}

static px_inline int chan_unbounded_step(struct chan_load *s, struct px_worker *w,
					 struct px_delay delay)
{
	return chan_load_send(s, w, delay);
}

static px_inline int chan_unbounded_recv(struct chan_load *s, struct px_worker *w,
					 struct px_delay delay)
{
	return chan_load_receive(s, w, delay);
}

PX_LOOP(chan_unbounded_step)
PX_LOOP(chan_unbounded_recv)

PX_WORKLOAD(chan_unbounded) = {
	.name = "chan_unbounded",
	.summary = "messages through a channel without a limit",
	.uses = PX_USES_HOLD | PX_USES_THINK | PX_USES_PAYLOAD,
	.min_workers = 2,
	.state_size = sizeof(struct chan_load),
	.setup = chan_unbounded_setup,
	.teardown = chan_load_teardown,
	.begin = chan_load_begin,
	.role_of = chan_load_role_of,
	.roles = CHAN_LOAD_ROLES(chan_unbounded_step_loop, chan_unbounded_recv_loop),
	.check = chan_load_check,
	.depth = chan_load_depth,
};
