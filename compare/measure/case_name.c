// SPDX-License-Identifier: GPL-2.0-only
#include <inttypes.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include "case_name.h"
#include "kind.h"
#include "text.h"

#define THREADS	7u	/* columns of "threads" */

#define WORD	sizeof(uint32_t)	/* each field of a run_spec is one or two */

/* True if the cases differ in those bytes of their run_spec. */
static bool varies(const struct px_plan *plan, size_t offset, size_t size)
{
	const char *first = (const char *)&plan->cases[0].spec + offset;
	const uint32_t words = (1u << size / WORD) - 1;

	if (plan->compared)
		return plan->varying & words << offset / WORD;
	for (unsigned int c = 1; c < plan->nr_cases; c++)
		if (memcmp((const char *)&plan->cases[c].spec + offset, first, size))
			return true;
	return false;
}

void px_plan_compare_cases(struct px_plan *plan)
{
	_Static_assert(sizeof(struct px_run_spec) <= 32 * WORD, "a bit of varying for each word");
	plan->compared = false;
	plan->varying = 0;
	for (unsigned int word = 0; word < sizeof(struct px_run_spec) / WORD; word++)
		if (varies(plan, word * WORD, WORD))
			plan->varying |= 1u << word;
	plan->compared = true;
}

#define VARIES(field)								\
	varies(plan, offsetof(struct px_run_spec, field),			\
	       sizeof(((struct px_run_spec *)NULL)->field))

bool px_cases_uniform(const struct px_plan *plan)
{
	return !VARIES(duration_ns) && !VARIES(ops) && !VARIES(pin) && !VARIES(read_share) &&
	       !VARIES(payload) && !VARIES(capacity) && !VARIES(hold_ns) && !VARIES(think_ns) &&
	       !VARIES(kind) && !VARIES(rate);
}

bool px_case_names_kind(const struct px_plan *plan, const struct px_bench_case *bench_case)
{
	return bench_case->lock.kernel && (bench_case->spec.kind || VARIES(kind));
}

#define SHOWN(field)	(VARIES(field) == varying)

void px_case_spec(struct px_flow *flow, const struct px_plan *plan, const struct px_run_spec *spec,
		  bool varying)
{
	static const char *const pins[] = {
		[PX_PIN_NONE] = "workers not pinned",
		[PX_PIN_SPREAD] = "workers spread over the CPUs",
		[PX_PIN_ONE] = "all workers on one CPU",
	};

	if (SHOWN(duration_ns) && spec->duration_ns)
		px_flow_item(flow, "%.4g s a run", (double)spec->duration_ns * 1e-9);
	if (SHOWN(ops) && spec->ops)
		px_flow_item(flow, "%" PRIu64 " ops a worker", (uint64_t)spec->ops);
	if (SHOWN(pin) && spec->pin < sizeof(pins) / sizeof(pins[0]))
		px_flow_item(flow, "%s", pins[spec->pin]);
	if (SHOWN(read_share))
		px_flow_item(flow, "read share %u %%", spec->read_share);
	if (SHOWN(payload) && spec->payload)
		px_flow_item(flow, "payload %u bytes", spec->payload);
	if (SHOWN(capacity) && spec->capacity)
		px_flow_item(flow, "capacity %u", spec->capacity);
	if (SHOWN(kind) && (varying || spec->kind) && spec->kind < PX_KINDS)
		px_flow_item(flow, "kind %s", px_kind_names[spec->kind]);
	if (SHOWN(hold_ns) && (varying || spec->hold_ns))
		px_flow_item(flow, "hold %" PRIu64 " ns", (uint64_t)spec->hold_ns);
	if (SHOWN(think_ns) && (varying || spec->think_ns))
		px_flow_item(flow, "think %" PRIu64 " ns", (uint64_t)spec->think_ns);
	if (SHOWN(rate) && spec->rate)
		px_flow_item(flow, varying ? "%" PRIu64 "/s" : "%" PRIu64 " ops/s asked",
			     (uint64_t)spec->rate);
}

void px_case_name(const struct px_plan *plan, unsigned int nth, char *text, size_t size)
{
	const struct px_bench_case *c = &plan->cases[nth];
	char *rest = NULL;
	size_t length = 0;
	struct px_flow flow = { .out = open_memstream(&rest, &length), .separator = ", " };

	if (flow.out) {
		px_case_spec(&flow, plan, &c->spec, true);
		fclose(flow.out);
	}
	snprintf(text, size, "%s ×%u%s%s", c->workload, c->spec.threads, length ? ", " : "",
		 length ? rest : "");
	free(rest);
}

void px_case_columns(FILE *out, const struct px_plan *plan, unsigned int nth, bool first,
		     unsigned int width)
{
	const struct px_bench_case *c = &plan->cases[nth];
	bool uniform = px_cases_uniform(plan);
	char text[128] = "";

	if (first && !uniform) {
		px_case_name(plan, nth, text, sizeof(text));
		fprintf(out, "%s\n", text);
	}
	first = first && uniform;
	snprintf(text, sizeof(text), "%u", c->spec.threads);
	px_text_left(out, first ? c->workload : "", width);
	px_text_right(out, first ? text : "", THREADS);
}
