// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <inttypes.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "json_encode.h"
#include "json_fields.h"
#include "sanitize.h"

static uint64_t load(const void *at, size_t size)
{
	return size == sizeof(uint64_t) ? *(const uint64_t *)at :
	       size == sizeof(uint32_t) ? *(const uint32_t *)at : *(const bool *)at;
}

static json_t *encode_digits(uint64_t value)
{
	char text[24];

	snprintf(text, sizeof(text), "%" PRIu64, value);
	return json_string(text);
}

static json_t *encode_field(const struct px_json_field *f, const void *at)
{
	switch (f->kind) {
	case PX_JSON_FLAG:
		return json_boolean(*(const bool *)at);
	case PX_JSON_INTEGER:
		return json_integer(f->min < 0 ? *(const int32_t *)at :
				    (json_int_t)load(at, f->size));
	case PX_JSON_WORD:
		return load(at, f->size) <= (uint64_t)f->max ?
		       json_string(f->words[load(at, f->size)]) : json_null();
	case PX_JSON_DIGITS:
		return encode_digits(load(at, f->size));
	case PX_JSON_TEXT:
		return px_encode_text(at);
	case PX_JSON_STRING:
		return px_encode_text(*(const char *const *)at);
	case PX_JSON_OBJECT:
		return px_json_fields_encode(json_object(), f->fields, at);
	}
	return NULL;
}

json_t *px_json_fields_encode(json_t *object, const struct px_json_field *fields, const void *from)
{
	for (const struct px_json_field *f = fields; f->key; f++)
		px_encode_set(&object, f->key, encode_field(f, (const char *)from + f->offset));
	return object;
}

json_t *px_json_array_encode(const struct px_json_field *fields, const void *from, size_t nr,
			     size_t size)
{
	json_t *array = json_array();

	for (size_t i = 0; i < nr; i++)
		px_encode_append(&array, px_json_fields_encode(json_object(), fields,
							       (const char *)from + i * size));
	return array;
}

static bool store(void *at, size_t size, uint64_t value)
{
	if (size == sizeof(uint64_t))
		*(uint64_t *)at = value;
	else
		*(uint32_t *)at = (uint32_t)value;
	return true;
}

static bool decode_word(const struct px_json_field *f, const char *text, void *at)
{
	for (int64_t i = 0; i <= f->max; i++)
		if (!strcmp(f->words[i], text))
			return store(at, f->size, (uint64_t)i);
	return false;
}

static bool decode_text(const struct px_json_field *f, const char *text, void *at)
{
	if (f->min && (strlen(text) < (size_t)f->min || strlen(text) > (size_t)f->max))
		return false;
	if (f->kind == PX_JSON_TEXT)
		px_sanitize_copy(at, f->size, text);
	else
		*(const char **)at = text;
	return true;
}

static bool decode_field(struct px_json_reader *r, const struct px_json_field *f,
			 const json_t *value, void *at)
{
	const char *text = json_is_string(value) ? json_string_value(value) : "";
	json_int_t n = json_integer_value(value);

	switch (f->kind) {
	case PX_JSON_FLAG:
		*(bool *)at = json_is_true(value);
		return json_is_boolean(value);
	case PX_JSON_INTEGER:
		return json_is_integer(value) && n >= f->min && n <= f->max &&
		       store(at, f->size, (uint64_t)n);
	case PX_JSON_WORD:
		return decode_word(f, text, at);
	case PX_JSON_DIGITS:
		errno = 0;
		*(uint64_t *)at = strtoull(text, NULL, 10);
		return *text && !errno && strspn(text, "0123456789") == strlen(text);
	case PX_JSON_TEXT:
	case PX_JSON_STRING:
		return decode_text(f, text, at);
	case PX_JSON_OBJECT:
		if (json_is_object(value))
			px_json_fields_decode(r, value, f->fields, at);
		return json_is_object(value);
	}
	return false;
}

