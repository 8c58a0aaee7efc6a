// SPDX-License-Identifier: GPL-2.0-only
#include <string.h>
#include "lab_results.h"

const char *px_world_name(enum px_world world)
{
	static const char *const names[PX_WORLDS] = {
		[PX_RUST] = "rust", [PX_KERNEL] = "kernel", [PX_USER] = "user",
	};

	return names[world];
}

bool px_lab_results_value(const struct px_lab_results *results, enum px_world world,
			  const char *what, int64_t *value)
{
	const struct px_lab_result *observed = &results->observed[world];

	for (u32 i = 0; i < observed->nr_observations; i++) {
		if (strcmp(observed->observations[i].what, what))
			continue;
		*value = observed->observations[i].value;
		return true;
	}
	return false;
}
