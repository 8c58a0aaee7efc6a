// SPDX-License-Identifier: GPL-2.0-only
#include "measure/debug_options.h"
#include "json_encode.h"
#include "json_environment.h"
#include "json_schema.h"

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
