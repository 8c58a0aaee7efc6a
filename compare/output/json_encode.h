/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Parts of a JSON document. Each function returns a new value, or NULL without memory. If a
 * part is NULL, the result is NULL, so only px_encode_write() checks for it.
 */
#ifndef PX_JSON_ENCODE_H
#define PX_JSON_ENCODE_H

#include <jansson.h>
#include <stdint.h>
#include <stdio.h>

/* Infinity and NAN become null. */
json_t *px_encode_number(double value);

/* The empty text becomes null. */
json_t *px_encode_text(const char *value);

/* value: below 2^53, so that every reader keeps it exact. */
json_t *px_encode_count(uint64_t value);

/* Both take over the item. */
void px_encode_append(json_t **array, json_t *item);
void px_encode_set(json_t **object, const char *key, json_t *item);

/* Takes over the document. 0, -ENOMEM, or -errno when out could not be written. */
int px_encode_write(FILE *out, json_t *document);

#endif /* PX_JSON_ENCODE_H */
