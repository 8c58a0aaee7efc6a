// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <math.h>
#include "measure/debug_options.h"
#include "json_encode.h"
#include "json_schema.h"

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

static json_t *encode_module(const struct px_environment *e)
{
	json_t *module, *debug = json_array();

	for (unsigned int i = 0; px_debug_name(e->debug, i); i++)
		px_encode_append(&debug, px_encode_text(px_debug_name(e->debug, i)));
	module = px_json_fields_encode(json_object(), px_module_fields, e);
	px_encode_set(&module, "debug_options", debug);
	return module;
}

json_t *px_encode_environment(const struct px_environment *e)
{
	json_t *object = json_pack("{s:s}", "parallax", PX_VERSION);

	object = px_json_fields_encode(object, px_environment_fields, e);
	px_encode_set(&object, "steal_share", px_encode_number(px_environment_steal_share(e)));
	px_encode_set(&object, "module", e->has_module ? encode_module(e) : json_null());
	return object;
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
