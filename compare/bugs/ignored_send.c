// SPDX-License-Identifier: GPL-2.0-only
/* ignored_send: BROKEN ON PURPOSE. The caller ignores the result of a send. */
#include "bug.h"
#include "chan.h"

#define MESSAGES		8

struct test_message {
	struct px_chan_message message;
};

static void destroy(struct px_chan_message *message)
{
	px_os_free((struct test_message *)message);
}

/* As Rust's #[must_use]: on an error the caller still owns the message. */
__attribute__((warn_unused_result))
static int send_message(struct px_chan *c, struct test_message *m)
{
	return px_chan_send(c, &m->message);
}

static u64 sender(void *arg)
{
	for (u32 i = 0; i < MESSAGES; i++) {
		struct test_message *m = px_os_alloc(sizeof(*m));

		if (!m)
			continue;
		m->message.destroy = destroy;
#if PX_WRONG
		send_message(arg, m);
#else
		if (send_message(arg, m))
			destroy(&m->message);
#endif
	}
	return 0;
}

static void ignored_send(void)
{
	struct px_chan c;

	px_chan_init(&c, PX_UNBOUNDED);
	px_receiver_take(&c);
	px_receiver_drop(&c);
	px_bug_run_one(sender, &c);
	px_sender_drop(&c);
	px_chan_destroy(&c);
}

PX_BUG(ignored_send) = {
	.name = "ignored_send",
	.run = ignored_send,
};

PX_BUG_DOC(ignored_send) = {
	.name = "ignored_send",
	.wrong = "A send to a closed channel fails, and the caller ignores the error.",
	.effect = "After a failed send the message still belongs to the sender, which "
		"never frees it.",
	.rust = "It compiles with a warning, because a Result must be used. The value is "
		"dropped, so nothing leaks.",
	.caught = "rustc gcc clang kmemleak lsan",
	.missed = "sparse",
};
