/* SPDX-License-Identifier: GPL-2.0-only */
/* Writes results as a JSON document, described in RESULTS.md. */
#ifndef PX_JSON_RESULTS_H
#define PX_JSON_RESULTS_H

#include <jansson.h>
#include <stdio.h>
#include "measure/results.h"
#include "stats/stats.h"
#include "measure/environment.h"

/* 0, -ENOMEM, or -errno when out could not be written. */
int px_json_write(FILE *out, const struct px_results *results,
		  const struct px_environment *environment);

/* The members "plan" and "cases", for a document of several results. NULL: no memory. */
json_t *px_encode_results(const struct px_results *results);

json_t *px_encode_ratio(const struct px_ratio *ratio);

#endif /* PX_JSON_RESULTS_H */
