// SPDX-License-Identifier: GPL-2.0-only
/* parallax lab: runs labs, and prints what each of them shows. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "claims/lab_docs.h"
#include "claims/lab_report.h"
#include "claims/labs_json.h"
#include "command.h"
#include "labs/lab_session.h"
#include "labs/predict.h"
#include "measure/text.h"
#include "output/report_header.h"
#include "util/args.h"
#include "util/error.h"
#include "util/nearest.h"
#include "util/parse_number.h"

struct options {
	bool json, ask_only;
	unsigned int predict;		/* mask of worlds; 0: no guesses */
	const char *guesses, *save;	/* paths, or NULL */
	unsigned int nr;
	unsigned int labs[64];		/* indexes */
};

enum { JSON = PX_OPTION, PREDICT, ASK_ONLY, GUESSES, SAVE };

static const struct argp_option options[] = {
	{ "predict", PREDICT, "SIDES", OPTION_ARG_OPTIONAL,
	  "before any lab runs, ask what you expect on these sides, then print each guess beside "
	  "what was observed: rust, kernel, user (kernel,user)", 0 },
	{ "save", SAVE, "FILE", 0, "write the guesses, and what was observed, as JSON", 0 },
	{ "ask-only", ASK_ONLY, NULL, 0, "write the guesses with --save, and run nothing", 0 },
	{ "guesses", GUESSES, "FILE", 0,
	  "read the guesses from a file that --save wrote; do not ask", 0 },
	{ "json", JSON, NULL, 0, "print observations, expectations and verdicts as JSON", 0 },
	{ 0 }
};

/* Adds the worlds that the text names, with commas between, to the mask. */
static bool parse_worlds(const char *text, unsigned int *mask)
{
	static const char *names[PX_WORLDS + 1];
	struct px_list list;

	for (enum px_world w = 0; w < PX_WORLDS; w++)
		names[w] = px_world_name(w);
	if (!px_parse_words(text, names, &list))
		return false;
	for (unsigned int i = 0; i < list.count; i++)
		*mask |= 1u << list.values[i];
	return true;
}

/* The sides may also be the next word: no lab has the name of a side. */
static int set_predict(struct options *o, const char *text, struct argp_state *state)
{
	o->predict = 0;
	if (text)
		return parse_worlds(text, &o->predict) ? 0 :
		       px_usage_error("--predict '%s': expected a list of rust, kernel, user",
				      text);
	if (state->next < state->argc && parse_worlds(state->argv[state->next], &o->predict))
		state->next++;
	else
		o->predict = 1u << PX_KERNEL | 1u << PX_USER;
	return 0;
}

static int add_lab(struct options *o, const char *name)
{
	struct px_nearest near = { .text = name };

	for (u32 i = 0; i < px_lab_count; i++) {
		px_nearest_try(&near, px_labs[i]->name);
		if (strcmp(px_labs[i]->name, name))
			continue;
		if (o->nr < PX_COUNT_OF(o->labs))
			o->labs[o->nr++] = i;
		return 0;
	}
	return px_nearest_fail(&near, "lab", "parallax lab");
}

static int check(struct options *o)
{
	if (o->guesses && !o->predict)
		o->predict = 1;
	if (o->json && o->predict)
		return px_usage_error("--json and --predict: expected only one of them");
	if (o->ask_only && (!o->predict || !o->save || o->guesses))
		return px_usage_error("--ask-only: expected --predict and --save FILE, without "
				      "--guesses");
	if (o->save && !o->predict)
		return px_usage_error("--save: expected --predict or --guesses as well");
	if (!o->nr && (o->json || o->predict))
		return px_usage_error("no lab: expected a name that \"parallax lab\" lists");
	return 0;
}

static error_t parse(int key, char *arg, struct argp_state *state)
{
	struct options *o = state->input;

	switch (key) {
	case JSON:
		o->json = true;
		return 0;
	case PREDICT:
		return set_predict(o, arg, state);
	case ASK_ONLY:
		o->ask_only = true;
		return 0;
	case GUESSES:
		o->guesses = arg;
		return 0;
	case SAVE:
		o->save = arg;
		return 0;
	case ARGP_KEY_ARG:
		return add_lab(o, arg);
	case ARGP_KEY_END:
		return check(o);
	default:
		return ARGP_ERR_UNKNOWN;
	}
}

static const struct argp argp = {
	.options = options,
	.parser = parse,
	.args_doc = "[LAB...]",
	.doc = "Run labs in the kernel and in user space. Print what each of them shows, what Rust "
	       "does, and why they differ. Without a LAB: list all labs.\v"
	       "Exit status: 0 all results are as expected; 1 a result is UNEXPECTED, or an error "
	       "occurred; 2 usage error, or the end of input instead of a guess.",
};

static int list(void)
{
	char heading[64];

	for (u32 i = 0; i < px_lab_count; i++) {
		snprintf(heading, sizeof(heading), "%-27s %-8s ", px_labs[i]->name,
			 px_lab_docs[i]->claims);
		px_text_sentence(stdout, heading, "%s", px_lab_docs[i]->question);
	}
	return PX_EXIT_FINE;
}

static int ask_all(struct px_guesses *g, const struct options *o)
{
	int status = PX_EXIT_FINE;

	for (unsigned int i = 0; i < o->nr && !status; i++) {
		px_lab_report_question(stdout, px_lab_docs[o->labs[i]]);
		status = px_predict_ask(g, stdin, stdout, px_lab_docs[o->labs[i]], o->predict);
	}
	return status;
}

static int run_lab(struct px_lab_session *l, unsigned int lab, const struct options *o,
		   struct px_guesses *g)
{
	const struct px_lab_doc *doc = px_lab_docs[lab];
	struct px_lab_case *c;

	if (!o->json)
		px_lab_report_question(stdout, doc);
	c = px_lab_session_run(l, px_labs[lab], doc);
	if (!c)
		return PX_EXIT_FAILED;
	if (!o->json)
		px_lab_report_answer(stdout, &c->results, &c->verdict);
	px_predict_compare(g, stdout, doc, &c->verdict);
	return PX_EXIT_FINE;
}

static int run_all(const struct options *o, struct px_guesses *g)
{
	struct px_lab_session l;
	int status = px_lab_session_open(&l);

	if (!status && !o->json) {
		px_report_header_machine(stdout, &l.environment);
		putchar('\n');
	}
	for (unsigned int i = 0; i < o->nr && !status; i++) {
		if (i && !o->json)
			putchar('\n');
		status = run_lab(&l, o->labs[i], o, g);
	}
	if (!status && g->nr)
		px_predict_total(g, stdout);
	if (!status && o->save)
		status = px_predict_save(g, o->save);
	if (!status && o->json)
		status = px_report_write_error("the results",
				px_labs_json_write(stdout, l.cases, l.nr, &l.environment));
	if (!status)
		status = px_lab_session_status(&l);
	px_lab_session_close(&l);
	return status;
}

static int run(int argc, char **argv)
{
	static struct px_guesses guesses;
	struct options o = { 0 };
	int status = px_args_parse(&argp, argc, argv, &o);

	if (status)
		return status;
	if (!o.nr)
		return list();
	if (o.guesses)
		status = px_predict_load(&guesses, o.guesses);
	else if (o.predict)
		status = ask_all(&guesses, &o);
	if (!status && o.ask_only)
		return px_predict_save(&guesses, o.save);
	return status ? status : run_all(&o, &guesses);
}

const struct px_command px_command_lab = {
	.name = "lab",
	.summary = "run labs, and print what they show and why",
	.run = run,
};
