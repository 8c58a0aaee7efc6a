// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>
#include "json_channel.h"
#include "sigint.h"

#define SOME	65536u		/* bytes of one read */

static long long now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000ll + now.tv_nsec / 1000000;
}

static int make_nonblocking(int fd)
{
	int flags = fcntl(fd, F_GETFL);

	return flags < 0 || fcntl(fd, F_SETFL, flags | O_NONBLOCK) ? -errno : 0;
}

int px_json_channel_init(struct px_json_channel *channel, int in, int out)
{
	int err = make_nonblocking(in);

	*channel = (struct px_json_channel){ .in = in, .out = out };
	return err ? err : make_nonblocking(out);
}

void px_json_channel_free(struct px_json_channel *channel)
{
	free(channel->buffer);
	channel->buffer = NULL;
}

/* Waits until the descriptor is ready, at most until end (ms; below 0: no limit). */
static int await(int fd, short events, long long end)
{
	struct pollfd poller = { .fd = fd, .events = events };
	int ready;

	do {
		long long left = end < 0 ? -1 : end - now_ms();

		if (px_sigint_received())
			return -EINTR;
		if (end >= 0 && left <= 0)
			return -ETIMEDOUT;
		ready = poll(&poller, 1, (int)left);
	} while (ready < 0 && errno == EINTR);
	return ready < 0 ? -errno : ready ? 0 : -ETIMEDOUT;
}

/* No SIGPIPE from a socket whose other end is closed. */
static ssize_t put(int fd, const char *text, size_t size)
{
	ssize_t n = send(fd, text, size, MSG_NOSIGNAL);

	return n < 0 && errno == ENOTSOCK ? write(fd, text, size) : n;
}

static int send_text(int fd, const char *text, size_t size, long long end)
{
	while (size) {
		ssize_t n = put(fd, text, size);
		int err = 0;

		if (n >= 0) {
			text += n;
			size -= (size_t)n;
		} else if (errno == EAGAIN) {
			err = await(fd, POLLOUT, end);
		} else if (errno != EINTR) {
			err = errno == EPIPE ? -ECONNRESET : -errno;
		}
		if (err)
			return err;
	}
	return 0;
}

static long long end_of(int limit_ms)
{
	return limit_ms < 0 ? -1 : now_ms() + limit_ms;
}

int px_json_channel_send(struct px_json_channel *channel, json_t *document, int limit_ms)
{
	char *text = document ? json_dumps(document, JSON_COMPACT) : NULL;
	size_t size = text ? strlen(text) : 0;
	int err = -ENOMEM;

	json_decref(document);
	if (!text)
		return err;
	text[size] = '\n';		/* in place of the NUL */
	err = size < PX_MAX_CHANNEL_LINE ?
	      send_text(channel->out, text, size + 1, end_of(limit_ms)) : -EMSGSIZE;
	free(text);
	return err;
}

/* Makes room for one more read. */
static int grow(struct px_json_channel *channel)
{
	size_t room = channel->room ? 2 * channel->room : 2 * SOME;
	char *larger;

	if (channel->room - channel->used >= SOME)
		return 0;
	if (channel->used >= PX_MAX_CHANNEL_LINE)
		return -EPROTO;
	larger = realloc(channel->buffer, room);
	if (!larger)
		return -ENOMEM;
	channel->buffer = larger;
	channel->room = room;
	return 0;
}

static int read_some(struct px_json_channel *channel, long long end)
{
	int err = grow(channel);
	ssize_t n;

	if (err)
		return err;
	n = read(channel->in, channel->buffer + channel->used, SOME);
	if (n > 0)
		channel->used += (size_t)n;
	if (!n)
		return -ECONNRESET;
	if (n > 0 || errno == EINTR)
		return 0;
	return errno == EAGAIN ? await(channel->in, POLLIN, end) :
	       errno == EIO ? -ECONNRESET : -errno;	/* a terminal that was closed */
}

/* Returns the newline of the first line; NULL: it is not complete. */
static char *find_line(struct px_json_channel *channel)
{
	char *newline = channel->used == channel->searched ? NULL :
			memchr(channel->buffer + channel->searched, '\n',
			       channel->used - channel->searched);

	channel->searched = newline ? 0 : channel->used;
	return newline;
}

/* Removes the first line from the buffer, after it was parsed. */
static void drop_line(struct px_json_channel *channel, const char *newline)
{
	size_t length = (size_t)(newline - channel->buffer) + 1;

	channel->used -= length;
	memmove(channel->buffer, newline + 1, channel->used);
}

int px_json_channel_receive(struct px_json_channel *channel, json_t **document, int limit_ms)
{
	long long end = end_of(limit_ms);
	char *newline;
	int err = 0;

	*document = NULL;
	while (!(newline = find_line(channel)) && !err)
		err = read_some(channel, end);
	if (!newline)
		return err;
	errno = 0;
	*document = json_loadb(channel->buffer, (size_t)(newline - channel->buffer),
			       JSON_REJECT_DUPLICATES, NULL);
	err = *document ? 0 : errno == ENOMEM ? -ENOMEM : -EPROTO;
	drop_line(channel, newline);
	if (err || json_is_object(*document))
		return err;
	json_decref(*document);
	*document = NULL;
	return -EPROTO;
}
