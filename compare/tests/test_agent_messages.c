// SPDX-License-Identifier: GPL-2.0-only
/* A message is read as it was written; a changed one is refused with a reason. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include "fake_results.h"
#include "output/agent_messages.h"
#include "tap.h"

static char why[PX_WHY_SIZE];

static void test_hello(void)
{
	json_t *hello = px_agent_hello_encode(&fake_environment);
	struct px_environment environment;

	tap_ok(!px_agent_hello_decode(hello, &environment, why, sizeof(why)), "hello is read");
	tap_ok(!strcmp(environment.kernel, fake_environment.kernel) && environment.has_module &&
	       !strcmp(environment.module_own_hash, fake_environment.module_own_hash),
	       "and the environment is the same");
	json_object_set_new(hello, "agent", json_string("parallax-agent/2"));
	tap_ok(px_agent_hello_decode(hello, &environment, why, sizeof(why)) == -EPROTO &&
	       strstr(why, PX_AGENT_PROTOCOL), "another protocol is refused: %s", why);
	json_decref(hello);
}

static const struct px_run_spec spec = {
	.threads = 3, .pin = PX_PIN_ONE, .duration_ns = 5, .ops = 6, .hold_ns = 7, .think_ns = 8,
	.seed = UINT64_MAX, .read_share = 9, .timed = 1, .lines = 10, .payload = 16,
	.capacity = 11, .kind = PX_KIND_PI, .counting = PX_COUNT_HARDWARE, .rate = 12,
};

/* Every field of the run_spec reaches the agent. */
static void test_run(void)
{
	json_t *document = px_agent_run_encode("mutex_counter", &spec, true);
	struct px_agent_request request;

	tap_ok(!px_agent_request_decode(document, &request, why, sizeof(why)) && request.is_run &&
	       request.with_input && !strcmp(request.bench_case.workload, "mutex_counter"),
	       "a run is read");
	tap_ok(!memcmp(&request.bench_case.spec, &spec, sizeof(spec)), "with the whole run_spec");
	json_object_del(json_object_get(json_object_get(document, "run"), "run_spec"), "threads");
	tap_ok(px_agent_request_decode(document, &request, why, sizeof(why)) &&
	       strstr(why, "run.run_spec.threads"), "a run without threads is refused: %s", why);
	json_decref(document);
}

static void test_input(void)
{
	const struct px_input_file input = { .text = "3: 1 2\nrest", .size = 7 };
	json_t *document = px_agent_input_encode(&input);
	struct px_agent_request request;

	tap_ok(!px_agent_request_decode(document, &request, why, sizeof(why)) && !request.is_run &&
	       !strcmp(request.input, "3: 1 2\n"), "an input is read");
	json_decref(document);
	document = px_agent_end_encode();
	tap_ok(!px_agent_request_decode(document, &request, why, sizeof(why)) && request.is_end,
	       "an end is read");
	json_decref(document);
	document = json_object();
	tap_ok(px_agent_request_decode(document, &request, why, sizeof(why)),
	       "a request of nothing is refused: %s", why);
	json_decref(document);
}

static bool same_record(const struct px_record *a, const struct px_record *b)
{
	return a->nr_workers == b->nr_workers && a->nr_findings == b->nr_findings &&
	       a->depth == b->depth && a->counted == b->counted && b->workers &&
	       !memcmp(a->workers, b->workers, a->nr_workers * sizeof(*a->workers)) &&
	       !memcmp(a->counts, b->counts, sizeof(a->counts));
}

static void test_answer(void)
{
	struct px_round round = { .made = true }, again = { 0 };
	json_t *document;
	int error = 1;

	fake_record(&round.record, 2, 100);
	round.record.depth = 7;
	round.record.counted = 1u << PX_INSTRUCTIONS;
	round.record.counts[PX_INSTRUCTIONS] = 8;
	document = px_agent_answer_encode(0, &round);
	tap_ok(!px_agent_answer_decode(document, &error, &again, why, sizeof(why)) && !error,
	       "an answer is read");
	tap_ok(same_record(&round.record, &again.record), "with the whole record");
	px_record_free(&again.record);
	px_record_free(&round.record);
	json_decref(document);
	document = px_agent_answer_encode(-EBUSY, &round);
	tap_ok(!px_agent_answer_decode(document, &error, &again, why, sizeof(why)) &&
	       error == -EBUSY, "an error is read");
	json_object_set_new(document, "error", json_integer(5));
	tap_ok(px_agent_answer_decode(document, &error, &again, why, sizeof(why)),
	       "an error above 0 is refused: %s", why);
	json_decref(document);
}

int main(void)
{
	test_hello();
	test_run();
	test_input();
	test_answer();
	return tap_done();
}
