// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "measure/text.h"
#include "json_file.h"
#include "sanitize.h"

struct source {
	FILE *file;
	size_t left;		/* bytes */
	const char *mark;	/* see px_byte_order_mark() */
	int err;
};

/* Reads for jansson. 0 at the end of the file. */
static size_t read_some(void *buffer, size_t room, void *data)
{
	struct source *s = data;
	size_t got = fread(buffer, 1, room, s->file);

	if (ferror(s->file))
		s->err = errno ? -errno : -EIO;
	else if (got > s->left)
		s->err = -EFBIG;
	if (s->left == PX_MAX_DOCUMENT)
		s->mark = px_byte_order_mark(buffer, got);
	s->left -= s->err ? 0 : got;
	return s->err ? (size_t)-1 : got;
}

/* Sanitizes all strings below a value. False: not enough memory. */
static bool sanitize(json_t *value)
{
	const char *key;
	json_t *item;
	char *text;
	bool done = true;
	size_t i;

	if (json_is_string(value)) {
		text = strdup(json_string_value(value));
		if (text)
			px_sanitize(text);
		done = text && !json_string_set(value, text);
		free(text);
	}
	json_array_foreach(value, i, item)
		done = done && sanitize(item);
	json_object_foreach(value, key, item)
		done = done && sanitize(item);
	return done;
}

static void explain(const struct source *s, const json_error_t *error, char *why, size_t size)
{
	if (s->err == -EFBIG)
		snprintf(why, size, "expected at most %u MiB", PX_MAX_DOCUMENT >> 20);
	else if (s->err == -ENOMEM)
		snprintf(why, size, "not enough memory");
	else if (s->err)
		snprintf(why, size, "%s", strerror(-s->err));
	else if (s->mark)
		snprintf(why, size, "line 1: found %s; expected UTF-8 without it", s->mark);
	else
		snprintf(why, size, "line %d: %.80s", error->line, error->text);
	px_sanitize(why);
}

/* The parser reports some failed allocations as bad syntax. malloc() sets errno. */
int px_json_file_load(json_t **document, const char *path, char *why, size_t size)
{
	struct source s = { .file = fopen(path, "re"), .left = PX_MAX_DOCUMENT };
	json_error_t error = { .text = "" };

	*document = NULL;
	errno = s.file ? 0 : errno;
	if (s.file)
		*document = json_load_callback(read_some, &s, JSON_REJECT_DUPLICATES, &error);
	else
		s.err = -errno;
	if (*document ? !sanitize(*document) : !s.err && errno == ENOMEM)
		s.err = -ENOMEM;
	if (s.file)
		fclose(s.file);
	if (*document && !s.err)
		return 0;
	json_decref(*document);
	*document = NULL;
	explain(&s, &error, why, size);
	return s.err ? s.err : -EINVAL;
}
