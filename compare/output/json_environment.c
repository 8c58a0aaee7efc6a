// SPDX-License-Identifier: GPL-2.0-only
#include <errno.h>
#include <string.h>
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

static void read_debug_options(const json_t *names, struct px_environment *e)
{
	const json_t *name;
	size_t i;

	json_array_foreach(names, i, name)
		for (uint32_t bit = 1; bit; bit <<= 1)
			if (px_debug_name(bit, 0) && json_is_string(name) &&
			    !strcmp(px_debug_name(bit, 0), json_string_value(name)))
				e->debug |= bit;
}

void px_decode_environment(struct px_json_reader *r, const json_t *from, struct px_environment *e)
{
	const json_t *module = px_json_member(r, from, "module");
	const json_t *steal = px_json_member(r, from, "steal_share");
	double share = json_number_value(steal);

	px_json_fields_decode(r, from, px_environment_fields, e);
	px_json_fields_decode(r, module, px_module_fields, e);
	e->has_module = json_is_object(module);
	read_debug_options(px_json_member(r, module, "debug_options"), e);
	if (!json_is_number(steal))
		return;
	if (!(share >= 0 && share <= 1)) {
		px_json_refuse(r, from, "steal_share", -EINVAL, "expected 0 to 1, or null");
		return;
	}
	e->cpu_after = 1000000;
	e->steal_after = (uint64_t)(share * 1e6);
}
