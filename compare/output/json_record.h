/* SPDX-License-Identifier: GPL-2.0-only */
/* json_record: one run, as a part of a JSON document. */
#ifndef PX_JSON_RECORD_H
#define PX_JSON_RECORD_H

#include <jansson.h>
#include "measure/results.h"
#include "json_fields.h"

/* Takes over the object and adds the run to it: the object, or NULL without memory. */
json_t *px_encode_round(json_t *object, const struct px_round *round);

/* Fills the run, which must be empty. The caller must free round->record in each case. */
void px_decode_round(struct px_json_reader *r, const json_t *from, struct px_round *round);

#endif /* PX_JSON_RECORD_H */
