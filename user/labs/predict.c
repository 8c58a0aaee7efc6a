// SPDX-License-Identifier: GPL-2.0-only
#include <stdlib.h>
#include <string.h>
#include "predict.h"
#include "claims/value_format.h"

#define ANSWER	64

/* The number of the option chosen, from 1; 0: none, the end of input. */
static unsigned long read_choice(FILE *in, FILE *out, unsigned int options)
{
	char line[ANSWER];

	for (;;) {
		unsigned long n;

		fprintf(out, "  your guess (1 to %u): ", options);
		fflush(out);
		if (!fgets(line, sizeof(line), in))
			return 0;
		n = strtoul(line, NULL, 10);
		if (n >= 1 && n <= options)
			return n;
		fprintf(out, "  a number from 1 to %u, please\n", options);
	}
}

static bool ask(FILE *in, FILE *out, const struct px_expectation *e, enum px_world world,
		int64_t *value)
{
	char words[PX_VALUE_FORMAT_SIZE];
	unsigned int options = 0;
	unsigned long choice;

	fprintf(out, "%s: %s …\n", px_world_name(world), e->topic);
	while (px_value_format_option(words, e->says, options, value))
		fprintf(out, "  %u  %s\n", ++options, words);
	if (!options)
		return false;
	choice = read_choice(in, out, options);
	return choice && px_value_format_option(words, e->says, (unsigned int)choice - 1, value);
}

void px_predict_ask(struct px_prediction *p, FILE *in, FILE *out, const struct px_lab_doc *story)
{
	const struct px_expectation *e = &story->expects[0];

	for (enum px_world w = 0; w < PX_WORLDS; w++)
		if (px_expected(e, w) != PX_NONE)
			p->made[w] = ask(in, out, e, w, &p->value[w]);
	fputc('\n', out);
}

void px_predict_compare(const struct px_prediction *p, FILE *out, const struct px_lab_verdict *ruling)
{
	const struct px_finding_verdict *o = &ruling->opinions[0];

	for (enum px_world w = 0; ruling->nr && w < PX_WORLDS; w++) {
		char words[PX_VALUE_FORMAT_SIZE];

		if (!p->made[w] || !o->there[w])
			continue;
		px_value_format(words, o->expect->says, p->value[w]);
		fprintf(out, "  %-10s you said \"%s\": %s\n", px_world_name(w), words,
			p->value[w] == o->value[w] ? "right" : "not so");
	}
}
