// SPDX-License-Identifier: GPL-2.0-only
/* A channel survives what the other end does: nonsense, half a line, silence, a close. */
#include <errno.h>
#include <pthread.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>
#include "tests/tap.h"
#include "util/json_channel.h"

static struct px_json_channel channel;
static int other;

static void begin(void)
{
	int ends[2];

	if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends))
		_exit(1);
	px_json_channel_init(&channel, ends[0], ends[0]);
	other = ends[1];
}

static void end(void)
{
	px_json_channel_free(&channel);
	close(channel.in);
	close(other);
}

static void put(const char *text)
{
	if (write(other, text, strlen(text)) < 0)
		_exit(1);
}

static int receive(void)
{
	json_t *document;
	int err = px_json_channel_receive(&channel, &document, 50);

	json_decref(document);
	return err;
}

static void test_lines(void)
{
	json_t *document;
	char text[32] = "";

	begin();
	tap_ok(!px_json_channel_send(&channel, json_pack("{s:i}", "a", 1), 50) &&
	       read(other, text, sizeof(text) - 1) == 8 && !strcmp(text, "{\"a\":1}\n"),
	       "a document is one line");
	put("{\"a\":1}\n{\"b\":");
	tap_ok(!receive(), "a line is received");
	tap_ok(receive() == -ETIMEDOUT, "half a line is waited for");
	put("2}\n");
	tap_ok(!px_json_channel_receive(&channel, &document, 50) &&
	       json_integer_value(json_object_get(document, "b")) == 2, "and completed");
	json_decref(document);
	end();
}

static void test_nonsense(void)
{
	begin();
	put("nonsense\n[1]\n{}\n{\"a\":1,\"a\":2}\n");
	tap_ok(receive() == -EPROTO, "a line that is not JSON is refused");
	tap_ok(receive() == -EPROTO, "a document that is no object is refused");
	tap_ok(!receive(), "the next line is received");
	tap_ok(receive() == -EPROTO, "a key that is there twice is refused");
	end();
}

static void *write_long_line(void *unused)
{
	static char block[65536];

	memset(block, ' ', sizeof(block));
	while (send(other, block, sizeof(block), MSG_NOSIGNAL) > 0)
		;
	return NULL;
}

static void test_long(void)
{
	json_t *document;
	pthread_t writer;

	begin();
	pthread_create(&writer, NULL, write_long_line, NULL);
	tap_ok(px_json_channel_receive(&channel, &document, 60000) == -EPROTO && !document,
	       "a line without an end is refused");
	shutdown(channel.in, SHUT_RDWR);
	pthread_join(writer, NULL);
	end();
}

static void test_closed(void)
{
	json_t *large = json_pack("{s:o}", "text", json_stringn("", 0));
	static char text[1 << 20];

	begin();
	memset(text, 'x', sizeof(text) - 1);
	json_object_set_new(large, "text", json_string(text));
	tap_ok(px_json_channel_send(&channel, json_incref(large), 50) == -ETIMEDOUT,
	       "a reader that does not read is given up");
	close(other);
	tap_ok(px_json_channel_send(&channel, large, 50) == -ECONNRESET,
	       "sending to a closed end is an error, and no signal");
	tap_ok(receive() == -ECONNRESET, "the end of the other is noticed");
	tap_ok(px_json_channel_send(&channel, NULL, 50) == -ENOMEM, "no document is no memory");
	end();
}

int main(void)
{
	test_lines();
	test_nonsense();
	test_long();
	test_closed();
	return tap_done();
}
