// SPDX-License-Identifier: GPL-2.0-only
/* Is stdin one JSON document of ours, and nothing else? Exit status 0 if so. */
#include <jansson.h>
#include <string.h>

int main(void)
{
	json_error_t error;
	json_t *root = json_loadf(stdin, JSON_REJECT_DUPLICATES, &error);
	const char *schema = json_string_value(json_object_get(root, "schema"));

	if (!root)
		fprintf(stderr, "line %d: %s\n", error.line, error.text);
	else if (!schema || strcmp(schema, "parallax-results/1"))
		fprintf(stderr, "schema: %s\n", schema ? schema : "none");
	return !(schema && !strcmp(schema, "parallax-results/1"));
}
