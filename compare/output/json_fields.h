/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * One table of fields for each C struct of the JSON documents (json_schema.h). The same table
 * writes a struct as a JSON object and reads the object back, within the field's limits.
 */
#ifndef PX_JSON_FIELDS_H
#define PX_JSON_FIELDS_H

#include <jansson.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum px_json_kind {
	PX_JSON_FLAG,		/* bool; true or false */
	PX_JSON_INTEGER,	/* 4 or 8 bytes; min to max */
	PX_JSON_WORD,		/* uint32_t; one of the words */
	PX_JSON_DIGITS,		/* uint64_t; a string of decimal digits */
	PX_JSON_TEXT,		/* char[size] */
	PX_JSON_STRING,		/* const char *; the document keeps the text */
	PX_JSON_OBJECT,		/* a struct with a table of its own; offset 0: the same struct */
};

struct px_json_field {
	const char *key;		/* NULL ends a table */
	enum px_json_kind kind;
	bool optional;			/* it may be missing */
	size_t offset, size;		/* in the struct */
	int64_t min, max;		/* of a text: its length; min 0: null is the empty text */
	const char *const *words;	/* max + 1 of them */
	const struct px_json_field *fields;	/* of an object */
};

/* The first error ends the reading: the functions below then do nothing. */
struct px_json_reader {
	const json_t *root;
	const char *(*old_key)(const char *key);	/* for an older schema; NULL: none */
	char *reason;			/* of the first error, in one line */
	size_t size;
	int err;
};

/* Takes over the object and adds the fields of a struct: the object, or NULL without memory. */
json_t *px_json_fields_encode(json_t *object, const struct px_json_field *fields,
			      const void *from);

/* An array of objects, one for each of nr structs of that size. */
json_t *px_json_array_encode(const struct px_json_field *fields, const void *from, size_t nr,
			     size_t size);

/* Fills the struct from an object. */
void px_json_fields_decode(struct px_json_reader *r, const json_t *object,
			   const struct px_json_field *fields, void *to);

/* Fills at most max structs from an array: their number. to NULL: allocates them for the caller. */
uint32_t px_json_array_decode(struct px_json_reader *r, const json_t *array,
			      const struct px_json_field *fields, void **to, size_t size);

/* Records an error of object[key], with its path; key NULL: of the object itself. */
void px_json_refuse(struct px_json_reader *r, const json_t *object, const char *key, int err,
		    const char *format, ...) __attribute__((format(printf, 5, 6)));

/* NULL: missing. */
const json_t *px_json_member(const struct px_json_reader *r, const json_t *object,
			     const char *key);

/* A member that must be an object; or an array of min to max items. */
const json_t *px_json_object(struct px_json_reader *r, const json_t *object, const char *key);
const json_t *px_json_array(struct px_json_reader *r, const json_t *object, const char *key,
			    size_t min, size_t max);

#endif /* PX_JSON_FIELDS_H */
