/* SPDX-License-Identifier: GPL-2.0-only */
/* json_environment: the environment of a run, as a part of a JSON document. */
#ifndef PX_JSON_ENVIRONMENT_H
#define PX_JSON_ENVIRONMENT_H

#include <jansson.h>
#include "measure/environment.h"

/* A new object, or NULL without memory. */
json_t *px_encode_environment(const struct px_environment *environment);

#endif /* PX_JSON_ENVIRONMENT_H */
