// SPDX-License-Identifier: GPL-2.0-only
/*
 * moved_then_used: BROKEN ON PURPOSE. What was sent away is read once more by
 * who sent it.
 */
#include "bug.h"
#include "chan.h"

struct letter {
	struct px_chan_message message;
	u64 words;
};

static void burn(struct px_chan_message *m)
{
	px_os_free((struct letter *)m);
}

static u64 receive(void *arg)
{
	struct px_chan *c = arg;
	struct px_chan_message *m;

	if (!px_chan_recv(c, &m))
		m->destroy(m);
	return 0;
}

static void moved_then_used(void)
{
	struct letter *l = px_os_alloc(sizeof(*l));
	struct px_chan c;

	if (!l)
		return;
	l->message.destroy = burn;
	l->words = 7;
	px_chan_init(&c, PX_UNBOUNDED);
	if (!PX_WRONG)
		px_use(l->words);
	if (px_chan_send(&c, &l->message))
		burn(&l->message);
	px_run_alone(receive, &c);
	if (PX_WRONG)
		px_use(l->words);
	px_sender_drop(&c);
	px_chan_destroy(&c);
}

PX_BUG(moved_then_used) = {
	.name = "moved_then_used",
	.make = moved_then_used,
};

PX_BUG_DOC(moved_then_used) = {
	.name = "moved_then_used",
	.wrong = "A message is read by its sender after it was sent.",
	.ends = "By then it belongs to the receiver, which may have freed it.",
	.rust = "To send moves the value: its old name is no longer to be used.",
	.caught = "rustc kasan asan tsan",
	.missed = "gcc",
};
