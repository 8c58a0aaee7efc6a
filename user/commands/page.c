// SPDX-License-Identifier: GPL-2.0-only
/* parallax page: kept results as one file of HTML. */
#include <stdio.h>
#include <string.h>
#include "command.h"
#include "output/json_file.h"
#include "labs/lab_session.h"
#include "util/atomic_file.h"
#include "html/page.h"

struct request {
	const char *output, *notes, *tree;
	const char *paths[PX_MAX_FILES];
	unsigned int nr;
};

static int parse(struct request *r, int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		const char **value = !strcmp(argv[i], "--output") ? &r->output :
				     !strcmp(argv[i], "--notes") ? &r->notes :
				     !strcmp(argv[i], "--tree") ? &r->tree : NULL;

		if (value && (++i == argc || !*argv[i]))
			return px_usage_error("%s lacks its value (try --help)", argv[i - 1]);
		if (value)
			*value = argv[i];
		else if (argv[i][0] == '-')
			return px_usage_error("'%s' is not an option of page (try --help)", argv[i]);
		else if (r->nr == PX_MAX_FILES)
			return px_usage_error("more than %u files", PX_MAX_FILES);
		else
			r->paths[r->nr++] = argv[i];
	}
	if (!r->nr || !r->output)
		return px_usage_error("expected --output FILE and results (try --help)");
	return PX_EXIT_FINE;
}

static int read_notes(const char *path, json_t **notes)
{
	char why[256];

	if (!path || !px_json_file_load(notes, path, why, sizeof(why)))
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

static int make(const struct request *r)
{
	static struct px_result_file loaded[PX_MAX_FILES];
	struct px_page page = { .files = loaded, .nr = r->nr, .tree = r->tree };
	int status = read_notes(r->notes, &page.claims);
	struct px_build_results evidence = { 0 };
	struct px_bug_matrix bugs = { 0 };
	char why[256];

	if (!status)
		status = px_lab_session_evidence(&evidence);
	if (!status && px_bug_matrix_init(&bugs, &evidence))
		status = px_fail("not enough memory");
	page.bugs = &bugs;

	for (unsigned int i = 0; i < r->nr && !status; i++)
		if (px_result_file_read(&loaded[i], r->paths[i], why, sizeof(why)))
			status = px_fail("%s: %s", r->paths[i], why);
	if (!status)
		status = write_page(r->output, &page);
	for (unsigned int i = 0; i < r->nr; i++)
		px_result_file_free(&loaded[i]);
	px_bug_matrix_free(&bugs);
	px_build_results_free(&evidence);
	json_decref(page.claims);
	return status;
}

static int run(int argc, char **argv)
{
	struct request request = { .tree = "." };
	int status = parse(&request, argc, argv);

	return status ? status : make(&request);
}

const struct px_command px_command_page = {
	.name = "page",
	.summary = "kept results as one page of HTML, with pictures (make report)",
	.run = run,
	.help =
"usage: parallax page --output FILE.html [--notes NOTES.json] [--tree FOLDER] RESULTS.json…\n"
"\n"
"Writes one file that needs neither a network nor a script: the answer, then a section for\n"
"each concept of the notes, with the sources of its twins, the labs' verdicts, and pictures\n"
"of what it costs; and which detector reports which bug, if \"make bugs\" was run. Of several\n"
"results, one for each kernel, the others are compared with the first. gnuplot is needed.\n"
"\n"
"  --notes FILE    what parallax claims --json said: verdicts and time lines\n"
"  --tree FOLDER   the project, whose sources are shown (.)\n"
"\n"
"Exit status: 0 fine; 1 something could not be read or written; 2 usage.\n",
};
