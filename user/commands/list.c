// SPDX-License-Identifier: GPL-2.0-only
/* parallax list: the workloads and the sides. */
#include <stdio.h>
#include "command.h"
#include "measure/side.h"
#include "harness/workload.h"

static int list(int argc, char **argv)
{
	char why[256];

	if (argc > 1)
		return px_usage_error("list takes no argument, but got '%s'", argv[1]);
	puts("Workloads:");
	for (u32 i = 0; i < px_workload_count; i++)
		printf("  %-18s %s\n", px_workloads[i]->name, px_workloads[i]->summary);
	puts("Sides:");
	for (const struct px_side *const *side = px_sides; *side; side++) {
		int err = (*side)->probe(why, sizeof(why));

		printf("  %-18s %s\n", px_side_kind(*side), err ? why : "there");
	}
	return PX_EXIT_FINE;
}

const struct px_command px_command_list = {
	.name = "list",
	.summary = "the workloads, and the sides that can run them here",
	.run = list,
	.help = "usage: parallax list\n"
		"\n"
		"Names every workload with what it does, and every side with whether it can\n"
		"run here, or why not.\n",
};
