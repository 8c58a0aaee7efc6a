// SPDX-License-Identifier: GPL-2.0-only
#include <math.h>
#include <stdio.h>
#include "side_copies.h"

#define SLOWER		3.0
#define WARMUP		3.0	/* the excess of the warm-up */
#define WARMER		0.8	/* of the excess is left after each pass */

/* A plan with two sides: its runs come in blocks of two, and in passes of nr_cases blocks. */
static double factor(const struct px_side_copies *copies, bool second, unsigned int nth)
{
	unsigned int pass = nth / (2 * copies->nr_cases);

	switch (copies->bias) {
	case PX_BIAS_FACTOR:
		return second ? SLOWER : 1;
	case PX_BIAS_ORDER:
		return nth % 2 ? 1 : SLOWER;
	case PX_BIAS_WARMUP:
		return second ? 1 + WARMUP * pow(WARMER, pass) : 1;
	default:
		return 1;
	}
}

static void stretch(struct px_record *rec, double by)
{
	for (uint32_t i = 0; rec->workers && i < rec->nr_workers; i++) {
		struct px_worker_result *w = &rec->workers[i];

		w->end_ns = w->start_ns + (uint64_t)llround((double)(w->end_ns - w->start_ns) * by);
		w->cpu_ns = (uint64_t)llround((double)w->cpu_ns * by);
	}
}

static int run(const struct px_side *side, const char *workload, const struct px_run_spec *spec,
	       const struct px_input_file *input, struct px_record *rec)
{
	/* A side is the first member of its copy. */
	const struct px_side_copy *copy = (const struct px_side_copy *)side;
	struct px_side_copies *copies = copy->copies;
	bool second = copy == &copies->copy[1];
	const struct px_side *original = copies->original[second];
	double by = factor(copies, second, copies->runs++);
	int err = original->run(original, workload, spec, input, rec);

	if (!err && copies->bias)
		stretch(rec, by);
	return err;
}

void px_side_copies_init(struct px_side_copies *copies, const struct px_side *first,
			 const struct px_side *second, unsigned int nr_cases, enum px_bias bias)
{
	const struct px_side *const sides[2] = { first, second };

	*copies = (struct px_side_copies){ .nr_cases = nr_cases, .bias = bias };
	snprintf(copies->again, sizeof(copies->again), "%.20s again", sides[1]->name);
	for (unsigned int i = 0; i < 2; i++) {
		copies->original[i] = sides[i];
		copies->copy[i] = (struct px_side_copy){ .side = *sides[i], .copies = copies };
		copies->copy[i].side.run = run;
		copies->list[i] = &copies->copy[i].side;
	}
	copies->copy[1].side.name = copies->again;
}