static void refuse_field(struct px_json_reader *r, const json_t *object,
			 const struct px_json_field *f)
{
	static const char *const expected[] = {
		[PX_JSON_FLAG] = "true or false",
		[PX_JSON_INTEGER] = "an integer",
		[PX_JSON_WORD] = "one of",
		[PX_JSON_DIGITS] = "the digits of a 64-bit number",
		[PX_JSON_TEXT] = "a text, bytes",
		[PX_JSON_STRING] = "a text, bytes",
		[PX_JSON_OBJECT] = "an object",
	};
	char limits[64] = "";

	if (!f->words && f->max)
		snprintf(limits, sizeof(limits), ": %" PRId64 " to %" PRId64, f->min, f->max);
	for (int64_t i = 0; f->words && i <= f->max; i++)
		snprintf(limits + strlen(limits), sizeof(limits) - strlen(limits), "%s%s",
			 i ? ", " : ": ", f->words[i]);
	px_json_refuse(r, object, f->key, -EINVAL, "expected %s%s", expected[f->kind], limits);
}

void px_json_fields_decode(struct px_json_reader *r, const json_t *object,
			   const struct px_json_field *fields, void *to)
{
	for (const struct px_json_field *f = fields; f->key && !r->err; f++) {
		const json_t *value = px_json_member(r, object, f->key);

		if (f->optional && !value)
			continue;
		if (!decode_field(r, f, value, (char *)to + f->offset))
			refuse_field(r, object, f);
	}
}

uint32_t px_json_array_decode(struct px_json_reader *r, const json_t *array,
			      const struct px_json_field *fields, void **to, size_t size)
{
	const json_t *item;
	size_t i;

	if (r->err)
		return 0;
	if (!*to)
		*to = calloc(json_array_size(array) + 1, size);
	if (!*to)
		px_json_refuse(r, array, NULL, -ENOMEM, "not enough memory");
	json_array_foreach(array, i, item)
		px_json_fields_decode(r, item, fields, (char *)*to + i * size);
	return r->err ? 0 : (uint32_t)json_array_size(array);
}

/* Writes the path of a value below root. False: it is not there. */
static bool find_path(const json_t *root, const json_t *value, char *path, size_t size)
{
	size_t i, length = strlen(path);
	const char *key;
	json_t *item;

	if (root == value)
		return true;
	json_object_foreach((json_t *)root, key, item) {
		snprintf(path + length, size - length, "%s%s", length ? "." : "", key);
		if (find_path(item, value, path, size))
			return true;
	}
	json_array_foreach(root, i, item) {
		snprintf(path + length, size - length, "[%zu]", i);
		if (find_path(item, value, path, size))
			return true;
	}
	path[length] = '\0';
	return false;
}

void px_json_refuse(struct px_json_reader *r, const json_t *object, const char *key, int err,
		    const char *format, ...)
{
	char path[160] = "", text[256];
	va_list args;

	if (r->err)
		return;
	r->err = err;
	find_path(r->root, object, path, sizeof(path));
	va_start(args, format);
	vsnprintf(text, sizeof(text), format, args);
	va_end(args);
	key = key && r->old_key ? r->old_key(key) : key;
	snprintf(r->reason, r->size, "%s%s%s%s%s", path, *path && key ? "." : "", key ? key : "",
		 *path || key ? ": " : "", text);
	px_sanitize(r->reason);
}

const json_t *px_json_member(const struct px_json_reader *r, const json_t *object, const char *key)
{
	return json_object_get(object, r->old_key ? r->old_key(key) : key);
}

const json_t *px_json_object(struct px_json_reader *r, const json_t *object, const char *key)
{
	const json_t *value = px_json_member(r, object, key);

	if (!json_is_object(value))
		px_json_refuse(r, object, key, -EINVAL, "expected an object");
	return value;
}

const json_t *px_json_array(struct px_json_reader *r, const json_t *object, const char *key,
			    size_t min, size_t max)
{
	const json_t *value = px_json_member(r, object, key);

	if (!json_is_array(value))
		px_json_refuse(r, object, key, -EINVAL, "expected an array");
	else if (json_array_size(value) < min || json_array_size(value) > max)
		px_json_refuse(r, object, key, -EINVAL, "expected %zu to %zu items", min, max);
	return value;
}
