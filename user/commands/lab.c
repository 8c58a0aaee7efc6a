// SPDX-License-Identifier: GPL-2.0-only
/* parallax lab: one experiment, told as a story. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "output/report_header.h"
#include "command.h"
#include "labs/lab_session.h"
#include "claims/labs_json.h"
#include "labs/predict.h"
#include "claims/lab_docs.h"
#include "claims/lab_report.h"

struct wish {
	bool json, predict;
	unsigned int nr;
	const struct px_lab *labs[64];
};

static const struct px_lab_doc *story_of(const struct px_lab *lab)
{
	for (u32 i = 0; i < px_lab_count; i++)
		if (px_labs[i] == lab)
			return px_lab_docs[i];
	return NULL;
}

static int list(void)
{
	for (u32 i = 0; i < px_lab_count; i++)
		printf("%-27s %-8s %s\n", px_labs[i]->name, px_lab_docs[i]->claims,
		       px_lab_docs[i]->question);
	return PX_EXIT_FINE;
}

static int perform(struct px_lab_session *l, const struct px_lab *lab, const struct wish *wish)
{
	const struct px_lab_doc *story = story_of(lab);
	struct px_prediction prediction = { 0 };
	struct px_lab_case *c;

	if (!wish->json)
		px_lab_report_question(stdout, story);
	if (wish->predict)
		px_predict_ask(&prediction, stdin, stdout, story);
	c = px_lab_session_run(l, lab, story);
	if (!c)
		return PX_EXIT_FAILED;
	if (!wish->json)
		px_lab_report_answer(stdout, &c->trial, &c->ruling);
	if (wish->predict)
		px_predict_compare(&prediction, stdout, &c->ruling);
	return PX_EXIT_FINE;
}

static int perform_all(const struct wish *wish)
{
	struct px_lab_session l;
	int status = px_lab_session_open(&l);

	if (!status && !wish->json) {
		px_report_header_machine(stdout, &l.stamp);
		putchar('\n');
	}
	for (unsigned int i = 0; i < wish->nr && !status; i++) {
		if (i && !wish->json)
			putchar('\n');
		status = perform(&l, wish->labs[i], wish);
	}
	if (!status && wish->json)
		status = px_report_write_error("the results", px_labs_json_write(stdout, l.cases, l.nr, &l.stamp));
	if (!status)
		status = px_lab_session_status(&l);
	px_lab_session_close(&l);
	return status;
}

static int parse(struct wish *wish, int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		const struct px_lab *lab = px_lab_find(argv[i]);

		if (!strcmp(argv[i], "--json"))
			wish->json = true;
		else if (!strcmp(argv[i], "--predict"))
			wish->predict = true;
		else if (argv[i][0] == '-')
			return px_usage_error("'%s' is not an option of lab (try --help)", argv[i]);
		else if (!lab)
			return px_usage_error("unknown lab '%s' (parallax lab names them)", argv[i]);
		else if (wish->nr < PX_COUNT_OF(wish->labs))
			wish->labs[wish->nr++] = lab;
	}
	if (wish->json && wish->predict)
		return px_usage_error("--predict asks a person, --json is for a program: one of them");
	if (!wish->nr && (wish->json || wish->predict))
		return px_usage_error("no lab: expected its name (parallax lab names them)");
	return PX_EXIT_FINE;
}

static int run(int argc, char **argv)
{
	struct wish wish = { 0 };
	int status = parse(&wish, argc, argv);

	if (status)
		return status;
	return wish.nr ? perform_all(&wish) : list();
}

const struct px_command px_command_lab = {
	.name = "lab",
	.summary = "one experiment told as a story: what is done, seen, and why",
	.run = run,
	.help =
"usage: parallax lab [LAB…] [--predict | --json]\n"
"\n"
"Performs experiments in the kernel and in user space and tells what each showed,\n"
"what Rust does, and why they differ. Without a LAB: names them all.\n"
"\n"
"  --predict   first asks what you expect, then shows what happened\n"
"  --json      observations, expectations and verdicts for a program\n"
"\n"
"Exit status: 0 all as expected; 1 something was UNEXPECTED; 2 usage.\n",
};
