// SPDX-License-Identifier: GPL-2.0-only
/* parallax list: the workloads and the sides. */
#include <stdio.h>
#include "command.h"
#include "harness/workload.h"
#include "measure/kind.h"
#include "measure/side.h"
#include "measure/text.h"
#include "util/args.h"

static const struct argp argp = {
	.doc = "List each workload with what it does and the kinds of its lock, and each side with "
	       "whether it can run here, or why not.",
};

static void print_item(const char *name, const char *text)
{
	char heading[32];

	snprintf(heading, sizeof(heading), "  %-18s ", name);
	px_text_sentence(stdout, heading, "%s", text);
}

static void print_workload(const struct px_workload *w)
{
	char kinds[256] = "";
	size_t used = 0;

	print_item(w->name, w->summary);
	for (u32 kind = 0; w->kinds && kind < PX_KINDS; kind++)
		if (px_workload_has_kind(w, kind) && used < sizeof(kinds))
			used += (size_t)snprintf(kinds + used, sizeof(kinds) - used, "%s%s",
						 used ? ", " : "kinds: ", px_kind_names[kind]);
	if (used)
		print_item("", kinds);
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

		print_item(px_side_kind(*side), err ? why : "available");
	}
	return 0;
}

const struct px_command px_command_list = {
	.name = "list",
	.summary = "list the workloads and the sides",
	.run = run,
};
