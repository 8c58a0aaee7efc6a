// SPDX-License-Identifier: GPL-2.0-only
#include <string.h>
#include "measure/kind.h"
#include "lock_kinds.h"
#include "util/error.h"

static bool any_has_kind(const struct px_run_options *r, uint32_t kind)
{
	for (unsigned int i = 0; i < r->nr_workloads; i++)
		if (px_workload_has_kind(r->workloads[i], kind))
			return true;
	return false;
}

int px_lock_kinds_check(const struct px_run_options *r)
{
	const struct px_list *list = &r->sweep.lists[PX_DIM_KIND];
	char which[160] = "";

	for (unsigned int i = 0; !r->sweep.all_kinds && i < list->count; i++) {
		if (any_has_kind(r, (uint32_t)list->values[i]))
			continue;
		for (uint32_t kind = 0; kind < PX_KINDS; kind++)
			if (any_has_kind(r, kind))
				snprintf(which + strlen(which), sizeof(which) - strlen(which),
					 "%s%s", *which ? ", " : "", px_kind_names[kind]);
		return px_usage_error("--kind '%s': %s no such lock; expected %s (parallax list)",
				      px_kind_names[list->values[i]],
				      r->nr_workloads == 1 ? "this workload has" :
				      "these workloads have", which);
	}
	return PX_EXIT_FINE;
}

/* With --kind all, no workload lacks anything that was asked for. */
void px_lock_kinds_print_left_out(FILE *out, const struct px_run_options *r)
{
	const struct px_list *kinds = &r->sweep.lists[PX_DIM_KIND];

	for (unsigned int k = 0; !r->sweep.all_kinds && k < kinds->count; k++) {
		const char *separator = NULL;

		for (unsigned int w = 0; w < r->nr_workloads; w++) {
			if (px_workload_has_kind(r->workloads[w], (u32)kinds->values[k]))
				continue;
			if (!separator)
				fprintf(out, "%sleft out, no lock of the kind %s: ",
					ftell(out) ? "; " : "", px_kind_names[kinds->values[k]]);
			fprintf(out, "%s%s", separator ? separator : "", r->workloads[w]->name);
			separator = ", ";
		}
	}
}
