/* SPDX-License-Identifier: GPL-2.0-only */
/* json_environment: the environment of a run, as a part of a JSON document. */
#ifndef PX_JSON_ENVIRONMENT_H
#define PX_JSON_ENVIRONMENT_H

#include <jansson.h>
#include "measure/environment.h"
#include "json_fields.h"

/* A new object, or NULL without memory. */
json_t *px_encode_environment(const struct px_environment *environment);

/* Fills the environment from an object. */
void px_decode_environment(struct px_json_reader *r, const json_t *from,
			   struct px_environment *environment);

#endif /* PX_JSON_ENVIRONMENT_H */
