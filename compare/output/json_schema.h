/* SPDX-License-Identifier: GPL-2.0-only */
/* The fields of a document of results, for writing and for reading. RESULTS.md describes each. */
#ifndef PX_JSON_SCHEMA_H
#define PX_JSON_SCHEMA_H

#include "json_fields.h"

#define PX_JSON_SCHEMA		"parallax-results/2"
#define PX_JSON_SCHEMA_1	"parallax-results/1"	/* still read */

#define PX_MAX_ROUNDS		1000u
#define PX_MAX_CASES		(1u << 16)
#define PX_MAX_RUNS		(1u << 20)
#define PX_MAX_JSON_INTEGER	((1ll << 53) - 1)	/* exact as a double */

extern const struct px_json_field px_environment_fields[];	/* of struct px_environment */
extern const struct px_json_field px_module_fields[];		/* of the same */
extern const struct px_json_field px_plan_fields[];		/* of struct px_plan */
extern const struct px_json_field px_progress_fields[];		/* of struct px_results */
extern const struct px_json_field px_side_fields[];		/* of struct px_side */
extern const struct px_json_field px_absent_fields[];		/* of px_results.absent[] */
extern const struct px_json_field px_case_fields[];		/* of struct px_bench_case */
extern const struct px_json_field px_lock_fields[];		/* of struct px_kind_use */
extern const struct px_json_field px_input_fields[];		/* of struct px_input_file */
extern const struct px_json_field px_round_fields[];		/* of struct px_round */
extern const struct px_json_field px_worker_fields[];		/* of struct px_worker_result */
extern const struct px_json_field px_finding_fields[];		/* of struct px_finding */
extern const struct px_json_field px_latency_fields[];		/* of struct px_histogram */

/* The name that a key of the schema has in version 1. */
const char *px_json_key_1(const char *key);

#endif /* PX_JSON_SCHEMA_H */
