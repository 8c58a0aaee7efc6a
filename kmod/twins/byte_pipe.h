/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_BYTE_PIPE_H
#define PX_BYTE_PIPE_H

#include <linux/kfifo.h>
#include <linux/sched.h>
#include <linux/spinlock.h>
#include <linux/wait.h>

#define PX_BYTE_PIPE_ROOM	4096

struct px_byte_pipe {
	spinlock_t lock;		/* protects fifo, ended and stopped */
	struct kfifo fifo;
	bool ended, stopped;
	wait_queue_head_t filled;	/* the reader sleeps here */
	wait_queue_head_t drained;	/* the writer sleeps here */
};

#include "contract/byte_pipe.h"

static inline int px_byte_pipe_init(struct px_byte_pipe *s)
{
	spin_lock_init(&s->lock);
	init_waitqueue_head(&s->filled);
	init_waitqueue_head(&s->drained);
	s->ended = s->stopped = false;
	return kfifo_alloc(&s->fifo, PX_BYTE_PIPE_ROOM, GFP_KERNEL_ACCOUNT);
}

static inline void px_byte_pipe_close(struct px_byte_pipe *s, bool *how)
{
	spin_lock(&s->lock);
	*how = true;
	spin_unlock(&s->lock);
	wake_up_all(&s->filled);
	wake_up_all(&s->drained);
}

static inline void px_byte_pipe_end(struct px_byte_pipe *s)
{
	px_byte_pipe_close(s, &s->ended);
}

static inline void px_byte_pipe_destroy(struct px_byte_pipe *s)
{
	kfifo_free(&s->fifo);
}

static inline void px_byte_pipe_stop(struct px_byte_pipe *s)
{
	px_byte_pipe_close(s, &s->stopped);
}

/* As px_byte_pipe_read(), but returns -EAGAIN instead of sleeping. */
static inline s64 px_byte_pipe_try_read(struct px_byte_pipe *s, void *to, size_t size)
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

/* As px_byte_pipe_write(), but returns -EAGAIN instead of sleeping. */
static inline s64 px_byte_pipe_try_write(struct px_byte_pipe *s, const void *from, size_t size)
{
	s64 n = -EPIPE;

	spin_lock(&s->lock);
	if (!s->stopped && !s->ended) {
		n = kfifo_in(&s->fifo, from, size);
		if (!n)
			n = -EAGAIN;
	}
	spin_unlock(&s->lock);
	if (n > 0)
		wake_up(&s->filled);
	return n;
}

static inline s64 px_byte_pipe_read(struct px_byte_pipe *s, void *to, size_t size)
{
	s64 n;

	if (wait_event_interruptible(s->filled,
				     (n = px_byte_pipe_try_read(s, to, size)) != -EAGAIN))
		return -EINTR;
	if (n > 0)
		wake_up(&s->drained);
	return n;
}

static inline s64 px_byte_pipe_write(struct px_byte_pipe *s, const void *from, size_t size)
{
	s64 n;

	if (wait_event_interruptible(s->drained,
				     (n = px_byte_pipe_try_write(s, from, size)) != -EAGAIN))
		return -EINTR;
	return n;
}

#endif /* PX_BYTE_PIPE_H */
