// SPDX-License-Identifier: GPL-2.0-only
/* parallax list: the workloads and the sides. */
#include <stdio.h>
#include "command.h"
#include "harness/workload.h"
#include "measure/side.h"
#include "util/args.h"

static const struct argp argp = {
	.doc = "List each workload with what it does, and each side with whether it can run here, "
	       "or why not.",
};

static int run(int argc, char **argv)
{
	int status = px_args_parse(&argp, argc, argv, NULL);
	char why[256];

	if (status)
		return status;
	puts("Workloads:");
	for (u32 i = 0; i < px_workload_count; i++)
		printf("  %-18s %s\n", px_workloads[i]->name, px_workloads[i]->summary);
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
