// SPDX-License-Identifier: GPL-2.0-only
/*
 * ignored_send: BROKEN ON PURPOSE. Nobody looks whether the message could be
 * sent.
 */
#include "bug.h"
#include "chan.h"

#define LETTERS		8

struct letter {
	struct px_chan_message message;
};

static void burn(struct px_chan_message *m)
{
	px_os_free((struct letter *)m);
}

/* As Rust's #[must_use]: its answer says whose the letter is. */
__attribute__((warn_unused_result))
static int post(struct px_chan *c, struct letter *l)
{
	return px_chan_send(c, &l->message);
}

static u64 writer(void *arg)
{
	for (u32 i = 0; i < LETTERS; i++) {
		struct letter *l = px_os_alloc(sizeof(*l));

		if (!l)
			continue;
		l->message.destroy = burn;
#if PX_WRONG
		post(arg, l);
#else
		if (post(arg, l))
			burn(&l->message);
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
	px_run_alone(writer, &c);
	px_sender_drop(&c);
	px_chan_destroy(&c);
}

PX_BUG(ignored_send) = {
	.name = "ignored_send",
	.make = ignored_send,
};

PX_BUG_DOC(ignored_send) = {
	.name = "ignored_send",
	.wrong = "A send to a receiver that is gone fails, and nobody looks.",
	.ends = "The message was the sender's again, who does not know, and never frees it.",
	.rust = "It compiles. The compiler warns, since Result is to be looked at; the "
		"value is dropped.",
	.caught = "rustc gcc clang kmemleak lsan",
	.missed = "sparse",
};
