/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_STREAM_H
#define PX_STREAM_H

#include <linux/kfifo.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/wait.h>

#define PX_STREAM_ROOM	4096

struct px_stream {
	spinlock_t lock;		/* of all but the queues */
	struct kfifo fifo;
	bool ended, stopped;
	wait_queue_head_t filled;	/* the reader sleeps here */
	wait_queue_head_t drained;	/* the writer */
};

#include "contract/stream.h"

static inline int px_stream_init(struct px_stream *s)
{
	spin_lock_init(&s->lock);
	init_waitqueue_head(&s->filled);
	init_waitqueue_head(&s->drained);
	s->ended = s->stopped = false;
	return kfifo_alloc(&s->fifo, PX_STREAM_ROOM, GFP_KERNEL_ACCOUNT);
}

static inline void px_stream_destroy(struct px_stream *s)
{
	kfifo_free(&s->fifo);
}

/* -EAGAIN: nothing there yet. */
static inline s64 px_stream_take(struct px_stream *s, void *to, size_t size)
{
	s64 n = -EINTR;

	spin_lock(&s->lock);
	if (!s->stopped) {
		n = kfifo_out(&s->fifo, to, size);
		if (!n && !s->ended)
			n = -EAGAIN;
	}
	spin_unlock(&s->lock);
	return n;
}

/* -EAGAIN: no room yet. */
static inline s64 px_stream_put(struct px_stream *s, const void *from, size_t size)
{
	s64 n = -EPIPE;

	spin_lock(&s->lock);
	if (!s->stopped && !s->ended) {
		n = kfifo_in(&s->fifo, from, size);
		if (!n)
			n = -EAGAIN;
	}
	spin_unlock(&s->lock);
	return n;
}

/* The condition is the attempt itself: who wakes makes it come true before. */
static inline s64 px_stream_read(struct px_stream *s, void *to, size_t size)
{
	s64 n;

	if (wait_event_interruptible(s->filled, (n = px_stream_take(s, to, size)) != -EAGAIN))
		return -EINTR;
	if (n > 0)
		wake_up(&s->drained);
	return n;
}

static inline s64 px_stream_write(struct px_stream *s, const void *from, size_t size)
{
	s64 n;

	if (wait_event_interruptible(s->drained, (n = px_stream_put(s, from, size)) != -EAGAIN))
		return -EINTR;
	if (n > 0)
		wake_up(&s->filled);
	return n;
}

static inline void px_stream_close(struct px_stream *s, bool *how)
{
	spin_lock(&s->lock);
	*how = true;
	spin_unlock(&s->lock);
	wake_up_all(&s->filled);
	wake_up_all(&s->drained);
}

static inline void px_stream_end(struct px_stream *s)
{
	px_stream_close(s, &s->ended);
}

static inline void px_stream_stop(struct px_stream *s)
{
	px_stream_close(s, &s->stopped);
}

#endif /* PX_STREAM_H */
