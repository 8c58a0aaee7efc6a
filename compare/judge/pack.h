/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * Pieces of the JSON document. Each yields a new object, or NULL without
 * memory; a NULL handed to json_pack() or px_pack_append() makes the whole
 * NULL, so that only the document itself need be checked.
 */
#ifndef PX_PACK_H
#define PX_PACK_H

#include <jansson.h>
#include <stdint.h>
#include <stdio.h>
#include "record.h"
#include "stamp.h"

/* JSON has no infinity and no NAN: null. */
json_t *px_pack_number(double value);

/* The empty text is null. */
json_t *px_pack_text(const char *value);

/* Below 2^53, so that every reader keeps it. */
json_t *px_pack_count(uint64_t value);

/* All 64 bits, as a string of decimal digits. */
json_t *px_pack_decimal(uint64_t value);

/* Takes over the item. */
void px_pack_append(json_t **array, json_t *item);
void px_pack_set(json_t **object, const char *key, json_t *item);

json_t *px_pack_stamp(const struct px_stamp *stamp);
json_t *px_pack_spec(const struct px_spec *spec);
json_t *px_pack_workers(const struct px_record *rec);
json_t *px_pack_latency(const struct px_histogram *latency);	/* NULL: not timed */
json_t *px_pack_counters(const struct px_record *rec);
json_t *px_pack_findings(const struct px_record *rec);

/* The document itself, which it takes over: 0, -ENOMEM, or -errno when out could not be written. */
int px_pack_write(FILE *out, json_t *document);

#endif /* PX_PACK_H */
