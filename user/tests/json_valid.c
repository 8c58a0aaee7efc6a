// SPDX-License-Identifier: GPL-2.0-only
/* Exit status 0 if standard input is one JSON document with a known schema. */
#include <jansson.h>
#include <string.h>

static int known(const char *schema)
{
	static const char *const schemas[] = {
		"parallax-results/2", "parallax-labs/2", "parallax-claims/2",
		"parallax-boundary/2", "parallax-guesses/1",
	};

	for (size_t i = 0; schema && i < sizeof(schemas) / sizeof(schemas[0]); i++)
		if (!strcmp(schema, schemas[i]))
			return 1;
	return 0;
}

int main(void)
{
	json_error_t error;
	json_t *root = json_loadf(stdin, JSON_REJECT_DUPLICATES, &error);
	const char *schema = json_string_value(json_object_get(root, "schema"));

	if (!root)
		fprintf(stderr, "line %d: %s\n", error.line, error.text);
	else if (!known(schema))
		fprintf(stderr, "schema: %s\n", schema ? schema : "none");
	return !known(schema);
}
