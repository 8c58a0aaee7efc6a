// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "json_file.h"
#include "sanitize.h"

struct source {
	FILE *file;
	size_t left;		/* bytes */
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
	s->left -= s->err ? 0 : got;
	return s->err ? (size_t)-1 : got;
}

/* Sanitizes all strings below a value. */
static void sanitize(json_t *value)
{
	const char *key;
	json_t *item;
	char *text;
	size_t i;

	if (json_is_string(value)) {
		text = strdup(json_string_value(value));
		if (text)
			px_sanitize(text);
		json_string_set(value, text ? text : "?");
		free(text);
	}
	json_array_foreach(value, i, item)
		sanitize(item);
	json_object_foreach(value, key, item)
		sanitize(item);
}

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
	if (s.file)
		fclose(s.file);
	if (*document) {
		sanitize(*document);
		return 0;
	}
	if (s.err == -EFBIG)
		snprintf(why, size, "expected at most %u MiB", PX_MAX_DOCUMENT >> 20);
	else if (s.err)
		snprintf(why, size, "%s", strerror(-s.err));
	else
		snprintf(why, size, "line %d: %.80s", error.line, error.text);
	px_sanitize(why);
	if (s.err)
		return s.err;
	return json_error_code(&error) == json_error_out_of_memory ? -ENOMEM : -EINVAL;
}
