// SPDX-License-Identifier: GPL-2.0-only
/* parallax list: the workloads and the sides. */
#include <stdio.h>
#include "command.h"
#include "harness/workload.h"
#include "measure/kind.h"
#include "measure/side.h"
#include "util/args.h"

static const struct argp argp = {
	.doc = "List each workload with what it does and the kinds of its lock, and each side with "
	       "whether it can run here, or why not.",
};

static void print_workload(const struct px_workload *w)
{
	const char *separator = "kinds: ";

	printf("  %-18s %s\n", w->name, w->summary);
	if (!w->kinds)
		return;
	printf("%21s", "");
	for (u32 kind = 0; kind < PX_KINDS; kind++) {
		if (!px_workload_has_kind(w, kind))
			continue;
		printf("%s%s", separator, px_kind_names[kind]);
		separator = ", ";
	}
	putchar('\n');
}

static int run(int argc, char **argv)
{
	int status = px_args_parse(&argp, argc, argv, NULL);
	char why[256];

	if (status)
		return status;
	puts("Workloads:");
	for (u32 i = 0; i < px_workload_count; i++)
		print_workload(px_workloads[i]);
	puts("Sides:");
	for (const struct px_side *const *side = px_sides; *side; side++) {
		int err = (*side)->probe(why, sizeof(why));

		printf("  %-18s %s\n", px_side_kind(*side), err ? why : "available");
	}
	return 0;
}

const struct px_command px_command_list = {
	.name = "list",
	.summary = "list the workloads and the sides",
	.run = run,
};
