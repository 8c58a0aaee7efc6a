/* SPDX-License-Identifier: GPL-2.0-only */
/* json_channel: JSON documents between two processes, one on each line. */
#ifndef PX_USER_JSON_CHANNEL_H
#define PX_USER_JSON_CHANNEL_H

#include <jansson.h>
#include <stddef.h>

#define PX_MAX_CHANNEL_LINE	(64u << 20)	/* bytes, with the newline */
#define PX_NO_LIMIT		(-1)		/* wait as long as it takes */

struct px_json_channel {
	int in, out;		/* not owned; the same for a socket */
	char *buffer;		/* what was received and not returned; owned */
	size_t used, room, searched;
};

/* Puts both descriptors into non-blocking mode. 0 or -errno. */
int px_json_channel_init(struct px_json_channel *channel, int in, int out);

void px_json_channel_free(struct px_json_channel *channel);

/*
 * Sends a document, and takes it over. NULL is -ENOMEM. Returns 0; -EINTR after Ctrl-C; -ETIMEDOUT
 * after the limit, in ms; -ECONNRESET if the other end is closed; or another -errno.
 */
int px_json_channel_send(struct px_json_channel *channel, json_t *document, int limit_ms);

/* Receives a document. As above; also -EPROTO for a line that is too long or no JSON object. */
int px_json_channel_receive(struct px_json_channel *channel, json_t **document, int limit_ms);

#endif /* PX_USER_JSON_CHANNEL_H */
