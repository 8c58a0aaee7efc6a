// SPDX-License-Identifier: GPL-2.0-only
/* parallax page: kept results as one file of HTML. */
#include <stdio.h>
#include <string.h>
#include "command.h"
#include "html/page.h"
#include "labs/lab_session.h"
#include "output/json_file.h"
#include "util/args.h"
#include "util/atomic_file.h"
#include "util/error.h"

struct options {
	const char *output, *claims, *tree;
	const char *paths[PX_MAX_FILES];
	unsigned int nr;
};

enum { OUTPUT = PX_OPTION, CLAIMS, TREE };

static const struct argp_option options[] = {
	{ "output", OUTPUT, "FILE", 0, "the page; this option is required", 0 },
	{ "claims", CLAIMS, "FILE", 0,
	  "output of \"parallax claims --json\": verdicts and timelines", 0 },
	{ "tree", TREE, "FOLDER", 0, "the project, whose source files are shown (.)", 0 },
	{ 0 }
};

static int set(const char **option, const char *name, const char *value)
{
	*option = value;
	return *value ? 0 : px_usage_error("--%s '': expected a name", name);
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct options *o = state->input;

	switch (key) {
	case OUTPUT:
		return set(&o->output, "output", arg);
	case CLAIMS:
		return set(&o->claims, "claims", arg);
	case TREE:
		return set(&o->tree, "tree", arg);
	case ARGP_KEY_ARG:
		if (o->nr == PX_MAX_FILES)
			return px_usage_error("expected at most %u files", PX_MAX_FILES);
		o->paths[o->nr++] = arg;
		return 0;
	case ARGP_KEY_END:
		if (!o->nr || !o->output)
			return px_usage_error("expected --output FILE and at least one file of "
					      "results");
		return 0;
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.args_doc = "RESULTS.json...",
	.doc = "Write results as one HTML file that needs no network and no script. The page has a "
	       "summary, and a section for each concept of the notes. A section shows source files "
	       "of the twins, verdicts of the labs, and charts of the cost. The last section is on "
	       "bugs, if \"make bugs\" has been run. Give one file of results for each kernel. All "
	       "are compared with the first. But if the first is native and the last emulated, "
	       "the last is in sections of its own. gnuplot must be installed.\v"
	       "Exit status: 0 success; 1 a file cannot be read or written; 2 usage error.",
};

static int read_claims(const char *path, json_t **claims)
{
	char why[256];

	if (!path || !px_json_file_load(claims, path, why, sizeof(why)))
		return PX_EXIT_FINE;
	return px_fail("%s: %s", path, why);
}

static int write_page(const char *path, const struct px_page *page)
{
	struct px_atomic_file out;
	char why[256] = "";
	int err = px_atomic_file_open(&out, path);

	if (!err)
		err = px_atomic_file_close(&out, px_page_write(out.file, page, why, sizeof(why)));
	return err ? px_fail("%s: %s", path, *why ? why : strerror(-err)) : PX_EXIT_FINE;
}

static int make(const struct options *o)
{
	static struct px_result_file files[PX_MAX_FILES];
	struct px_page page = { .files = files, .nr = o->nr, .tree = o->tree };
	int status = read_claims(o->claims, &page.claims);
	struct px_build_results build_results = { 0 };
	struct px_bug_matrix matrix = { 0 };
	char why[256];

	if (!status)
		status = px_lab_session_read_build(&build_results);
	if (!status && px_bug_matrix_init(&matrix, &build_results))
		status = px_fail("not enough memory");
	page.bugs = &matrix;

	for (unsigned int i = 0; i < o->nr && !status; i++)
		if (px_result_file_read(&files[i], o->paths[i], why, sizeof(why)))
			status = px_fail("%s: %s", o->paths[i], why);
	if (o->nr > 1 && !files[0].environment.emulated && files[o->nr - 1].environment.emulated)
		page.emulated = &files[--page.nr];
	if (!status)
		status = write_page(o->output, &page);
	for (unsigned int i = 0; i < o->nr; i++)
		px_result_file_free(&files[i]);
	px_bug_matrix_free(&matrix);
	px_build_results_free(&build_results);
	json_decref(page.claims);
	return status;
}

static int run(int argc, char **argv)
{
	struct options o = { .tree = "." };
	int status = px_args_parse(&argp, argc, argv, &o);

	return status ? status : make(&o);
}

const struct px_command px_command_page = {
	.name = "page",
	.summary = "write kept results as one HTML page with charts",
	.run = run,
};
