// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <math.h>
#include "json_encode.h"

#define DIGITS	12	/* of a real number */

json_t *px_encode_number(double value)
{
	return isfinite(value) ? json_real(value) : json_null();
}

/* JSON takes UTF-8 only. */
json_t *px_encode_text(const char *value)
{
	json_t *string = value[0] ? json_string(value) : json_null();

	return string ? string : json_string("(not UTF-8)");
}

json_t *px_encode_count(uint64_t value)
{
	return json_integer((json_int_t)value);
}

void px_encode_append(json_t **array, json_t *item)
{
	if (!json_array_append_new(*array, item))
		return;
	json_decref(*array);
	*array = NULL;
}

void px_encode_set(json_t **object, const char *key, json_t *item)
{
	if (!json_object_set_new(*object, key, item))
		return;
	json_decref(*object);
	*object = NULL;
}

int px_encode_write(FILE *out, json_t *document)
{
	size_t flags = JSON_INDENT(1) | JSON_REAL_PRECISION(DIGITS);
	int err = 0;

	if (!document)
		return -ENOMEM;
	errno = 0;
	if (json_dumpf(document, out, flags) || fputc('\n', out) == EOF ||
	    fflush(out) || ferror(out))
		err = errno ? -errno : -EIO;
	json_decref(document);
	return err;
}
