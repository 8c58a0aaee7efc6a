// SPDX-License-Identifier: GPL-2.0-only
#include <stdlib.h>
#include <string.h>
#include "claims/lab_docs.h"
#include "claims/value_format.h"
#include "output/json_encode.h"
#include "output/json_file.h"
#include "predict.h"
#include "util/atomic_file.h"
#include "util/error.h"

#define SCHEMA	"parallax-guesses/1"

/* The chosen option, from 1; 0: end of input. */
static unsigned int read_choice(FILE *in, FILE *out, unsigned int options)
{
	char *line = NULL, *end;
	unsigned long choice = 0;
	size_t size = 0;

	while (!choice) {
		fprintf(out, "  your guess (1 to %u): ", options);
		fflush(out);
		if (getline(&line, &size, in) < 0)
			break;
		choice = strtoul(line, &end, 10);
		if (end == line || end[strspn(end, " \t\r\n")] || choice > options)
			choice = 0;
	}
	free(line);
	return (unsigned int)choice;
}

static int ask(struct px_guess *guess, FILE *in, FILE *out)
{
	const struct px_expectation *e = &guess->doc->expectations[0];
	char words[PX_VALUE_FORMAT_SIZE];
	unsigned int options = 0, choice;

	fprintf(out, "%s: %s ...\n", px_world_name(guess->world), e->subject);
	while (px_value_format_option(words, e->values, options, &guess->value))
		fprintf(out, "  %u  %s\n", ++options, words);
	choice = read_choice(in, out, options);
	if (!choice)
		return px_usage_error("end of input: expected a guess from 1 to %u", options);
	px_value_format_option(words, e->values, choice - 1, &guess->value);
	return PX_EXIT_FINE;
}

int px_predict_ask(struct px_guesses *g, FILE *in, FILE *out, const struct px_lab_doc *doc,
		   unsigned int worlds)
{
	const struct px_expectation *e = &doc->expectations[0];
	char words[PX_VALUE_FORMAT_SIZE];
	int status = PX_EXIT_FINE;
	int64_t value;

	/* One option is no question. */
	if (!px_value_format_option(words, e->values, 1, &value))
		return status;
	for (enum px_world w = 0; w < PX_WORLDS && !status && g->nr < PX_MAX_GUESSES; w++) {
		if (!(worlds & 1u << w) || px_expected(e, w) == PX_NONE)
			continue;
		g->list[g->nr] = (struct px_guess) { .doc = doc, .world = w };
		status = ask(&g->list[g->nr++], in, out);
	}
	fputc('\n', out);
	return status;
}

static bool find_lab(struct px_guess *guess, const char *lab, const char *side)
{
	for (u32 i = 0; i < px_lab_count && !guess->doc; i++)
		if (!strcmp(px_lab_docs[i]->name, lab))
			guess->doc = px_lab_docs[i];
	while (guess->world < PX_WORLDS && strcmp(px_world_name(guess->world), side))
		guess->world++;
	return guess->doc && guess->world < PX_WORLDS;
}

int px_predict_load(struct px_guesses *g, const char *path)
{
	const char *schema = "", *lab, *side;
	json_t *file, *list = NULL, *item;
	char why[256];
	json_int_t value;
	bool valid;
	size_t i;

	if (px_json_file_load(&file, path, why, sizeof(why)))
		return px_fail("%s: %s", path, why);
	json_unpack(file, "{s:s, s:o}", "schema", &schema, "guesses", &list);
	valid = !strcmp(schema, SCHEMA) && json_array_size(list) <= PX_MAX_GUESSES;
	json_array_foreach(list, i, item) {
		struct px_guess *guess = &g->list[g->nr];

		*guess = (struct px_guess) { 0 };
		valid = valid && !json_unpack(item, "{s:s, s:s, s:I}", "lab", &lab, "side", &side,
					      "guess", &value) && find_lab(guess, lab, side);
		if (!valid)
			break;
		guess->value = value;
		g->nr++;
	}
	json_decref(file);
	return valid ? PX_EXIT_FINE :
	       px_fail("%s: expected guesses that \"parallax lab --predict --save\" wrote", path);
}

static json_t *encode(const struct px_guess *guess)
{
	bool observed = guess->is_observed;

	return json_pack("{s:s, s:s, s:s, s:I, s:o, s:o}",
			 "lab", guess->doc->name,
			 "observation", guess->doc->expectations[0].what,
			 "side", px_world_name(guess->world),
			 "guess", (json_int_t)guess->value,
			 "observed", observed ? json_integer(guess->observed) : json_null(),
			 "right", observed ? json_boolean(guess->value == guess->observed) :
					     json_null());
}

int px_predict_save(const struct px_guesses *g, const char *path)
{
	json_t *list = json_array();
	struct px_atomic_file out;
	int err = px_atomic_file_open(&out, path);

	for (unsigned int i = 0; i < g->nr; i++)
		px_encode_append(&list, encode(&g->list[i]));
	if (!err)
		err = px_atomic_file_close(&out, px_encode_write(out.file,
			json_pack("{s:s, s:o}", "schema", SCHEMA, "guesses", list)));
	return err ? px_fail("%s: %s", path, strerror(-err)) : PX_EXIT_FINE;
}

static void print_guess(FILE *out, const struct px_guess *guess)
{
	const char *values = guess->doc->expectations[0].values;
	char words[PX_VALUE_FORMAT_SIZE];

	px_value_format(words, values, guess->value);
	fprintf(out, "  %-10s your guess: \"%s\"", px_world_name(guess->world), words);
	if (guess->is_observed)
		px_value_format(words, values, guess->observed);
	if (guess->is_observed)
		fprintf(out, "; observed: \"%s\", %s\n", words,
			guess->value == guess->observed ? "right" : "wrong");
	else
		fputs("; not observed\n", out);
}

void px_predict_compare(struct px_guesses *g, FILE *out, const struct px_lab_doc *doc,
			const struct px_lab_verdict *verdict)
{
	const struct px_finding_verdict *o =
		px_lab_verdict_find(verdict, doc->expectations[0].what);

	for (unsigned int i = 0; i < g->nr; i++) {
		struct px_guess *guess = &g->list[i];

		if (guess->doc != doc)
			continue;
		guess->is_observed = o && o->present[guess->world];
		if (guess->is_observed)
			guess->observed = o->value[guess->world];
		print_guess(out, guess);
	}
}

void px_predict_total(const struct px_guesses *g, FILE *out)
{
	unsigned int right = 0, observed = 0;

	for (unsigned int i = 0; i < g->nr; i++) {
		observed += g->list[i].is_observed;
		right += g->list[i].is_observed && g->list[i].value == g->list[i].observed;
	}
	fprintf(out, "\nRight guesses: %u of %u", right, observed);
	if (observed < g->nr)
		fprintf(out, "; %u not observed", g->nr - observed);
	fputc('\n', out);
}
