// SPDX-License-Identifier: GPL-2.0-only
/* All workloads. The build defines PX_WORKLOADS(X): X(name) for each name in sources.mk. */
#include "base/str.h"
#include "workload.h"

#define PX_DECLARE(name)	extern const struct px_workload px_workload_##name;
PX_WORKLOADS(PX_DECLARE)

#define PX_ENTRY(name)		&px_workload_##name,
const struct px_workload *const px_workloads[] = { PX_WORKLOADS(PX_ENTRY) };
const u32 px_workload_count = PX_COUNT_OF(px_workloads);

const struct px_workload *px_workload_find(const char *name)
{
	u32 i;

	for (i = 0; i < px_workload_count; i++)
		if (px_str_equal(px_workloads[i]->name, name))
			return px_workloads[i];
	return NULL;
}
