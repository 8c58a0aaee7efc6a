/* SPDX-License-Identifier: GPL-2.0-only */
/* Results of two cases on three sides, one of them absent, and the JSON document of them. */
#ifndef PX_FAKE_DOCUMENT_H
#define PX_FAKE_DOCUMENT_H

#include <errno.h>
#include <jansson.h>
#include <math.h>
#include "fake_results.h"
#include "output/json_results.h"
#include "tap.h"

#define ROUNDS	6u

static const struct px_side ioctl_side = {
	.name = "sqpoll×8", .kind = "uring", .batch = 8, .polled = true,
};
static const struct px_side *const sides[] = {
	&fake_kernel, &fake_user, &ioctl_side
};
static const struct px_input_file input = { .path = "a file", .lines = 8 };
static const struct px_bench_case cases[] = {
	{ "mutex_counter", false, { .threads = 2, .pin = PX_PIN_SPREAD,
				    .duration_ns = 200000000, .hold_ns = 5,
				    .think_ns = 6, .read_share = 90, .lines = 7,
				    .payload = 64, .capacity = 3, .kind = PX_KIND_PI }, &input,
	  .lock = { "struct rt_mutex", "PI" } },
	{ "counter_unlocked", true, { .threads = 1, .ops = 1000000000000 } },
};
static const struct px_plan plan = { cases, 2, sides, 3, ROUNDS, PX_MAX_SEED, .timed = true };

static inline void make_results(struct px_results *results)
{
	px_results_init(results, &plan);
	snprintf(results->absent[2], PX_WHY_SIZE, "not today");
	for (unsigned int s = 0; s < 2; s++) {
		fake_rounds(results, 0, s, 30 - 20 * s);
		for (unsigned int r = 0; r < ROUNDS; r++)
			px_results_round(results, 0, s, r)->order = 2 * r + s;
	}
	px_results_round(results, 0, 0, 0)->record.workers[1] =
		(struct px_worker_result){ 1, 2, 3, 4, 5, 6, 7, 8 };
	fake_finding(fake_round(results, 1, 0, 0, 10), "count", UINT64_MAX, 7);
	px_results_round(results, 1, 1, 0)->made = true;
	px_results_round(results, 1, 1, 0)->error = -ENOENT;
	fake_round(results, 1, 1, 1, 10)->error = -ETIME;
	fake_timed(results, 0, 0, 5);
	results->made = 20;
	results->planned = 28;
}

static inline json_t *read_back(const struct px_results *results,
				const struct px_environment *environment)
{
	char *text = fake_print(px_json_write, results, environment);
	json_t *document = json_loads(text, JSON_REJECT_DUPLICATES, NULL);

	tap_ok(document != NULL, "the document is valid JSON");
	tap_ok(text[strlen(text) - 1] == '\n', "the document ends with a newline");
	free(text);
	return document;
}

/* Unpacks an object; an unknown key is an error. */
#define UNPACK(object, ...) \
	(!json_unpack_ex((object), NULL, JSON_STRICT, __VA_ARGS__))

#endif /* PX_FAKE_DOCUMENT_H */
