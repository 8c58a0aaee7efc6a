/* SPDX-License-Identifier: GPL-2.0-only */
#ifndef PX_BYTE_PIPE_H
#define PX_BYTE_PIPE_H

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

struct px_byte_pipe {
	int in, out;		/* the pipe's writing end and reading end */
	int stop;		/* an eventfd, readable after a stop */
};

#include "contract/byte_pipe.h"

static inline int px_byte_pipe_init(struct px_byte_pipe *s)
{
	int ends[2], err;

	*s = (struct px_byte_pipe) { .in = -1, .out = -1, .stop = -1 };
	if (pipe2(ends, O_CLOEXEC | O_NONBLOCK))
		return -errno;
	s->stop = eventfd(0, EFD_CLOEXEC);
	if (s->stop < 0) {
		err = -errno;
		close(ends[0]);
		close(ends[1]);
		return err;
	}
	s->out = ends[0];
	s->in = ends[1];
	return 0;
}

static inline void px_byte_pipe_end(struct px_byte_pipe *s)
{
	if (s->in >= 0)
		close(s->in);
	s->in = -1;
}

static inline void px_byte_pipe_destroy(struct px_byte_pipe *s)
{
	px_byte_pipe_end(s);
	close(s->out);
	close(s->stop);
}

static inline void px_byte_pipe_stop(struct px_byte_pipe *s)
{
	eventfd_write(s->stop, 1);
}

/* Sleeps until the end of the pipe is ready. Returns false after a stop. */
static inline bool px_byte_pipe_await(struct px_byte_pipe *s, int end, short events)
{
	struct pollfd fds[] = { { .fd = s->stop, .events = POLLIN },
				{ .fd = end, .events = events } };

	while (poll(fds, 2, -1) < 0)
		;
	return !fds[0].revents;
}

/* Tries again after a signal handler, and if poll() was wrong about the pipe. */
static inline s64 px_byte_pipe_read(struct px_byte_pipe *s, void *to, size_t size)
{
	ssize_t n = -1;

	while (n < 0) {
		if (!px_byte_pipe_await(s, s->out, POLLIN))
			return -EINTR;
		n = read(s->out, to, size);
	}
	return n;
}

/* Never gets SIGPIPE: the reading end stays open until px_byte_pipe_destroy(). */
static inline s64 px_byte_pipe_write(struct px_byte_pipe *s, const void *from, size_t size)
{
	ssize_t n = -1;

	while (n < 0) {
		if (s->in < 0 || !px_byte_pipe_await(s, s->in, POLLOUT))
			return -EPIPE;
		n = write(s->in, from, size);
	}
	return n;
}

#endif /* PX_BYTE_PIPE_H */
