// SPDX-License-Identifier: GPL-2.0-only
/* moved_then_used: BROKEN ON PURPOSE. The sender reads a message after it was sent. */
#include "bug.h"
#include "chan.h"

struct test_message {
	struct px_chan_message message;
	u64 value;
};

static void destroy(struct px_chan_message *message)
{
	px_os_free((struct test_message *)message);
}

static u64 receive(void *arg)
{
	struct px_chan *c = arg;
	struct px_chan_message *message;

	if (!px_chan_recv(c, &message))
		message->destroy(message);
	return 0;
}

static void moved_then_used(void)
{
	struct test_message *m = px_os_alloc(sizeof(*m));
	struct px_chan c;

	if (!m)
		return;
	m->message.destroy = destroy;
	m->value = 7;
	px_chan_init(&c, PX_UNBOUNDED);
	if (!PX_WRONG)
		px_use(m->value);
	if (px_chan_send(&c, &m->message))
		destroy(&m->message);
	px_bug_run_one(receive, &c);
	if (PX_WRONG)
		px_use(m->value);
	px_sender_drop(&c);
	px_chan_destroy(&c);
}

PX_BUG(moved_then_used) = {
	.name = "moved_then_used",
	.run = moved_then_used,
};

PX_BUG_DOC(moved_then_used) = {
	.name = "moved_then_used",
	.wrong = "The sender reads a message after it was sent.",
	.effect = "The message then belongs to the receiver, which may have freed it.",
	.rust = "A send moves the value. The sender's variable cannot be used afterwards.",
	.caught = "rustc kasan asan tsan",
	.missed = "gcc",
};
