/* SPDX-License-Identifier: GPL-2.0-only */
/* lab_results: what one lab showed on every side that ran it. */
#ifndef PX_LAB_RESULTS_H
#define PX_LAB_RESULTS_H

#include "harness/lab.h"
#include "measure/lab_result.h"

/* Rust, whose programs ran when parallax was built; and the two sides. */
enum px_world { PX_RUST, PX_KERNEL, PX_USER, PX_WORLDS };

struct px_lab_results {
	const struct px_lab *lab;
	const struct px_lab_doc *doc;
	bool ran[PX_WORLDS];			/* the side was present and ran the lab */
	char absent_reason[PX_WORLDS][256];	/* why the side is absent */
	struct px_lab_result observed[PX_WORLDS];	/* of all phases */
};

/* The name of a world: "rust", "kernel", "user". */
const char *px_world_name(enum px_world world);

/* True if the world observed a value of that name. The value may be PX_UNSEEN. */
bool px_lab_results_value(const struct px_lab_results *results, enum px_world world,
			  const char *what, int64_t *value);

#endif /* PX_LAB_RESULTS_H */
