// SPDX-License-Identifier: GPL-2.0-only
/* parallax show: results that were kept, as they were when they were new. */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include "command.h"
#include "output/json_decode.h"
#include "output/plot.h"
#include "report.h"

static int show(const char *path)
{
	struct px_result_file loaded;
	char why[256];
	int status;

	if (px_result_file_read(&loaded, path, why, sizeof(why)))
		status = px_fail("%s: %s", path, why);
	else
		status = px_report(stdout, &loaded.results, &loaded.environment, false);
	if (!status && px_plot_print(stdout, &loaded.results))
		status = px_fail("not enough memory");
	px_result_file_free(&loaded);
	return status;
}

static int run(int argc, char **argv)
{
	int status = PX_EXIT_FINE;

	if (argc < 2)
		return px_usage_error("show what? expected a file that parallax run --json wrote");
	for (int i = 1; i < argc && !status; i++) {
		if (argv[i][0] == '-' && argv[i][1])
			return px_usage_error("'%s' is not an option of show (try --help)", argv[i]);
		status = show(argv[i]);
	}
	return status;
}

const struct px_command px_command_show = {
	.name = "show",
	.summary = "shows kept results again: table, judgement, usage, latencies, plots",
	.run = run,
	.help =
"usage: parallax show RESULTS.json…\n"
"\n"
"Prints what parallax run --json FILE has kept as run itself printed it: the table, the\n"
"judgement in words, what was used of the machine, the latencies. And as plots of plain text, the cost against the\n"
"number of threads where there are at least two, and how the latencies are spread.\n"
"\n"
"Exit status: 0 fine; 1 a file could not be read, or is none of ours; 2 usage.\n",
};
