/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Pieces of the JSON document. Each yields a new object, or NULL without
 * memory; a NULL handed to json_pack() or px_encode_append() makes the whole
 * NULL, so that only the document itself need be checked.
 */
#ifndef PX_JSON_ENCODE_H
#define PX_JSON_ENCODE_H

#include <jansson.h>
#include <stdint.h>
#include <stdio.h>
#include "measure/record.h"
#include "measure/environment.h"

/* JSON has no infinity and no NAN: null. */
json_t *px_encode_number(double value);

/* The empty text is null. */
json_t *px_encode_text(const char *value);

/* Below 2^53, so that every reader keeps it. */
json_t *px_encode_count(uint64_t value);

/* All 64 bits, as a string of decimal digits. */
json_t *px_encode_decimal(uint64_t value);

/* Takes over the item. */
void px_encode_append(json_t **array, json_t *item);
void px_encode_set(json_t **object, const char *key, json_t *item);

json_t *px_encode_stamp(const struct px_environment *stamp);
json_t *px_encode_spec(const struct px_run_spec *spec);
json_t *px_encode_workers(const struct px_record *rec);
json_t *px_encode_latency(const struct px_histogram *latency);	/* NULL: not timed */
json_t *px_encode_counters(const struct px_record *rec);
json_t *px_encode_findings(const struct px_record *rec);

/* The document itself, which it takes over: 0, -ENOMEM, or -errno when out could not be written. */
int px_encode_write(FILE *out, json_t *document);

#endif /* PX_JSON_ENCODE_H */
