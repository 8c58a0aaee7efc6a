// SPDX-License-Identifier: GPL-2.0-only
#include "boundary.h"
#include "output/json_results.h"
#include "output/json_encode.h"
#include "output/json_environment.h"

static json_t *pack_ratios(const struct px_boundary_group *c, const struct px_ratio *ratios)
{
	json_t *all = json_object();

	for (unsigned int s = 0; s < c->plan.nr_sides; s++)
		px_encode_set(&all, c->plan.sides[s]->name, px_encode_ratio(&ratios[s]));
	return all;
}

static json_t *pack_break_even(const struct px_break_even *b)
{
	static const char *const words[] = {
		[PX_PAYS_FROM] = "from", [PX_PAYS_NEVER] = "never",
		[PX_PAYS_UNKNOWN] = "not shown",
	};

	return json_pack("{s:s, s:o, s:o, s:o}",
			 "pays", words[b->pays],
			 "estimate", px_encode_number(b->estimate),
			 "low", px_encode_number(b->low),
			 "high", px_encode_number(b->high));
}

static json_t *pack_measured(const struct px_crossover *x)
{
	if (!x->steps)
		return json_null();
	return json_pack("{s:i, s:o}", "steps", (int)x->steps,
			 "ratio", px_encode_ratio(&x->measured));
}

static json_t *pack_crossovers(const struct px_boundary *b)
{
	json_t *all = json_array();

	for (unsigned int i = 0; i < b->primitives.plan.nr_cases; i++) {
		const struct px_crossover *x = &b->crossovers[i];

		px_encode_append(&all, json_pack("{s:s, s:o, s:o, s:o}",
			"workload", b->primitives.cases[i].workload,
			"ioctl", pack_break_even(&x->ioctl),
			"uring", pack_break_even(&x->uring),
			"measured", pack_measured(x)));
	}
	return all;
}

int px_boundary_json(FILE *out, const struct px_boundary *b)
{
	return px_encode_write(out, json_pack(
		"{s:s, s:o, s:b, s:o, s:o, s:o, s:o, s:o, s:o, s:[ii], s:o}",
		"schema", "parallax-boundary/2",
		"environment", px_encode_environment(&b->environment),
		"estimated", !b->has_module && b->has_agent,
		"calls", px_encode_results(&b->calls.results),
		"ratios", pack_ratios(&b->calls, b->ratios),
		"submitter", json_pack("{s:o, s:o}",
			"cpu_ns_per_op", px_encode_number(b->submitter_ns),
			"ratio", px_encode_ratio(&b->submitter)),
		"primitives", !b->primitives.plan.nr_cases ? json_null() :
			px_encode_results(&b->primitives.results),
		"break_even", pack_crossovers(b),
		"messages", px_encode_results(&b->messages.results),
		"message_cpus", (int)b->cpus[0], (int)b->cpus[1],
		"message_ratios", pack_ratios(&b->messages, b->message_ratios)));
}
