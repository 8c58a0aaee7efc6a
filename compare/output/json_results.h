/* SPDX-License-Identifier: GPL-2.0-only */
/*
 * The results for a program: one JSON document, described in RESULTS.md.
 */
#ifndef PX_JSON_RESULTS_H
#define PX_JSON_RESULTS_H

#include <jansson.h>
#include <stdio.h>
#include "measure/results.h"
#include "measure/environment.h"

#define PX_JSON_SCHEMA	"parallax-results/1"

/* 0, -ENOMEM, or -errno when out could not be written. */
int px_json_write(FILE *out, const struct px_results *results,
		  const struct px_environment *stamp);

/* For documents that hold several results: "plan" and "cells" of one, NULL: no memory. */
json_t *px_json_pack(const struct px_results *results);

#endif /* PX_JSON_RESULTS_H */
